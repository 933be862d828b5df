"""`quotetrack ingest`: articles into the database."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from quotetrack.cli.options import database_option
from quotetrack.cli.output import clean_line
from quotetrack.errors import InputError
from quotetrack.ingest import find_articles
from quotetrack.records import Article, RunCounts
from quotetrack.settings import Settings
from quotetrack.store.schema import find_revision
from quotetrack.store.session import open_database

if TYPE_CHECKING:
    from rich.console import Console


@click.command(
    name="ingest",
    epilog="\b\nExample:\n  quotetrack ingest articles/ news.jsonl.gz",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@database_option
@click.pass_context
def command(ctx: click.Context, paths: tuple[str, ...]) -> None:
    """Read articles and keep what is found in the database.

    PATH is a .txt, .jsonl, .jsonl.gz, .csv, .html or .htm file, a folder, or - for JSON lines
    on standard input. The same article twice is one row. A database that does not exist yet is
    made. An article that cannot be read is a line on standard error, the others go on, and the
    exit status is 1 at the end.
    """
    # Here, not above: `ingest --help` need not wait for spaCy.
    from quotetrack.ingest.load import ingest
    from quotetrack.pipeline import load_pipeline

    settings: Settings = ctx.obj
    is_new = find_revision(settings.database_url) is None
    start = time.perf_counter()
    with open_database(settings.database_url, upgrade=is_new) as database:
        nlp = load_pipeline()
        with _progress() as on_item:
            counts = ingest(database, nlp, find_articles(paths, settings), on_item)
    click.echo(read_summary(counts, time.perf_counter() - start))
    if counts.refused:
        ctx.exit(1)


def read_summary(counts: RunCounts, seconds: float) -> str:
    """Return a run's counts and times on one line."""
    stages = ", ".join(f"{stage} {spent:.1f} s" for stage, spent in counts.seconds.items())
    return (
        f"{counts.articles} articles read, {counts.skipped} read before, {counts.refused} refused;"
        f" {counts.statements} statements, {counts.mismatches} mismatches;"
        f" {seconds:.1f} s ({stages})"
    )


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[Article | InputError, RunCounts], None]]:
    """Yield what reports an item: its error on a line, and on a terminal a bar that moves on."""
    from quotetrack.cli.frame import open_console
    from quotetrack.cli.progress import make_progress

    console = open_console(stderr=True)
    with make_progress(console) as progress:
        task = progress.add_task("reading", total=None)

        def on_item(item: Article | InputError, counts: RunCounts) -> None:
            if isinstance(item, InputError):
                _report(console, item)
            done = counts.articles + counts.skipped + counts.refused
            progress.update(task, description=f"{done} articles, {counts.statements} statements")

        yield on_item


def _report(console: Console, error: InputError) -> None:
    # Through the console, which keeps the line above the bar; never wrapped, for who greps.
    console.print(f"refused: {clean_line(str(error))}", soft_wrap=True)
