"""`quotetrack export`: a report, to a file that is there whole or not at all."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotetrack.cli.articles import tell_forgotten
from quotetrack.cli.choose import choose_quotes
from quotetrack.cli.options import (
    QuoteOptions,
    database_option,
    format_option,
    quote_options,
    read_quote_options,
)
from quotetrack.errors import QuotetrackError
from quotetrack.export.about import About, describe
from quotetrack.export.file import is_plain, open_binary_report, open_report, read_digest
from quotetrack.export.formats import FORMATS, Format, Writer, check_pair, load_writer
from quotetrack.export.report import FILTERS, Report, Written
from quotetrack.export.schema import Subject
from quotetrack.settings import Settings
from quotetrack.store.contents import StoredContents
from quotetrack.store.events import get_head
from quotetrack.store.forgotten import count_forgotten
from quotetrack.store.runs import list_read_by
from quotetrack.store.session import open_database

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_STDOUT = "-"


@click.command(
    name="export",
    epilog="\b\nExample:\n  quotetrack export --speaker Galuzin --format csv -o galuzin.csv\n"
    "  quotetrack export claims --since 2022-12-01 --format claimreview -o claims.json",
)
@click.argument(
    "subject", type=click.Choice([subject.value for subject in Subject]), default="statements"
)
@quote_options
@format_option(*FORMATS)
@click.option("--bom", is_flag=True, help="Begin a CSV with a byte order mark, for Excel.")
@click.option("-o", "--output", required=True, metavar="FILE", help="The file; - for the terminal.")
@database_option
@click.pass_obj
def command(
    settings: Settings, /, subject: str, format_: str, bom: bool, output: str, **chosen: Any
) -> None:
    """Write a report: claims, statements, speakers, mismatches or reviews.

    Statements unless another SUBJECT is named. csv, jsonl and parquet have a row each; xlsx is a
    workbook with a sheet for each subject; claimreview is schema.org JSON-LD of claims, and
    webannotation W3C Web Annotations of statements. The file is written beside its place and moved
    there once it is whole. What it says of itself, such as the filters and the audit head, stands
    in it, for csv and jsonl in FILE.about.json. $SOURCE_DATE_EPOCH fixes the time in it. Offsets
    count characters of the article's text, end excluded.
    """
    wanted = Subject(subject)
    check_pair(format_, wanted)
    _check_output(format_, output, with_bom=bom)
    options = read_quote_options(**chosen)
    filters = _read_filters(options)
    _check_filters(wanted, filters)
    write = load_writer(format_)
    with (
        open_database(settings.database_url) as database,
        database.still() as session,
        closing(StoredContents(session, choose_quotes(session, options))) as contents,
    ):
        tell_forgotten(session)
        at = settings.report_time or datetime.now(UTC).replace(microsecond=0)
        about = _read_about(session, wanted, format_, at, filters)
        written = _write(write, Report(about, contents, bom), FORMATS[format_], output)
    for cut in written.cuts:
        click.echo(f"cut: {cut}", err=True)
    if output != _STDOUT:
        click.echo(f"{output}: {written.rows} {wanted}")


def _write(write: Writer, report: Report, format_: Format, output: str) -> Written:
    if output == _STDOUT:
        return write(report, sys.stdout.buffer)
    path = Path(output)
    with open_binary_report(path) as stream:
        written = write(report, stream)
        stream.flush()
        if format_.beside and is_plain(path):
            size, digest = read_digest(stream)
            described = describe(report.about, report.schema) | {
                "rows": written.rows,
                "file": {"name": path.name, "bytes": size, "sha256": digest},
            }
            # Moved to its place first: whoever finds the one without the other sees by the hash.
            with open_report(path.with_name(f"{path.name}.about.json")) as about:
                about.write(json.dumps(described, ensure_ascii=False, indent=2) + "\n")
    return written


def _check_output(format_: str, output: str, *, with_bom: bool) -> None:
    if with_bom and format_ != "csv":
        raise click.UsageError(f"--bom is for csv, not for {format_}")
    if output == _STDOUT and not FORMATS[format_].is_text:
        raise QuotetrackError(f"{format_} is no text: name a file with -o FILE")


def _read_filters(options: QuoteOptions) -> dict[str, str]:
    """Return the filters as they were given, by the names of their options."""
    given = {
        "speaker": options.speaker,
        "at": options.at and options.at.isoformat(),
        "type": options.type,
        "outlet": options.outlet,
        "since": options.since and options.since.isoformat(),
        "until": options.until and options.until.isoformat(),
        "raw": "yes" if options.raw else None,
    }
    return {name: str(value) for name, value in given.items() if value is not None}


def _check_filters(subject: Subject, filters: Mapping[str, str]) -> None:
    """Raise QuotetrackError for a filter that says nothing about the subject."""
    known = FILTERS[subject]
    for name in filters:
        if name not in known:
            options = ", ".join(
                f"--{option}" for option in QuoteOptions.__slots__ if option in known
            )
            told = f"they take {options}" if options else "they take no filter, all are written"
            raise QuotetrackError(f"--{name} says nothing about {subject}: {told}")


def _read_about(
    session: Session, subject: Subject, format_: str, at: datetime, filters: Mapping[str, str]
) -> About:
    return About(
        subject=subject,
        format=format_,
        at=at,
        head=get_head(session),
        filters=filters,
        read_by=tuple(list_read_by(session)),
        forgotten=count_forgotten(session),
    )
