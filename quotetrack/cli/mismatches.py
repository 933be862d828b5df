"""`quotetrack mismatches`: names that contradict each other, with the evidence."""

from __future__ import annotations

from contextlib import closing

import click

from quotetrack.cli.decide import decision_options
from quotetrack.cli.listing import print_rows, read_article_cell
from quotetrack.cli.options import database_option, format_option
from quotetrack.cli.output import Column, print_table
from quotetrack.export.mismatch_row import MISMATCHES, read_mismatch_row
from quotetrack.records import MismatchKind, ReviewState, StoredMismatch
from quotetrack.settings import Settings
from quotetrack.store.mismatches import list_mismatches
from quotetrack.store.reviews import decide_mismatch
from quotetrack.store.session import open_database

MISMATCH_COLUMNS = (
    Column("Kind", width=14),
    Column("State", below=True),
    Column("Score", below=True),
    Column("Names", ratio=3, style="bold"),
    Column("Articles", style="dim", below=True),
    Column("Evidence", ratio=4),
)
_COLUMNS = (Column("No.", width=5), *MISMATCH_COLUMNS)


@click.group(
    name="mismatches",
    invoke_without_command=True,
    epilog="\b\nExample:\n  quotetrack mismatches --state open --kind attribution\n"
    "  quotetrack mismatches dismiss 12 --because 'two brothers'",
)
@click.option("--state", type=click.Choice(["open", "confirmed", "dismissed"]))
@click.option("--kind", type=click.Choice([kind.value for kind in MismatchKind]))
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Also what was dismissed, and spellings that the registry lists as one person's.",
)
@format_option("table", "json", "csv")
@database_option
@click.pass_context
def command(
    ctx: click.Context, state: str | None, kind: str | None, everything: bool, format_: str
) -> None:
    """List names that contradict each other.

    Inside an article and between two: two spellings of a name, a different name for one
    office-holder, an office that one person or two people cannot hold, an attribution of the same
    words to two speakers, and what is unnamed in one article and has a name in another.
    """
    if ctx.invoked_subcommand is not None:
        return
    wanted = MismatchKind(kind) if kind else None
    with open_database(ctx.obj.database_url) as database, database.session() as session:
        found = list_mismatches(session, state, kind=wanted, everything=everything)
        with closing(found) as mismatches:
            if format_ == "table":
                rows = ((str(stored.id), *read_mismatch_cells(stored)) for stored in mismatches)
                count = print_table(_COLUMNS, rows)
            else:
                count = print_rows(map(read_mismatch_row, mismatches), MISMATCHES.names, format_)
    if count == 0:
        click.echo("no mismatch", err=True)


@command.command(
    epilog="\b\nExample:\n  quotetrack mismatches confirm 12 --because 'he misprinted it'"
)
@decision_options
@database_option
@click.pass_obj
def confirm(settings: Settings, id: int, author: str, reason: str | None) -> None:
    """Confirm that mismatch ID is one. ID is its number in `quotetrack mismatches`."""
    decide_about_mismatch(settings, id, ReviewState.CONFIRMED, author, reason)


@command.command(epilog="\b\nExample:\n  quotetrack mismatches dismiss 12 --because 'two brothers'")
@decision_options
@database_option
@click.pass_obj
def dismiss(settings: Settings, id: int, author: str, reason: str | None) -> None:
    """Dismiss mismatch ID for good: no later run brings it back."""
    decide_about_mismatch(settings, id, ReviewState.DISMISSED, author, reason)


@command.command(epilog="\b\nExample:\n  quotetrack mismatches reopen 12")
@decision_options
@database_option
@click.pass_obj
def reopen(settings: Settings, id: int, author: str, reason: str | None) -> None:
    """Open mismatch ID again; what was decided before stays in the database."""
    decide_about_mismatch(settings, id, ReviewState.OPEN, author, reason)


def decide_about_mismatch(
    settings: Settings, id_: int, state: ReviewState, author: str, reason: str | None
) -> None:
    """Keep what somebody decides about a mismatch, and say so."""
    with open_database(settings.database_url) as database, database.session() as session:
        decide_mismatch(session, id_, state, author, reason)
    click.echo(f"mismatch {id_} is {state.value}, by {author}")


def read_mismatch_cells(stored: StoredMismatch) -> tuple[str, ...]:
    """Return the cells of MISMATCH_COLUMNS."""
    mismatch = stored.mismatch
    places = dict.fromkeys(map(read_article_cell, (stored.first, stored.second)))
    return (
        mismatch.kind.value,
        stored.state.value,
        f"{mismatch.score:.2f}",
        " / ".join(mismatch.names),
        " / ".join(places),
        mismatch.evidence,
    )
