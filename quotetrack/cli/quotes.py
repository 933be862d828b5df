"""`quotetrack quotes`: who said what, from the database; loads no pipeline."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime

import click

from quotetrack.cli.articles import tell_forgotten
from quotetrack.cli.choose import choose_quotes
from quotetrack.cli.listing import print_quotes
from quotetrack.cli.options import (
    database_option,
    format_option,
    quote_options,
    read_quote_options,
)
from quotetrack.settings import Settings
from quotetrack.store.session import open_database
from quotetrack.store.statements import find_quotes


@click.command(
    name="quotes",
    epilog="\b\nExample:\n  quotetrack quotes --speaker Galuzin --type direct --since 2022-12-01\n"
    '  quotetrack quotes --speaker "Menteri Luar Negeri Rusia" --at 2022-12-25',
)
@quote_options
@format_option("table", "json", "csv")
@database_option
@click.pass_obj
def command(
    settings: Settings,
    speaker: str | None,
    type_: str | None,
    outlet: str | None,
    since: datetime | None,
    until: datetime | None,
    at: datetime | None,
    raw: bool,
    format_: str,
) -> None:
    """List who said what.

    A speaker is found under any alias or part of the name; where several fit, they are listed
    on standard error and the statements of all of them are printed. An office finds whoever held
    it, with --at on that day: by the registry, else by what articles printed.
    """
    options = read_quote_options(speaker, type_, outlet, since, until, at, raw=raw)
    with open_database(settings.database_url) as database, database.session() as session:
        chosen = choose_quotes(session, options)
        with closing(find_quotes(session, chosen)) as statements:
            count = print_quotes(statements, format_)
        tell_forgotten(session)
    if count == 0:
        click.echo("no statement fits", err=True)
