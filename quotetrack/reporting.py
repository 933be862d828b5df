"""Joins the store with the writers of reports: for the command line and for the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from quotetrack.asking import QuoteOptions
from quotetrack.errors import QuotetrackError
from quotetrack.export.about import About, describe
from quotetrack.export.file import read_digest
from quotetrack.export.formats import check_pair
from quotetrack.export.report import FILTERS, Report, Written
from quotetrack.export.schema import Subject
from quotetrack.records import QuoteFilter
from quotetrack.store.contents import StoredContents
from quotetrack.store.events import get_head
from quotetrack.store.forgotten import count_forgotten
from quotetrack.store.runs import list_read_by

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Order:
    """What a report is to be: about what, in which format, of which statements.

    `language` is that of html and pdf, "en" or "id".
    """

    subject: Subject
    format: str
    options: QuoteOptions
    with_bom: bool = False
    language: str = "en"

    @property
    def filters(self) -> dict[str, str]:
        """The options as they were given, by name."""
        return read_filters(self.options)

    def check(self, mark: str = "") -> None:
        """Raise QuotetrackError if its parts do not fit; `mark` stands before an option's name."""
        check_pair(self.format, self.subject)
        if self.with_bom and self.format != "csv":
            raise QuotetrackError(f"{mark}bom is for csv, not for {self.format}")
        self.options.check(mark)
        _check_filters(self.subject, self.filters, mark)


@contextmanager
def open_stored(
    session: Session, order: Order, wanted: QuoteFilter, at: datetime
) -> Iterator[Report]:
    """Give the report, to be written while it is open.

    The session must be still, so that all of it is of one moment; `wanted` is what the order's
    options choose, and `at` the time that stands in the report.
    """
    about = About(
        subject=order.subject,
        format=order.format,
        at=at,
        head=get_head(session),
        filters=order.filters,
        read_by=tuple(list_read_by(session)),
        forgotten=count_forgotten(session),
    )
    with closing(StoredContents(session, wanted)) as contents:
        yield Report(about, contents, order.with_bom, order.language)


def describe_file(
    report: Report, written: Written, name: str, stream: BinaryIO
) -> dict[str, object]:
    """Return what a report says of itself and of its file, which is read, as a value for JSON."""
    size, digest = read_digest(stream)
    return describe(report.about, report.schema) | {
        "rows": written.rows,
        "file": {"name": name, "bytes": size, "sha256": digest},
    }


def read_filters(options: QuoteOptions) -> dict[str, str]:
    """Return the options that were given, by name, as they are written."""
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


def list_filters(subject: Subject) -> list[str]:
    """Return the names of the options that say something about a subject, in order."""
    return [name for name in QuoteOptions.__slots__ if name in FILTERS[subject]]


def _check_filters(subject: Subject, filters: Mapping[str, str], mark: str) -> None:
    known = list_filters(subject)
    for name in filters:
        if name not in known:
            options = ", ".join(f"{mark}{option}" for option in known)
            told = f"they take {options}" if options else "they take no filter, all are written"
            raise QuotetrackError(f"{mark}{name} says nothing about {subject}: {told}")
