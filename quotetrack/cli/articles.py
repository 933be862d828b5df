"""`quotetrack articles`: an article forgotten on a legal request, and which were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotetrack.cli.decide import author_option
from quotetrack.cli.listing import print_rows
from quotetrack.cli.options import database_option, format_option
from quotetrack.cli.output import Column, print_table
from quotetrack.records import Forgotten
from quotetrack.settings import Settings
from quotetrack.store.forgotten import count_forgotten, list_forgotten
from quotetrack.store.session import open_database

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_COLUMNS = (
    Column("Article", width=7),
    Column("Time (UTC)", width=19),
    Column("SHA-256", width=64),
    Column("Statements", width=10),
    Column("By", ratio=1, style="bold"),
    Column("Why", ratio=3),
)
_FIELDS = ("article", "sha256", "at", "by", "why", "statement_ids")


@click.group(
    name="articles",
    epilog="\b\nExample:\n  quotetrack articles forget 12 --why 'court order 7/2026' --by Ana",
)
@database_option
def command() -> None:
    """Forget an article on a legal request, and list those forgotten."""


@command.command(
    epilog="\b\nExample:\n  quotetrack articles forget 12 --why 'court order 7/2026' --by Ana"
)
@click.argument("article")
@click.option("--why", "reason", metavar="TEXT", required=True, help="Stays in the log for good.")
@author_option
@database_option
@click.pass_obj
def forget(settings: Settings, article: str, reason: str, author: str) -> None:
    """Remove an article's text and all that was found in it. There is no way back.

    ARTICLE is its number in the database, its own id, or its SHA-256 or the beginning of it. Its
    number, SHA-256, outlet and day stay, and who forgot it, when and why; the same text is refused
    from then on. The database's files are written anew, so that no word is left in them: copies of
    them, and the log of a PostgreSQL server, are yours to see to.
    """
    # Here, not above: listing needs none of it.
    from quotetrack.ingest.across import compare_articles
    from quotetrack.store.forgetting import forget_article

    with open_database(settings.database_url) as database:
        with database.session() as session:
            forgotten = forget_article(session, article, author, reason)
        compare_articles(database)
        database.erase()
    click.echo(
        f"article {forgotten.article_id} is forgotten, by {forgotten.author}; with its text went "
        f"{len(forgotten.statement_ids)} statements"
    )


@command.command(epilog="\b\nExample:\n  quotetrack articles forgotten --format csv")
@format_option("table", "json", "csv")
@database_option
@click.pass_obj
def forgotten(settings: Settings, format_: str) -> None:
    """List the articles that were forgotten: when, by whom and why."""
    with open_database(settings.database_url) as database, database.session() as session:
        found = list_forgotten(session)
    if format_ == "table":
        print_table(_COLUMNS, map(_read_cells, found))
    else:
        print_rows(map(_read_row, found), _FIELDS, format_)
    if not found:
        click.echo("no article was forgotten", err=True)


def tell_forgotten(session: Session) -> None:
    """Say on standard error that some articles are in no list any more, if any are."""
    count = count_forgotten(session)
    if count:
        left_out = "1 forgotten article is" if count == 1 else f"{count} forgotten articles are"
        click.echo(f"{left_out} left out: see `quotetrack articles forgotten`", err=True)


def _read_cells(forgotten: Forgotten) -> tuple[str, ...]:
    return (
        str(forgotten.article_id),
        f"{forgotten.at:%Y-%m-%d %H:%M:%S}",
        forgotten.sha256,
        str(len(forgotten.statement_ids)),
        forgotten.author,
        forgotten.reason,
    )


def _read_row(forgotten: Forgotten) -> dict[str, object]:
    return {
        "article": forgotten.article_id,
        "sha256": forgotten.sha256,
        "at": forgotten.at.isoformat(timespec="microseconds"),
        "by": forgotten.author,
        "why": forgotten.reason,
        "statement_ids": list(forgotten.statement_ids),
    }
