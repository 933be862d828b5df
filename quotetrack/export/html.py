"""One file to read, print and pass on: figures, claims in their paragraphs, mismatches, reviews.

Nothing in it is loaded from elsewhere, and it has no script. It holds all parts whatever it is
about: that one comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import BinaryIO
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from quotetrack.export.about import GENERATOR
from quotetrack.export.counted import Unit
from quotetrack.export.document import Document, Most, read_document
from quotetrack.export.file import write_text
from quotetrack.export.report import Report, Written
from quotetrack.export.schema import Subject
from quotetrack.html.charts import HEIGHT, WIDTH, draw_bars
from quotetrack.html.show import SHOWS, Speaks, is_address, show_day, show_month
from quotetrack.html.words import Words
from quotetrack.records import StoredStatement

MOST = Most(claims=2_000, appearances=50, speakers=1_000, mismatches=1_000, reviews=1_000)
_LONGEST_BARS = 10  # speakers and outlets in a chart
_AT_EITHER_END = 5  # words of a content that a link gives


def write(report: Report, stream: BinaryIO) -> Written:
    """Write the report as HTML."""
    document = read_document(report, MOST)
    with write_text(stream) as text:
        text.writelines(render(report, document))
    return tell_written(report, document)


def tell_written(report: Report, document: Document) -> Written:
    """Return how many rows a document has of what it is about, and what it leaves out."""
    rows = {
        Subject.CLAIMS: len(document.claims.shown),
        Subject.STATEMENTS: sum(len(claim.statements.shown) for claim in document.claims.shown),
        Subject.SPEAKERS: len(document.speakers.shown),
        Subject.MISMATCHES: len(document.mismatches.shown),
    }
    english = Words("en")
    cuts = (
        f"{english.t(f'cut.{what}', left)}. {english.t('all_of_them')} {command}"
        for what, left, command in document.cuts
    )
    return Written(rows[report.subject], tuple(cuts))


def render(report: Report, document: Document) -> Iterator[str]:
    """Yield the pieces of a document as HTML, in the report's language."""
    words = Words(report.language)
    unit, periods = document.counted.periods()
    values = {name: partial(show, words) for name, show in SHOWS.items()}
    return _TEMPLATES.get_template("report.html").generate(
        **values,
        t=words.t,
        language=words.language,
        report=document,
        about=report.about,
        order=_order(report.subject),
        generator=GENERATOR,
        unit=unit,
        bars=draw_bars(periods),
        chart=(WIDTH, HEIGHT),
        period=partial(_show_period, words, unit),
        longest=_LONGEST_BARS,
        is_address=is_address,
        link_to=link_to,
    )


def link_to(stored: StoredStatement) -> str:
    """Return the address of an article with the words of a content for the browser to look for.

    A text fragment: the first and the last words, between which the browser marks the page.
    https://wicg.github.io/scroll-to-text-fragment/
    """
    words = stored.content.partition(" … ")[0].split()
    whole = len(words) <= 2 * _AT_EITHER_END
    ends = [words] if whole else [words[:_AT_EITHER_END], words[-_AT_EITHER_END:]]
    written = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{stored.url}{'' if '#' in (stored.url or '') else '#'}:~:text={written}"


def _order(subject: Subject) -> list[str]:
    """Return the parts of a document, the one that it is about first."""
    parts = ["claims", "speakers", "mismatches"]
    first = "claims" if subject is Subject.STATEMENTS else subject.value
    return sorted(parts, key=lambda part: part != first)


def _show_period(words: Speaks, unit: Unit, period: str) -> str:
    if unit is Unit.DAY:
        return show_day(words, date.fromisoformat(period))
    return show_month(words, period) if unit is Unit.MONTH else period


_TEMPLATES = Environment(
    loader=ChoiceLoader(
        [PackageLoader("quotetrack.export"), PackageLoader("quotetrack.html", "static")]
    ),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
