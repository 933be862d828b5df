"""`quotetrack runs`: which versions read the articles, and what two of them found differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import click

from quotetrack.cli.listing import print_rows, read_article_cell, read_speaker
from quotetrack.cli.options import database_option, format_option
from quotetrack.cli.output import Column, print_table
from quotetrack.records import ChangeKind, RunChange, StoredRun
from quotetrack.settings import Settings
from quotetrack.store.corrections import tell_changes
from quotetrack.store.run_changes import count_common, find_run_changes
from quotetrack.store.runs import list_runs
from quotetrack.store.session import open_database

_RUN_COLUMNS = (
    Column("Run", width=5),
    Column("Began (UTC)", width=19),
    Column("Ended (UTC)", width=19, below=True),
    Column("Version", ratio=2, style="bold"),
    Column("Model", below=True),
    Column("Configuration", style="dim", below=True),
    Column("Articles", width=8),
    Column("Skipped", width=8),
    Column("Statements", width=10),
    Column("Mismatches", width=10),
)
_RUN_FIELDS = (
    *("id", "version", "model", "config_hash", "started_at", "finished_at"),
    *("articles", "skipped", "refused", "statements", "mismatches", "seconds"),
)
_COLUMNS = (
    Column("Change", width=8, style="bold"),
    Column("Article", ratio=2, style="dim"),
    Column("Speaker", ratio=2),
    Column("What", ratio=3),
    Column("Content", ratio=4),
)
_FIELDS = (
    *("change", "article_id", "before_id", "after_id", "speaker", "changes"),
    *("content", "content_offsets"),
)
_SHORT_HASH = 12


@click.group(
    name="runs",
    epilog="\b\nExample:\n  quotetrack runs list\n  quotetrack runs diff 1 2",
)
@database_option
def command() -> None:
    """List the runs, and compare what two of them found."""


@command.command("list", epilog="\b\nExample:\n  quotetrack runs list --format csv")
@format_option("table", "json", "csv")
@database_option
@click.pass_obj
def list_(settings: Settings, format_: str) -> None:
    """List the runs: which version, model and configuration read how many articles, and when."""
    with open_database(settings.database_url) as database, database.session() as session:
        runs = list_runs(session)
    if format_ == "table":
        print_table(_RUN_COLUMNS, map(_read_run_cells, runs))
    else:
        print_rows(map(_read_run, runs), _RUN_FIELDS, format_)
    if not runs:
        click.echo("no run yet: `quotetrack ingest PATH` makes one", err=True)


@command.command(epilog="\b\nExample:\n  quotetrack runs diff 1 2 --format csv")
@click.argument("before", type=int)
@click.argument("after", type=int)
@format_option("table", "json", "csv")
@database_option
@click.pass_obj
def diff(settings: Settings, before: int, after: int, format_: str) -> None:
    """Print the statements that run AFTER gained, lost or changed against run BEFORE.

    Compared is what the program found, whatever was reviewed, in the articles that both have read.
    """
    counts: Counter[ChangeKind] = Counter()
    with open_database(settings.database_url) as database, database.session() as session:
        articles = count_common(session, before, after)
        found = _count(find_run_changes(session, before, after), counts)
        if format_ == "table":
            print_table(_COLUMNS, map(_read_cells, found))
        else:
            print_rows(map(_read_row, found), _FIELDS, format_)
    told = ", ".join(f"{counts[kind]} {kind.value}" for kind in ChangeKind)
    click.echo(f"{articles} articles read by both: {told}", err=True)


def _count(changes: Iterator[RunChange], counts: Counter[ChangeKind]) -> Iterator[RunChange]:
    for change in changes:
        counts[change.kind] += 1
        yield change


def _read_run_cells(run: StoredRun) -> tuple[str, ...]:
    settings, counts = run.settings, run.counts
    numbers = (counts.articles, counts.skipped, counts.statements, counts.mismatches)
    return (
        str(run.id),
        f"{run.started_at:%Y-%m-%d %H:%M:%S}",
        f"{run.finished_at:%Y-%m-%d %H:%M:%S}" if run.finished_at else "(not ended)",
        settings.version,
        settings.model,
        settings.config_hash[:_SHORT_HASH],
        *map(str, numbers),
    )


def _read_run(run: StoredRun) -> dict[str, object]:
    settings, counts = run.settings, run.counts
    return {
        "id": run.id,
        "version": settings.version,
        "model": settings.model,
        "config_hash": settings.config_hash,
        "started_at": run.started_at.isoformat(),
        "finished_at": run.finished_at.isoformat() if run.finished_at else None,
        "articles": counts.articles,
        "skipped": counts.skipped,
        "refused": counts.refused,
        "statements": counts.statements,
        "mismatches": counts.mismatches,
        "seconds": round(sum(counts.seconds.values()), 3),
    }


def _read_cells(change: RunChange) -> tuple[str, ...]:
    stored = change.stored
    return (
        change.kind.value,
        read_article_cell(stored),
        read_speaker(stored),
        tell_changes(change.changes),
        stored.content,
    )


def _read_row(change: RunChange) -> dict[str, object]:
    stored = change.stored
    return {
        "change": change.kind.value,
        "article_id": stored.article_key,
        "before_id": change.before.id if change.before else None,
        "after_id": change.after.id if change.after else None,
        "speaker": stored.statement.speaker,
        "changes": [f"{name}: {old} → {new}" for name, (old, new) in change.changes.items()],
        "content": stored.content,
        "content_offsets": [list(part) for part in stored.statement.content],
    }
