"""Options that several commands share, and what they mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

import click

from quotetrack.asking import QuoteOptions
from quotetrack.errors import QuotetrackError
from quotetrack.records import StatementType
from quotetrack.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

_DATE = click.DateTime(formats=["%Y-%m-%d"])


def read_settings(db: str | None) -> Settings:
    """Return the settings of the environment, with the database that `--db` names, if any."""
    settings = Settings.from_environment()
    return replace(settings, database_url=db) if db else settings


def database_option(command: Command) -> Command:
    """Let `--db` stand behind the command's name as well as before it."""

    def keep(ctx: click.Context, _param: click.Parameter, db: str | None) -> None:
        if db:
            ctx.obj = replace(ctx.obj, database_url=db)

    return click.option(
        "--db",
        metavar="URL-or-file",
        expose_value=False,
        callback=keep,
        help="The database: an SQLite file or an SQLAlchemy URL.",
    )(command)


def raw_option(command: Command) -> Command:
    """Add `--raw`, for what the program found where somebody has reviewed it."""
    return click.option(
        "--raw", is_flag=True, help="What the program found, whatever was reviewed."
    )(command)


def quote_options(command: Command) -> Command:
    """Add the options by which statements are chosen, and `--raw`."""
    return filter_options(raw_option(command))


def filter_options(command: Command) -> Command:
    """Add the options by which statements are chosen; `read_quote_options` reads their values."""
    types = click.Choice([kind.value for kind in StatementType])
    for option in (
        click.option("--until", type=_DATE, metavar="YYYY-MM-DD", help="Published by this day."),
        click.option("--since", type=_DATE, metavar="YYYY-MM-DD", help="Published from this day."),
        click.option("--outlet", metavar="NAME", help="Printed by this outlet."),
        click.option("--type", "type_", type=types, help="Only what was quoted, or reported."),
        click.option(
            "--at", type=_DATE, metavar="YYYY-MM-DD", help="Who held the office that day."
        ),
        click.option(
            "--speaker",
            metavar="NAME",
            help="Any alias or part of the speaker's name, or an office.",
        ),
    ):
        command = option(command)
    return command


def read_quote_options(
    speaker: str | None,
    type_: str | None,
    outlet: str | None,
    since: datetime | None,
    until: datetime | None,
    at: datetime | None,
    *,
    raw: bool = False,
) -> QuoteOptions:
    """Return the values of `quote_options`; a usage error if they cannot go together."""
    options = QuoteOptions(
        speaker=speaker,
        type=StatementType(type_) if type_ else None,
        outlet=outlet,
        since=since.date() if since else None,
        until=until.date() if until else None,
        at=at.date() if at else None,
        raw=raw,
    )
    try:
        options.check("--")
    except QuotetrackError as error:
        raise click.UsageError(str(error)) from error
    return options


def format_option(*formats: str) -> Callable[[Command], Command]:
    """Return the option `--format`, whose default is the first of the formats."""
    return click.option(
        "--format", "format_", type=click.Choice(formats), default=formats[0], show_default=True
    )
