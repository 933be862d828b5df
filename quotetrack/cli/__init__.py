"""The command line: one module a command, imported when it is called for.

Nothing heavy is imported here, so that `quotetrack --help` answers at once. Errors of the
QuotetrackError family become click errors in `_CommandGroup.invoke` and nowhere else.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from importlib import import_module

import click

from quotetrack import __version__
from quotetrack.cli.options import read_settings
from quotetrack.errors import QuotetrackError

# Before numpy is imported: the products of a step are too small to share, and threads that wait
# for each other burn every core. Several programs at once make use of the others.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

COMMANDS = {
    "demo": "Read the example article and show what is found in it.",
    "ingest": "Read articles and keep what is found in the database.",
    "extract": "Print what is found in articles, without a database.",
    "quotes": "List who said what.",
    "search": "List the statements that have certain words.",
    "speakers": "List the speakers with their aliases and offices.",
    "officials": "Import and export office-holders with their aliases and offices.",
    "claims": "List what was said, however often it was printed.",
    "mismatches": "List names that contradict each other.",
    "review": "Confirm, reject or correct what was found, and list what is worth a look.",
    "runs": "List the runs, and compare what two of them found.",
    "articles": "Forget an article on a legal request, and list those forgotten.",
    "show": "Print an article with its statements marked.",
    "export": "Write a report: claims, statements, speakers, mismatches or reviews.",
    "serve": "Show the database in a browser, to look at it and to review.",
    "evaluate": "Measure what is found against annotated articles.",
    "audit": "Tell whether anybody touched the database, and what became of a statement.",
    "db": "Create, migrate and check the database.",
}


class _CommandGroup(click.Group):
    """The commands of COMMANDS, each in the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        # Nothing that an import makes is garbage; looking for it takes a sixth of the start.
        gc.disable()
        command: click.Command = import_module(f"quotetrack.cli.{cmd_name}").command
        gc.freeze()
        gc.enable()
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except QuotetrackError as error:
            raise click.ClickException(str(error)) from error


@click.group(
    cls=_CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="\b\nExample:\n  quotetrack ingest articles/\n  quotetrack quotes --speaker Galuzin",
)
@click.version_option(__version__, prog_name="quotetrack")
@click.option(
    "--db",
    metavar="URL-or-file",
    help="The database: an SQLite file or an SQLAlchemy URL.  "
    "[default: $QUOTETRACK_DATABASE_URL, else quotetrack.db]",
)
@click.pass_context
def main(ctx: click.Context, db: str | None) -> None:
    """Who said what, through whom, in Indonesian news, kept so that it can be audited."""
    # JSON is UTF-8 wherever it goes; the locale must neither change nor break what is printed.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    ctx.obj = read_settings(db)
