"""`quotetrack claims`: what was said, wherever it was printed, and who shortened or altered it."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import datetime

import click

from quotetrack.cli.articles import tell_forgotten
from quotetrack.cli.choose import choose_quotes
from quotetrack.cli.listing import print_rows, read_article_cell, read_review, read_speaker
from quotetrack.cli.options import (
    database_option,
    format_option,
    quote_options,
    raw_option,
    read_quote_options,
)
from quotetrack.cli.output import Column, clean_line, print_table
from quotetrack.export.claim_row import CLAIMS, read_claim_row
from quotetrack.records import StoredClaim, StoredStatement
from quotetrack.settings import Settings
from quotetrack.speakers.wording import (
    Change,
    Difference,
    describe_difference,
    find_difference,
)
from quotetrack.store.claims import get_claim, list_claims
from quotetrack.store.session import open_database

_COLUMNS = (
    Column("Claim", width=7),
    Column("Speaker", ratio=2, style="bold"),
    Column("First appearance", ratio=3),
    Column("Article", style="dim", below=True),
    Column("Appearances", width=11),
    Column("Outlets", width=7),
    Column("Review", style="green", below=True),
    Column("Content", ratio=5),
)
_MARKS = {Change.KEPT: "{}", Change.DROPPED: "[-{}-]", Change.ADDED: "{{+{}+}}"}
_STYLES = {Change.KEPT: "", Change.DROPPED: "red strike", Change.ADDED: "green underline"}


@click.group(
    name="claims",
    invoke_without_command=True,
    epilog="\b\nExample:\n  quotetrack claims --min-appearances 2 --since 2022-12-01\n"
    "  quotetrack claims show 12",
)
@click.option(
    "--min-appearances",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Printed by so many articles.",
)
@quote_options
@format_option("table", "json", "csv")
@database_option
@click.pass_context
def command(
    ctx: click.Context,
    speaker: str | None,
    type_: str | None,
    outlet: str | None,
    since: datetime | None,
    until: datetime | None,
    at: datetime | None,
    raw: bool,
    min_appearances: int,
    format_: str,
) -> None:
    """List what was said, however often it was printed.

    A claim is listed if one of its statements fits; all its appearances are counted. What is
    printed is the content of the first one. `claims show` compares the others with it.
    """
    if ctx.invoked_subcommand is not None:
        return
    options = read_quote_options(speaker, type_, outlet, since, until, at, raw=raw)
    with open_database(ctx.obj.database_url) as database, database.session() as session:
        chosen, whole = choose_quotes(session, options), format_ != "table"
        found = list_claims(session, chosen, min_appearances, whole=whole)
        with closing(found) as claims:
            if format_ == "table":
                count = print_table(_COLUMNS, map(_read_cells, claims))
            else:
                count = print_rows(map(read_claim_row, claims), CLAIMS.names, format_)
        tell_forgotten(session)
    if count == 0:
        click.echo("no claim fits", err=True)


@command.command(epilog="\b\nExample:\n  quotetrack claims show 12")
@click.argument("id", type=int)
@raw_option
@database_option
@click.pass_obj
def show(settings: Settings, id: int, raw: bool) -> None:
    """Print the appearances of a claim in order, each compared with the first.

    ID is the claim's number in `quotetrack claims`. Dropped words stand in [-…-], added ones in
    {+…+}; on a terminal they have colours.
    """
    with open_database(settings.database_url) as database, database.session() as session:
        tell_forgotten(session)
        claim = get_claim(session, id, raw=raw)
    click.echo(
        f"claim {claim.id}: {clean_line(read_speaker(claim.first))}; "
        f"{_count(claim.appearances, 'appearance')}, {_count(claim.outlets, 'outlet')}"
    )
    print_difference = _print_coloured if sys.stdout.isatty() else _print_marked
    for number, stored in enumerate(claim.statements, start=1):
        difference = find_difference(claim.first.content, stored.content)
        what = "first" if number == 1 else describe_difference(difference)
        click.echo(f"\n{number:>3}  {_read_head(stored)}  [{what}]")
        print_difference(difference)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _read_head(stored: StoredStatement) -> str:
    day = stored.published.isoformat() if stored.published else "undated"
    told = (day, clean_line(read_article_cell(stored)), stored.statement.type.value)
    return "  ".join(filter(None, (*told, clean_line(read_review(stored)))))


def _print_marked(difference: Difference) -> None:
    pieces = (_MARKS[change].format(clean_line(words)) for change, words in difference)
    click.echo(f"     {' '.join(pieces)}")


def _print_coloured(difference: Difference) -> None:
    # Here, not above: what is read from a pipe need not wait for the import.
    from rich.padding import Padding
    from rich.text import Text

    from quotetrack.cli.frame import open_console

    pieces = (Text(clean_line(words), style=_STYLES[change]) for change, words in difference)
    open_console().print(Padding(Text(" ").join(pieces), (0, 0, 0, 5)))


def _read_cells(claim: StoredClaim) -> tuple[str | None, ...]:
    first = claim.first
    return (
        str(claim.id),
        read_speaker(first),
        first.published.isoformat() if first.published else None,
        read_article_cell(first),
        str(claim.appearances),
        str(claim.outlets),
        read_review(first),
        first.content,
    )
