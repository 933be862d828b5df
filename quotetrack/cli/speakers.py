"""`quotetrack speakers`: who is in the database, under which names, in which offices."""

from __future__ import annotations

import click

from quotetrack.cli.listing import print_rows
from quotetrack.cli.options import database_option, format_option
from quotetrack.cli.output import Column, print_table
from quotetrack.records import StoredSpeaker
from quotetrack.settings import Settings
from quotetrack.store.session import open_database
from quotetrack.store.speakers import list_speakers

_COLUMNS = (
    Column("Speaker", ratio=3, style="bold"),
    Column("Kind", style="dim", below=True),
    Column("Statements", width=10),
    Column("Articles", width=8),
    Column("Aliases", ratio=4),
    Column("Offices", ratio=5),
)
_FIELDS = ("id", "name", "kind", "statements", "articles", "aliases", "offices")


@click.command(name="speakers", epilog="\b\nExample:\n  quotetrack speakers --format csv")
@format_option("table", "json", "csv")
@database_option
@click.pass_obj
def command(settings: Settings, format_: str) -> None:
    """List the speakers with their aliases and offices."""
    with open_database(settings.database_url) as database, database.session() as session:
        speakers = list_speakers(session)
        if format_ == "table":
            count = print_table(_COLUMNS, map(_read_cells, speakers))
        else:
            count = print_rows(map(_read_row, speakers), _FIELDS, format_)
    if count == 0:
        click.echo("no speaker yet: `quotetrack ingest PATH` reads articles", err=True)


def _read_cells(speaker: StoredSpeaker) -> tuple[str, ...]:
    return (
        speaker.name,
        speaker.kind.value,
        str(speaker.statements),
        str(speaker.articles),
        "; ".join(speaker.aliases),
        "; ".join(speaker.offices),
    )


def _read_row(speaker: StoredSpeaker) -> dict[str, object]:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind.value,
        "statements": speaker.statements,
        "articles": speaker.articles,
        "aliases": list(speaker.aliases),
        "offices": list(speaker.offices),
    }
