"""`quotetrack export`: statements to a file that is there whole or not at all."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from quotetrack.cli.articles import tell_forgotten
from quotetrack.cli.choose import choose_quotes
from quotetrack.cli.options import (
    database_option,
    format_option,
    quote_options,
    read_quote_options,
)
from quotetrack.export.csv import write_csv
from quotetrack.export.file import open_report
from quotetrack.export.jsonl import write_jsonl
from quotetrack.settings import Settings
from quotetrack.store.session import open_database
from quotetrack.store.statements import find_quotes

_WRITERS = {"csv": write_csv, "jsonl": write_jsonl}


@click.command(
    name="export",
    epilog="\b\nExample:\n  quotetrack export --speaker Galuzin --format csv -o galuzin.csv",
)
@quote_options
@format_option(*_WRITERS)
@click.option("-o", "--output", required=True, metavar="FILE", help="The file; - for the terminal.")
@database_option
@click.pass_obj
def command(
    settings: Settings,
    speaker: str | None,
    type_: str | None,
    outlet: str | None,
    since: datetime | None,
    until: datetime | None,
    at: datetime | None,
    raw: bool,
    format_: str,
    output: str,
) -> None:
    """Write statements to a CSV or JSON lines file.

    The file is written beside its place and moved there once it is whole. Offsets count
    characters of the article's text, end excluded.
    """
    options = read_quote_options(speaker, type_, outlet, since, until, at, raw=raw)
    write = _WRITERS[format_]
    with (
        open_database(settings.database_url) as database,
        database.session() as session,
        closing(find_quotes(session, choose_quotes(session, options))) as statements,
    ):
        tell_forgotten(session)
        if output == "-":
            write(statements, sys.stdout)
            return
        with open_report(Path(output)) as stream:
            count = write(statements, stream)
    click.echo(f"{output}: {count} statements")
