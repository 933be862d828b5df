"""Under `quotetrack speakers`: who may be one person, and what somebody decides about it."""

from __future__ import annotations

import click

from quotetrack.cli.decide import decision_options
from quotetrack.cli.listing import print_rows
from quotetrack.cli.options import database_option, format_option
from quotetrack.cli.output import Column, print_table
from quotetrack.records import ReviewState, StoredProposal
from quotetrack.settings import Settings
from quotetrack.store.reviews import decide_proposal, list_proposals
from quotetrack.store.session import open_database

_COLUMNS = (
    Column("No.", width=5),
    Column("Speakers", ratio=3, style="bold"),
    Column("Score", width=5),
    Column("Evidence", ratio=4),
)
_FIELDS = ("id", "names", "score", "state", "evidence")


@click.command(epilog="\b\nExample:\n  quotetrack speakers proposals --format csv")
@click.option(
    "--state",
    type=click.Choice(["open", "confirmed", "dismissed"]),
    default=ReviewState.OPEN.value,
    show_default=True,
)
@format_option("table", "json", "csv")
@database_option
@click.pass_obj
def proposals(settings: Settings, state: str, format_: str) -> None:
    """List speakers that may be one person, the likeliest first."""
    with open_database(settings.database_url) as database, database.session() as session:
        found = list_proposals(session, ReviewState(state))
    if format_ == "table":
        print_table(_COLUMNS, map(_read_cells, found))
    else:
        print_rows(map(_read_row, found), _FIELDS, format_)
    if not found:
        click.echo(f"no {state} proposal", err=True)


@click.command(epilog="\b\nExample:\n  quotetrack speakers merge 7 --because 'see the ministry'")
@decision_options
@database_option
@click.pass_obj
def merge(settings: Settings, id: int, author: str, reason: str | None) -> None:
    """Decide that the speakers of proposal ID are one person, in every later run as well."""
    _decide(settings, id, ReviewState.CONFIRMED, author, reason)


@click.command(epilog="\b\nExample:\n  quotetrack speakers part 7 --because 'father and son'")
@decision_options
@database_option
@click.pass_obj
def part(settings: Settings, id: int, author: str, reason: str | None) -> None:
    """Decide that the speakers of proposal ID are two people: they are not proposed again."""
    _decide(settings, id, ReviewState.DISMISSED, author, reason)


@click.command(epilog="\b\nExample:\n  quotetrack speakers reopen 7")
@decision_options
@database_option
@click.pass_obj
def reopen(settings: Settings, id: int, author: str, reason: str | None) -> None:
    """Leave proposal ID open again; what was decided before stays in the database."""
    _decide(settings, id, ReviewState.OPEN, author, reason)


def _decide(
    settings: Settings, id_: int, state: ReviewState, author: str, reason: str | None
) -> None:
    from quotetrack.ingest.across import compare_articles

    with open_database(settings.database_url) as database:
        with database.session() as session:
            decide_proposal(session, id_, state, author, reason)
        changed = compare_articles(database).speakers
    click.echo(
        f"proposal {id_} is {state.value}, by {author}; "
        f"{changed} appearances of speakers have another name"
    )


def _read_cells(stored: StoredProposal) -> tuple[str, ...]:
    proposal = stored.proposal
    names = " / ".join(proposal.names)
    return str(stored.id), names, f"{proposal.score:.2f}", proposal.evidence


def _read_row(stored: StoredProposal) -> dict[str, object]:
    proposal = stored.proposal
    return {
        "id": stored.id,
        "names": list(proposal.names),
        "score": round(proposal.score, 4),
        "state": stored.state.value,
        "evidence": proposal.evidence,
    }


PROPOSAL_COMMANDS = (proposals, merge, part, reopen)
