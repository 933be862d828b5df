"""How values are shown on a page. Marked texts are escaped; a template escapes the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from quotetrack.html.marks import mark_name, mark_text
from quotetrack.html.show import SHOWS
from quotetrack.records import Span
from quotetrack.web.charts import draw_months, draw_terms
from quotetrack.web.shapes import ArticleRef, PassageShape
from quotetrack.web.shaping import find_marks

if TYPE_CHECKING:
    from quotetrack.web.shapes import StatementShape
    from quotetrack.web.view import View

_CODE = re.compile(r"`([^`]+)`")


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
    return Markup(mark_name(passage.text, name))


def _without_view(draw: Callable[..., object]) -> Callable[..., object]:
    return lambda view, *values: draw(*values)


FILTERS: dict[str, Callable[..., object]] = {
    **SHOWS,
    "title_of": show_title,
    "code": show_code,
    "marked": show_marked,
    "passage": show_passage,
    "draw_months": _without_view(draw_months),
    "draw_terms": _without_view(draw_terms),
}
