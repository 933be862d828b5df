"""`quotetrack audit`: whether anybody touched the database, and the story of a statement."""

from __future__ import annotations

import click

from quotetrack.cli.listing import print_rows
from quotetrack.cli.options import database_option, format_option
from quotetrack.cli.output import Column, print_table
from quotetrack.export.jsonl import dump
from quotetrack.records import AuditCounts
from quotetrack.settings import Settings
from quotetrack.store.audit import verify as verify_log
from quotetrack.store.events import get_head
from quotetrack.store.session import open_database
from quotetrack.store.story import Told, find_touch, tell_story

_COLUMNS = (
    Column("Event", width=7),
    Column("Time (UTC)", width=19),
    Column("Kind", width=19, style="bold"),
    Column("What", ratio=4),
    Column("By", ratio=1, style="dim"),
)
_FIELDS = (
    *("number", "at", "kind", "author", "about", "about_id"),
    *("what", "payload", "previous", "hash"),
)


@click.group(
    name="audit",
    epilog="\b\nExample:\n  quotetrack audit verify\n  quotetrack audit log --of 12",
)
@database_option
def command() -> None:
    """Tell whether anybody touched the database, and what became of a statement."""


@command.command(
    epilog="\b\nExample:\n  quotetrack audit verify --head $(cat head.txt)",
)
@click.option(
    "--head", metavar="HASH", help="What `audit head` printed earlier and you kept elsewhere."
)
@database_option
@click.pass_context
def verify(ctx: click.Context, head: str | None) -> None:
    """Name what was altered, removed or inserted by hand first; the exit status is then 1.

    Follows the log of events and compares articles, statements, runs, mismatches, decisions,
    speakers and officials with it. Without --head, a log that was written anew as a whole, or
    whose last events were removed with their rows, looks as good as the first.
    """
    with open_database(ctx.obj.database_url) as database, database.session() as session:
        problem, counts = verify_log(session, head.strip().lower() if head else None)
    if problem is not None:
        click.echo(problem, err=True)
        ctx.exit(1)
    click.echo(_read_counts(counts))


@command.command(epilog="\b\nExample:\n  quotetrack audit log --of 12")
@click.option("--of", "of", type=int, required=True, metavar="ID", help="A statement's id.")
@format_option("table", "json", "csv")
@database_option
@click.pass_context
def log(ctx: click.Context, of: int, format_: str) -> None:
    """Tell the story of one statement: how it came in and what was decided about it.

    ID is what `quotes --format json` and reports call the statement's id. The exit status is 1 if
    the statement is no longer as it was recorded.
    """
    with open_database(ctx.obj.database_url) as database, database.session() as session:
        story, touched = tell_story(session, of), find_touch(session, of)
    if format_ == "table":
        print_table(_COLUMNS, map(_read_cells, story))
    else:
        rows = (_read_row(told) for told in story)
        if format_ == "csv":
            rows = (row | {"payload": dump(row["payload"])} for row in rows)
        print_rows(rows, _FIELDS, format_)
    click.echo(touched or f"statement {of} is as it was recorded", err=True)
    if touched:
        ctx.exit(1)


@command.command(epilog="\b\nExample:\n  quotetrack audit head > head.txt")
@database_option
@click.pass_obj
def head(settings: Settings) -> None:
    """Print the hash of the last event, to be written down elsewhere.

    `audit verify --head` then tells whether anything up to that event was altered since.
    """
    with open_database(settings.database_url) as database, database.session() as session:
        last = get_head(session)
    click.echo(last.hash)
    click.echo(f"event {last.number}, {last.kind}, {last.at:%Y-%m-%d %H:%M:%S} UTC", err=True)


def _read_counts(counts: AuditCounts) -> str:
    forgotten = f" ({counts.forgotten} forgotten)" if counts.forgotten else ""
    return (
        f"{counts.events} events, {counts.articles} articles{forgotten}, {counts.statements} "
        "statements: nothing was altered, removed or inserted by hand"
    )


def _read_cells(told: Told) -> tuple[str, ...]:
    event = told.event
    return (
        str(event.number),
        f"{event.at:%Y-%m-%d %H:%M:%S}",
        event.kind,
        told.what,
        event.author,
    )


def _read_row(told: Told) -> dict[str, object]:
    event = told.event
    return {
        "number": event.number,
        "at": event.at.isoformat(timespec="microseconds"),
        "kind": event.kind,
        "author": event.author,
        "about": event.about,
        "about_id": event.about_id,
        "what": told.what,
        "payload": event.payload,
        "previous": event.previous,
        "hash": event.hash,
    }
