"""Under `quotetrack review`: what is most worth a look, and why."""

from __future__ import annotations

import click

from quotetrack.cli.listing import print_rows, read_article_cell, read_speaker
from quotetrack.cli.options import database_option, format_option
from quotetrack.cli.output import Column, print_table
from quotetrack.records import Queued
from quotetrack.settings import Settings
from quotetrack.store.review_queue import list_queue
from quotetrack.store.session import open_database

_COLUMNS = (
    Column("No.", width=7),
    Column("Speaker", ratio=2, style="bold"),
    Column("Article", style="dim", below=True),
    Column("Why", ratio=2),
    Column("Content", ratio=4),
)
_FIELDS = (*("id", "worth", "reasons", "speaker", "type", "confidence", "article_id", "content"),)


@click.command(epilog="\b\nExample:\n  quotetrack review queue --limit 50 --format csv")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@format_option("table", "json", "csv")
@database_option
@click.pass_obj
def queue(settings: Settings, limit: int, format_: str) -> None:
    """List the statements that are most worth a look, and why.

    Those that the program is least sure of, that many articles print, that officials of the
    registry make, or that have a name of an open mismatch. What is reviewed is not listed again.
    """
    with open_database(settings.database_url) as database, database.session() as session:
        found = list_queue(session, limit)
    if format_ == "table":
        print_table(_COLUMNS, map(_read_cells, found))
    else:
        print_rows(map(_read_row, found), _FIELDS, format_)
    if not found:
        click.echo("nothing to review", err=True)


def _read_cells(queued: Queued) -> tuple[str, ...]:
    stored = queued.stored
    return (
        str(stored.id),
        read_speaker(stored),
        read_article_cell(stored),
        "; ".join(queued.reasons),
        stored.content,
    )


def _read_row(queued: Queued) -> dict[str, object]:
    stored = queued.stored
    return {
        "id": stored.id,
        "worth": round(queued.worth, 4),
        "reasons": list(queued.reasons),
        "speaker": stored.statement.speaker,
        "type": stored.statement.type.value,
        "confidence": round(stored.statement.confidence, 4),
        "article_id": stored.article_key,
        "content": stored.content,
    }
