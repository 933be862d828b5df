"""`quotetrack search`: statements by their words, from the database; loads no pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

import click

from quotetrack.cli.articles import tell_forgotten
from quotetrack.cli.choose import choose_quotes
from quotetrack.cli.listing import print_quotes
from quotetrack.cli.options import (
    database_option,
    filter_options,
    format_option,
    read_quote_options,
)
from quotetrack.records import StoredStatement
from quotetrack.search import read_query
from quotetrack.settings import Settings
from quotetrack.store.search import search_statements
from quotetrack.store.session import open_database

_FEW = 50


@click.command(
    name="search",
    # "-nuklir" is no option; so no option of this command may have a single letter.
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
    epilog="\b\nExample:\n  quotetrack search rudal 'kebijak*' -nuklir --since 2022-12-01\n"
    "  quotetrack search '\"luar negeri\" rudal' --speaker Galuzin",
)
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option(
    "--limit", type=click.IntRange(min=1), default=_FEW, show_default=True, help="List so many."
)
@filter_options
@format_option("table", "json", "csv")
@database_option
@click.pass_obj
def command(
    settings: Settings,
    words: tuple[str, ...],
    limit: int,
    speaker: str | None,
    type_: str | None,
    outlet: str | None,
    since: datetime | None,
    until: datetime | None,
    at: datetime | None,
    format_: str,
) -> None:
    """List the statements that have certain words.

    All of the WORDS, in any order; the earliest statements come first. A word is found in any of
    its forms: "kirim" in "mengirim" and "pengirimannya". 'kebijak*' is how a word begins. Words
    in quotation marks stand side by side as they are printed; the shell takes one pair of marks
    away, so put them in another. -word leaves out what has it.
    """
    for word in words:
        if word.startswith("--"):
            raise click.NoSuchOption(word)
    options = read_quote_options(speaker, type_, outlet, since, until, at)
    query = read_query(" ".join(words))
    with open_database(settings.database_url) as database, database.session() as session:
        chosen = choose_quotes(session, options)
        with closing(search_statements(session, query, chosen, limit + 1)) as found:
            first = _First(found, limit)
            count = print_quotes(first, format_)
        tell_forgotten(session)
    if first.has_more:
        click.echo(f"more than {limit} statements fit: --limit lists more", err=True)
    if count == 0:
        click.echo("no statement fits", err=True)


class _First:
    """The first so many of some statements; afterwards `has_more` tells whether there were more."""

    def __init__(self, statements: Iterator[StoredStatement], limit: int) -> None:
        self._statements = statements
        self._limit = limit
        self.has_more = False

    def __iter__(self) -> Iterator[StoredStatement]:
        for number, statement in enumerate(self._statements):
            if number == self._limit:
                self.has_more = True
                return
            yield statement
