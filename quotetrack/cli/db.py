"""`quotetrack db`: the database's tables, made, migrated and checked."""

from __future__ import annotations

from pathlib import Path

import click

from quotetrack.cli.options import database_option
from quotetrack.settings import Settings
from quotetrack.store.schema import (
    check_database,
    explain_schema,
    find_revision,
    head_revision,
    upgrade_schema,
)
from quotetrack.store.session import open_database


@click.group(name="db", epilog="\b\nExample:\n  quotetrack db upgrade")
@database_option
def command() -> None:
    """Create, migrate and check the database."""


@command.command(epilog="\b\nExample:\n  quotetrack --db newsroom.db db upgrade")
@database_option
@click.pass_obj
def upgrade(settings: Settings) -> None:
    """Create the tables, or bring them up to this version."""
    before, after = upgrade_schema(settings.database_url)
    if before == after:
        click.echo(f"revision {after}: nothing to do")
    else:
        click.echo(f"upgraded from {before or 'nothing'} to revision {after}")


@command.command(epilog="\b\nExample:\n  quotetrack db current")
@database_option
@click.pass_obj
def current(settings: Settings) -> None:
    """Print the revision of the tables and that of this version."""
    revision, problem = find_revision(settings.database_url), explain_schema(settings.database_url)
    state = "up to date" if problem is None else f"this version: {head_revision()}"
    click.echo(f"{revision or 'no tables yet'} ({state})")
    if problem is not None:
        click.echo(problem, err=True)


@command.command(epilog="\b\nExample:\n  quotetrack db check")
@database_option
@click.pass_context
def check(ctx: click.Context) -> None:
    """Check tables, articles and statements; the exit status is 1 if something is wrong."""
    problems = check_database(ctx.obj.database_url)
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        ctx.exit(1)
    click.echo("all is well")


@command.command(epilog="\b\nExample:\n  quotetrack db backup before-upgrade.db")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@database_option
@click.pass_obj
def backup(settings: Settings, file: Path) -> None:
    """Copy the database to FILE, as it is at one moment; an ingest may run meanwhile.

    The copy is a database: `--db FILE` reads it. For PostgreSQL the command is named that makes a
    copy, and the exit status is 1.
    """
    # Here, not above: the other commands need none of it.
    from quotetrack.store.backup import back_up

    back_up(settings.database_url, file)
    click.echo(f"{file}: {file.stat().st_size / 1e6:.1f} MB")


@command.command(epilog="\b\nExample:\n  quotetrack db reindex")
@database_option
@click.pass_obj
def reindex(settings: Settings) -> None:
    """Make the search index anew; `db check` says when it is not of the statements' words."""
    # Here, not above: the other commands need none of it.
    from quotetrack.store.search_index import rebuild_index

    with open_database(settings.database_url) as database, database.session() as session:
        click.echo(f"{rebuild_index(session)} statements in the search index")
