"""`quotetrack extract`: what is found in articles, printed as it is found, with no database."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

from quotetrack.cli.output import Column, clean_line, print_table
from quotetrack.errors import InputError
from quotetrack.export.extract import read_extract
from quotetrack.export.jsonl import dump
from quotetrack.ingest import find_articles
from quotetrack.records import Article, Reading, RunCounts, Statement
from quotetrack.settings import Settings

STATEMENT_COLUMNS = (
    Column("#", width=3),
    Column("Type", width=14),
    Column("Cue", style="yellow", below=True),
    Column("Source", style="magenta", below=True),
    Column("Speaker", ratio=2, style="bold"),
    Column("Role", below=True),
    Column("Content", ratio=4),
)


@click.command(
    name="extract",
    epilog="\b\nExample:\n  quotetrack extract article.txt\n"
    "  quotetrack extract articles.jsonl --format jsonl > found.jsonl",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--format", "format_", type=click.Choice(["jsonl", "table"]), default="table")
@click.pass_context
def command(ctx: click.Context, paths: tuple[str, ...], format_: str) -> None:
    """Print what is found in articles, without a database.

    PATH is a .txt, .jsonl, .jsonl.gz, .csv, .html or .htm file, a folder, or - for JSON lines
    on standard input. An article that cannot be read is a line on standard error, the others go
    on, and the exit status is 1 at the end.
    """
    # Here, not above: `extract --help` need not wait for spaCy.
    from quotetrack.pipeline import BATCH_SIZE, load_pipeline
    from quotetrack.reading import read_articles

    settings: Settings = ctx.obj
    counts = RunCounts()
    articles = _report_errors(find_articles(paths, settings), counts)
    write = _print_json if format_ == "jsonl" else _print_tables
    # whoever writes to standard input may wait for each answer before the next article
    batch_size = 1 if "-" in paths else BATCH_SIZE
    for reading in read_articles(load_pipeline(), articles, batch_size):
        write(reading)
        sys.stdout.flush()
    if counts.refused:
        ctx.exit(1)


def _report_errors(items: Iterable[Article | InputError], counts: RunCounts) -> Iterator[Article]:
    for item in items:
        if isinstance(item, Article):
            yield item
        else:
            counts.refused += 1
            click.echo(f"refused: {clean_line(str(item))}", err=True)


def _print_json(reading: Reading) -> None:
    sys.stdout.write(dump(read_extract(reading)) + "\n")


def _print_tables(reading: Reading) -> None:
    article = reading.article
    click.echo(clean_line(f"{article.outlet or '(no outlet)'}: {article.title or article.origin}"))
    rows = (
        read_statement_cells(number, statement, article.text)
        for number, statement in enumerate(reading.statements, start=1)
    )
    if print_table(STATEMENT_COLUMNS, rows) == 0:
        click.echo("no statement")
    for mismatch in reading.mismatches:
        click.echo(clean_line(f"mismatch: {' / '.join(mismatch.names)}: {mismatch.evidence}"))
    click.echo()


def read_statement_cells(number: int, statement: Statement, text: str) -> tuple[str | None, ...]:
    """Return the cells of STATEMENT_COLUMNS."""
    return (
        str(number),
        statement.type.value,
        statement.cue.of(text) if statement.cue else None,
        ", ".join(source.name for source in statement.sources),
        statement.speaker or f"({statement.kind.value})",
        statement.role,
        " … ".join(part.of(text) for part in statement.content),
    )
