"""`quotetrack officials`: the registry of office-holders, in and out of the database."""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path

import click

from quotetrack.cli.options import database_option
from quotetrack.errors import InputError
from quotetrack.export.file import open_report
from quotetrack.export.officials import write_officials_csv, write_officials_jsonl
from quotetrack.settings import Settings
from quotetrack.store.officials import list_officials, save_officials
from quotetrack.store.session import open_database

_WRITERS = {".csv": write_officials_csv, ".jsonl": write_officials_jsonl}


@click.group(name="officials", epilog="\b\nExample:\n  quotetrack officials import officials.csv")
@database_option
def command() -> None:
    """Import and export office-holders with their aliases and offices."""


@command.command(name="import", epilog="\b\nExample:\n  quotetrack officials import officials.csv")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@database_option
@click.pass_obj
def import_(settings: Settings, file: Path | None) -> None:
    """Take the officials of a CSV or JSON lines file into the database.

    Without FILE those that ship with the program, whom nobody has reviewed. One of a name that is
    there already takes its place. Speakers are then identified anew: what fits an official is
    listed under the official's name.
    """
    from quotetrack.ingest.across import compare_articles
    from quotetrack.ingest.officials import read_officials

    with resources.as_file(resources.files("quotetrack.seeds") / "officials.jsonl") as shipped:
        file = file or shipped
        officials = read_officials(file, settings.max_article_bytes)
    with open_database(settings.database_url, upgrade=True) as database:
        with database.session() as session:
            count = save_officials(session, officials)
        changed = compare_articles(database).speakers
    click.echo(f"{file}: {count} officials; {changed} appearances of speakers have another name")


@command.command(epilog="\b\nExample:\n  quotetrack officials export officials.csv")
@click.argument("file")
@database_option
@click.pass_obj
def export(settings: Settings, file: str) -> None:
    """Write the officials to a CSV or JSON lines file; - prints JSON lines."""
    write = _WRITERS[".jsonl"] if file == "-" else _WRITERS.get(Path(file).suffix.casefold())
    if write is None:
        raise InputError(f"{file}: is neither .csv nor .jsonl: give the file one of these endings")
    with open_database(settings.database_url) as database, database.session() as session:
        officials = list_officials(session)
        if file == "-":
            write(officials, sys.stdout)
            return
        with open_report(Path(file)) as stream:
            count = write(officials, stream)
    click.echo(f"{file}: {count} officials")
