"""`quotetrack demo`: the whole way, from the packaged article to a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotetrack.cli.extract import STATEMENT_COLUMNS, read_statement_cells
from quotetrack.cli.listing import print_quotes
from quotetrack.cli.mismatches import MISMATCH_COLUMNS, read_mismatch_cells
from quotetrack.cli.output import clean_line, print_table
from quotetrack.export.csv import write_csv
from quotetrack.export.file import open_report
from quotetrack.ingest.decode import decode_text
from quotetrack.ingest.text import read_text
from quotetrack.records import Article, QuoteFilter, StoredArticle
from quotetrack.store.articles import get_article
from quotetrack.store.session import open_database
from quotetrack.store.speakers import find_speakers
from quotetrack.store.statements import find_quotes

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_DATABASE = "quotetrack-demo.db"
_REPORT = "quotetrack-demo.csv"


@click.command(name="demo", epilog="\b\nExample:\n  quotetrack demo")
@click.option("--db", default=_DATABASE, show_default=True, metavar="URL-or-file")
@click.option("-o", "--output", default=_REPORT, show_default=True, metavar="FILE")
def command(db: str, output: str) -> None:
    """Read the example article and show what is found in it."""
    # Here, not above: `demo --help` need not wait for spaCy.
    from quotetrack.ingest.load import ingest
    from quotetrack.pipeline import load_pipeline

    articles = list(_read_seeds())
    with open_database(db, upgrade=True) as database:
        ingest(database, load_pipeline(), articles)
        with database.session() as session:
            for article in articles:
                _print_article(get_article(session, article.sha256))
            _print_speaker(session, get_article(session, articles[0].sha256), db)
            with open_report(Path(output)) as stream:
                count = write_csv(find_quotes(session, QuoteFilter()), stream)
    click.echo(f"The report: {output} ({count} statements). Next:")
    for line in (
        f"quotetrack --db {db} show {articles[0].sha256[:12]}",
        f"quotetrack --db {db} mismatches",
        f"quotetrack --db {db} export claims --format html -o report.html   # a report to read",
        "quotetrack ingest PATH        # articles of your own, into quotetrack.db",
        f"quotetrack --db {db} serve   # all of it in a browser: http://127.0.0.1:8000/",
    ):
        click.echo(f"  {line}")


def _read_seeds() -> Iterator[Article]:
    folder = files("quotetrack.seeds") / "articles"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".txt"):
            yield read_text(decode_text(file.read_bytes(), file.name), origin=file.name)


def _print_article(stored: StoredArticle) -> None:
    article = stored.article
    click.echo(clean_line(f"{article.outlet or ''}: {article.title or ''}"))
    rows = (
        read_statement_cells(number, found.statement, article.text)
        for number, found in enumerate(stored.statements, start=1)
    )
    print_table(STATEMENT_COLUMNS, rows, framed=True)
    if stored.mismatches:
        click.echo("\nNames that contradict each other:")
        print_table(MISMATCH_COLUMNS, map(read_mismatch_cells, stored.mismatches), framed=True)


def _print_speaker(session: Session, stored: StoredArticle, db: str) -> None:
    """Print what the person quoted most often said, as `quotes --speaker` lists it."""
    named = Counter(
        found.statement.speaker for found in stored.statements if found.statement.speaker
    )
    for name, _ in named.most_common(1):
        part = name.split()[-1]
        click.echo(f"\n$ quotetrack --db {db} quotes --speaker {part}")
        ids = tuple(speaker.id for speaker in find_speakers(session, part))
        print_quotes(find_quotes(session, QuoteFilter(speaker_ids=ids)), "table", framed=True)
