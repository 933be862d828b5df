"""`quotetrack mismatches`: names that contradict each other, with the evidence."""

from __future__ import annotations

import click

from quotetrack.cli.listing import print_rows, read_article_cell
from quotetrack.cli.options import database_option, format_option
from quotetrack.cli.output import Column, print_table
from quotetrack.records import StoredMismatch
from quotetrack.settings import Settings
from quotetrack.store.mismatches import list_mismatches
from quotetrack.store.session import open_database

MISMATCH_COLUMNS = (
    Column("Kind", width=14),
    Column("State", below=True),
    Column("Score", below=True),
    Column("Names", ratio=3, style="bold"),
    Column("Article", style="dim", below=True),
    Column("Evidence", ratio=4),
)
_FIELDS = (
    *("id", "article_id", "outlet", "title", "date", "kind", "names", "name_offsets"),
    *("score", "state", "evidence"),
)


@click.command(name="mismatches", epilog="\b\nExample:\n  quotetrack mismatches --state open")
@click.option("--state", type=click.Choice(["open", "confirmed", "dismissed"]))
@format_option("table", "json", "csv")
@database_option
@click.pass_obj
def command(settings: Settings, state: str | None, format_: str) -> None:
    """List names that contradict each other."""
    with open_database(settings.database_url) as database, database.session() as session:
        mismatches = list_mismatches(session, state)
        if format_ == "table":
            count = print_table(MISMATCH_COLUMNS, map(read_mismatch_cells, mismatches))
        else:
            count = print_rows(map(_read_row, mismatches), _FIELDS, format_)
    if count == 0:
        click.echo("no mismatch", err=True)


def read_mismatch_cells(stored: StoredMismatch) -> tuple[str, ...]:
    """Return the cells of MISMATCH_COLUMNS."""
    mismatch = stored.mismatch
    return (
        mismatch.kind.value,
        stored.state,
        f"{mismatch.score:.2f}",
        " / ".join(mismatch.names),
        read_article_cell(stored),
        mismatch.evidence,
    )


def _read_row(stored: StoredMismatch) -> dict[str, object]:
    mismatch = stored.mismatch
    return {
        "id": stored.id,
        "article_id": stored.article_key,
        "outlet": stored.outlet,
        "title": stored.title,
        "date": stored.published.isoformat() if stored.published else None,
        "kind": mismatch.kind.value,
        "names": list(mismatch.names),
        "name_offsets": [list(span) for span in mismatch.spans],
        "score": round(mismatch.score, 4),
        "state": stored.state,
        "evidence": mismatch.evidence,
    }
