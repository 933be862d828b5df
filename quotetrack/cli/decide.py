"""The options of commands by which somebody decides: who, and why."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def decision_options(command: Command) -> Command:
    """Add the number of what is decided, `--by` and `--because`."""
    for option in (
        click.option("--because", "reason", metavar="TEXT", help="Why it was decided so."),
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
        default=_read_user,
        help="Who decides.  [default: you, by the name you are logged in with]",
    )(command)


def _read_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # nobody is logged in: a container without a user database
        return ""
