"""How values are shown on a page: days, numbers, marked texts. All that is returned is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from quotetrack.html.marks import mark_text
from quotetrack.marking import Label, Marked
from quotetrack.records import Span
from quotetrack.web.charts import draw_months, draw_terms
from quotetrack.web.shapes import ArticleRef, PassageShape
from quotetrack.web.shaping import find_marks
from quotetrack.web.words import MONTHS

if TYPE_CHECKING:
    from quotetrack.web.shapes import StatementShape
    from quotetrack.web.view import View

_CODE = re.compile(r"`([^`]+)`")


def show_day(view: View, day: date | None) -> str:
    """Return "26 December 2022", or that there is no day."""
    if day is None:
        return view.t("undated")
    return f"{day.day} {MONTHS[view.language][day.month - 1]} {day.year}"


def show_month(view: View, month: str) -> str:
    """Return "December 2022" for "2022-12"."""
    year, number = month.split("-")
    return f"{MONTHS[view.language][int(number) - 1]} {year}"


def show_moment(view: View, moment: datetime) -> str:
    """Return day and minute, in UTC."""
    utc = moment.astimezone(UTC)
    return f"{show_day(view, utc.date())} {utc:%H:%M} UTC"


def show_number(view: View, number: int) -> str:
    """Return "200,000", in Indonesian "200.000"."""
    grouped = f"{number:,}"
    return grouped if view.language == "en" else grouped.replace(",", ".")


def show_count(view: View, what: str, number: int) -> str:
    """Return "7 statements", "1 statement"."""
    key = "one" if number == 1 else "count"
    return view.t(f"{key}.{what}", show_number(view, number))


def show_share(view: View, share: float) -> str:
    """Return "0.90", in Indonesian "0,90"."""
    written = f"{share:.2f}"
    return written if view.language == "en" else written.replace(".", ",")


def show_title(view: View, article: ArticleRef) -> str:
    """Return an article's title, or that it has none."""
    return article.title or view.t("untitled")


def show_code(_view: View, text: str) -> Markup:
    """Return a text in which what stands between backticks is code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


def show_marked(view: View, text: str, statements: Sequence[StatementShape]) -> Markup:
    """Return an article's text with its statements marked, numbered in their order."""
    ids = {number: found.id for number, found in enumerate(statements, start=1)}
    named = view.t("statement_no")
    return Markup(mark_text(text, find_marks(statements), named=named, ids=ids))


def show_passage(view: View, passage: PassageShape) -> Markup:
    """Return a passage with the name in it marked."""
    start = passage.span[0]
    name = Span(passage.name[0] - start, passage.name[1] - start)
    marked = [Marked(name, Label.MENTION, (0,))]
    return Markup(mark_text(passage.text, marked, named="{}"))


def _without_view(draw: Callable[..., object]) -> Callable[..., object]:
    return lambda view, *values: draw(*values)


FILTERS: dict[str, Callable[..., object]] = {
    "day": show_day,
    "month": show_month,
    "moment": show_moment,
    "number": show_number,
    "count": show_count,
    "share": show_share,
    "title_of": show_title,
    "code": show_code,
    "marked": show_marked,
    "passage": show_passage,
    "draw_months": _without_view(draw_months),
    "draw_terms": _without_view(draw_terms),
}
