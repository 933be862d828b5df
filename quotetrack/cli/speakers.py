"""`quotetrack speakers`: who is in the database, under which names, in which offices."""

from __future__ import annotations

import sys
from contextlib import closing

import click

from quotetrack.choosing import choose_speakers
from quotetrack.cli.listing import print_rows
from quotetrack.cli.options import database_option, format_option, raw_option
from quotetrack.cli.output import Column, print_table
from quotetrack.cli.profile import COLUMNS, read_cells, read_row
from quotetrack.cli.proposals import PROPOSAL_COMMANDS
from quotetrack.export.jsonl import write_json
from quotetrack.export.speaker_row import SPEAKERS, read_speaker_row
from quotetrack.records import StoredSpeaker
from quotetrack.settings import Settings
from quotetrack.store.profiles import find_profile
from quotetrack.store.session import open_database
from quotetrack.store.speakers import list_speakers

_COLUMNS = (
    Column("Speaker", ratio=3, style="bold"),
    Column("Kind", style="dim", below=True),
    Column("Statements", width=10),
    Column("Articles", width=8),
    Column("Reviewed", style="green", below=True),
    Column("Aliases", ratio=4),
    Column("Offices", ratio=5),
)
_MOST_SHOWN = 20


@click.group(
    name="speakers",
    invoke_without_command=True,
    epilog="\b\nExample:\n  quotetrack speakers --format csv\n  quotetrack speakers show Galuzin",
)
@raw_option
@format_option("table", "json", "csv")
@database_option
@click.pass_context
def command(ctx: click.Context, raw: bool, format_: str) -> None:
    """List the speakers with their aliases and offices."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, format_, raw=raw)


@command.command(epilog="\b\nExample:\n  quotetrack speakers show Galuzin --format json")
@click.argument("name")
@format_option("table", "json")
@database_option
@click.pass_obj
def show(settings: Settings, name: str, format_: str) -> None:
    """Print all that is known of whom NAME fits: aliases, offices, quotes, sources, mismatches.

    NAME is any alias or part of a name, or an office.
    """
    with open_database(settings.database_url) as database, database.session() as session:
        found = choose_speakers(session, name)
        profiles = [find_profile(session, speaker.id) for speaker in found[:_MOST_SHOWN]]
    if len(found) > _MOST_SHOWN:
        click.echo(f"{len(found)} speakers fit {name!r}; the first {_MOST_SHOWN}:", err=True)
    if format_ == "json":
        write_json(map(read_row, profiles), sys.stdout)
        return
    for profile in profiles:
        print_table(COLUMNS, read_cells(profile))


for _command in PROPOSAL_COMMANDS:
    command.add_command(_command)


def _list(settings: Settings, format_: str, *, raw: bool) -> None:
    with (
        open_database(settings.database_url) as database,
        database.session() as session,
        closing(list_speakers(session, raw=raw)) as speakers,
    ):
        if format_ == "table":
            count = print_table(_COLUMNS, map(_read_cells, speakers))
        else:
            count = print_rows(map(read_speaker_row, speakers), SPEAKERS.names, format_)
    if count == 0:
        click.echo("no speaker yet: `quotetrack ingest PATH` reads articles", err=True)


def _read_cells(speaker: StoredSpeaker) -> tuple[str, ...]:
    return (
        speaker.name,
        speaker.kind.value,
        str(speaker.statements),
        str(speaker.articles),
        f"{speaker.reviewed} reviewed" if speaker.reviewed else "",
        "; ".join(speaker.aliases),
        "; ".join(speaker.offices),
    )
