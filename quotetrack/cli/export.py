"""`quotetrack export`: a report, to a file that is there whole or not at all."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from quotetrack.cli.articles import tell_forgotten
from quotetrack.cli.choose import choose_quotes
from quotetrack.cli.options import (
    database_option,
    format_option,
    quote_options,
    read_quote_options,
)
from quotetrack.errors import QuotetrackError
from quotetrack.export.file import is_plain, open_binary_report, open_report
from quotetrack.export.formats import FORMATS, Format, Writer, load_writer
from quotetrack.export.report import Report, Written
from quotetrack.export.schema import Subject
from quotetrack.html.words import LANGUAGES
from quotetrack.reporting import Order, describe_file, open_stored
from quotetrack.settings import Settings
from quotetrack.store.session import open_database

_STDOUT = "-"


@click.command(
    name="export",
    epilog="\b\nExample:\n  quotetrack export --speaker Galuzin --format csv -o galuzin.csv\n"
    "  quotetrack export claims --since 2022-12-01 --format html --language id -o klaim.html",
)
@click.argument(
    "subject", type=click.Choice([subject.value for subject in Subject]), default="statements"
)
@quote_options
@format_option(*FORMATS)
@click.option("--bom", is_flag=True, help="Begin a CSV with a byte order mark, for Excel.")
@click.option(
    "--language",
    type=click.Choice(list(LANGUAGES)),
    default="en",
    show_default=True,
    help="What html and pdf are written in.",
)
@click.option("-o", "--output", required=True, metavar="FILE", help="The file; - for the terminal.")
@database_option
@click.pass_obj
def command(
    settings: Settings,
    /,
    subject: str,
    format_: str,
    bom: bool,
    language: str,
    output: str,
    **chosen: Any,
) -> None:
    """Write a report: claims, statements, speakers, mismatches or reviews.

    Statements unless another SUBJECT is named. csv, jsonl and parquet have a row each; xlsx is a
    workbook with a sheet for each subject; html is one file to read and to pass on, pdf the same on
    pages; claimreview is schema.org JSON-LD of claims, and webannotation W3C Web Annotations of
    statements. The file is written beside its place and moved there once it is whole. What it says
    of itself, such as the filters and the audit head, stands in it, for csv and jsonl in
    FILE.about.json. $SOURCE_DATE_EPOCH fixes the time in it. Offsets count characters of the
    article's text, end excluded.
    """
    order = Order(Subject(subject), format_, read_quote_options(**chosen), bom, language)
    order.check("--")
    if output == _STDOUT and not FORMATS[format_].is_text:
        raise QuotetrackError(f"{format_} is no text: name a file with -o FILE")
    write = load_writer(format_)
    with open_database(settings.database_url) as database, database.still() as session:
        wanted = choose_quotes(session, order.options)
        tell_forgotten(session)
        at = settings.report_time or datetime.now(UTC).replace(microsecond=0)
        with open_stored(session, order, wanted, at) as report:
            written = _write(write, report, FORMATS[format_], output)
    for cut in written.cuts:
        click.echo(f"cut: {cut}", err=True)
    if output != _STDOUT:
        click.echo(f"{output}: {written.rows} {subject}")


def _write(write: Writer, report: Report, format_: Format, output: str) -> Written:
    if output == _STDOUT:
        return write(report, sys.stdout.buffer)
    # Here, not above: only a file needs it, and `--help` nothing at all.
    from quotetrack.cli.frame import open_console
    from quotetrack.cli.progress import make_progress

    path = Path(output)
    with make_progress(open_console(stderr=True)) as progress, open_binary_report(path) as stream:
        progress.add_task("writing", total=None)
        written = write(report, stream)
        stream.flush()
        if format_.beside and is_plain(path):
            described = describe_file(report, written, path.name, stream)
            # Moved to its place first: whoever finds the one without the other sees by the hash.
            with open_report(path.with_name(f"{path.name}.about.json")) as about:
                about.write(json.dumps(described, ensure_ascii=False, indent=2) + "\n")
    return written
