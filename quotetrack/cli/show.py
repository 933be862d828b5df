"""`quotetrack show`: an article as it was printed, with its statements marked.

Colours on a terminal; elsewhere brackets, between which the article stands letter for letter.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator

import click

from quotetrack.cli.listing import read_article, read_review, read_speaker
from quotetrack.cli.options import database_option, raw_option
from quotetrack.cli.output import clean, clean_line
from quotetrack.marking import CONTENTS, Label, Marked, find_marked
from quotetrack.records import StoredArticle, StoredStatement
from quotetrack.settings import Settings
from quotetrack.store.articles import get_article
from quotetrack.store.forgotten import explain_forgotten
from quotetrack.store.session import open_database

STYLES = {
    Label.DIRECT: "black on green",
    Label.INDIRECT: "black on cyan",
    Label.CUE: "bold yellow",
    Label.MENTION: "bold underline",
    Label.SOURCE: "bold magenta",
}


@click.command(name="show", epilog="\b\nExample:\n  quotetrack show 1")
@click.argument("article")
@raw_option
@database_option
@click.pass_obj
def command(settings: Settings, article: str, raw: bool) -> None:
    """Print an article with its statements marked.

    Below it stands a line for each, in brackets the number by which `review` knows it, and why.
    ARTICLE is its number in the database, its own id, or its SHA-256 or the beginning of it.
    """
    with open_database(settings.database_url) as database, database.session() as session:
        stored = get_article(session, article, raw=raw)
    if sys.stdout.isatty():
        _print_coloured(stored)
    else:
        _print_bracketed(stored)


def _print_coloured(stored: StoredArticle) -> None:
    # Here, not above: what is read from a pipe need not wait for the import.
    from rich.text import Text

    from quotetrack.cli.frame import open_console

    text = Text(clean(stored.article.text.replace("\r\n", " \n")))  # no offset is moved
    for span, label, _ in _find_marked(stored):
        text.stylize(STYLES[label], span.start_char, span.end_char)
    legend = Text()
    for label, style in STYLES.items():
        meaning = f"{label} content" if label in CONTENTS else label
        legend.append(f" {meaning} ", style=style).append("  ")
    console = open_console()
    for part in (*_read_head(stored), "", text, "", legend, *_read_foot(stored)):
        console.print(part)


def _print_bracketed(stored: StoredArticle) -> None:
    text = bracket(stored.article.text, _find_marked(stored))
    for part in (*_read_head(stored), "", text, "", *_read_foot(stored)):
        sys.stdout.write(f"{part}\n")


def _read_head(stored: StoredArticle) -> Iterator[str]:
    article = stored.article
    sha256 = stored.forgotten.sha256 if stored.forgotten else article.sha256
    key = article.id if article.id is not None else sha256
    yield clean_line(read_article(article.outlet, article.title, key))
    if article.published:
        yield article.published.isoformat()
    if article.url:
        yield clean_line(article.url)
    if stored.forgotten:
        yield clean_line(explain_forgotten(stored.forgotten))


def _read_foot(stored: StoredArticle) -> Iterator[str]:
    for number, found in enumerate(stored.statements, start=1):
        yield _describe(number, found)
    for mismatch in (found.mismatch for found in stored.mismatches):
        yield clean_line(f"mismatch: {' / '.join(mismatch.names)}: {mismatch.evidence}")


def bracket(text: str, marked: list[Marked]) -> str:
    """Return the text with each stretch in brackets: "[direct 2: …]", the inner ones inside."""
    opening: dict[int, list[Marked]] = defaultdict(list)
    closing: dict[int, int] = defaultdict(int)
    for item in marked:
        opening[item[0].start_char].append(item)
        closing[item[0].end_char] += 1
    pieces: list[str] = []
    last = 0
    for place in sorted({*opening, *closing}):
        pieces += [text[last:place], "]" * closing[place]]
        outer_first = sorted(opening[place], key=lambda item: -item[0].end_char)
        pieces += [f"[{label} {','.join(map(str, n))}: " for _, label, n in outer_first]
        last = place
    return "".join([*pieces, text[last:]])


def _find_marked(stored: StoredArticle) -> list[Marked]:
    found = enumerate((found.statement for found in stored.statements), start=1)
    return find_marked(found)


def _describe(number: int, stored: StoredStatement) -> str:
    statement = stored.statement
    role = f", {statement.role}" if statement.role else ""
    through = ", ".join(source.name for source in statement.sources)
    who = clean_line(f"{read_speaker(stored)}{role}{f', through {through}' if through else ''}")
    why = f"{statement.resolution.value}, {statement.rule}, {statement.confidence:.2f}"
    review = f"; {clean_line(read_review(stored))}" if stored.review else ""
    return f"{number:>3}  {statement.type.value:<8}  {who}  [{stored.id}: {why}{review}]"
