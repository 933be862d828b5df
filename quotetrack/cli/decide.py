"""The options of commands by which somebody decides: who, and why."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def decision_options(command: Command) -> Command:
    """Add the number of what is decided, `--by` and `--note`."""
    for option in (
        click.option("--note", "--because", "reason", metavar="TEXT", help="Why it is so."),
        author_option,
        click.argument("id", type=int),
    ):
        command = option(command)
    return command


def author_option(command: Command) -> Command:
    """Add `--by`."""
    return click.option(
        "--by",
        "author",
        metavar="NAME",
        callback=_read_author,
        help="Who decides.  [default: $QUOTETRACK_REVIEWER, else your login name]",
    )(command)


def _read_author(ctx: click.Context, _param: click.Parameter, name: str | None) -> str:
    if name is not None:
        return name
    return ctx.obj.reviewer or _read_user()


def _read_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # nobody is logged in: a container without a user database
        return ""
