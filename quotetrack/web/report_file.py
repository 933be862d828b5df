"""A report in a file that nobody else sees: wholly written before its first byte is sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from starlette.exceptions import HTTPException

from quotetrack.choosing import choose_quotes
from quotetrack.errors import QuotetrackError
from quotetrack.export.formats import FORMATS, load_writer
from quotetrack.reporting import Order, describe_file, open_stored
from quotetrack.web.site import Site

_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report, what it says of itself and of the file, and what is cut, in a sentence each."""

    stream: BinaryIO
    name: str
    size: int
    about: dict[str, Any]
    cuts: tuple[str, ...]

    def blocks(self) -> Iterator[bytes]:
        """Return what is in the file, and close it."""
        with self.stream:
            self.stream.seek(0)
            while block := self.stream.read(_BLOCK):
                yield block


def write_file(site: Site, order: Order) -> ReportFile:
    """Return the report as the database is at one moment; whoever asks closes its stream.

    Raises QuotetrackError for an order that does not fit, HTTPException where there is no room.
    """
    if order.format not in FORMATS:
        raise QuotetrackError(f"no format {order.format!r}: there are {', '.join(FORMATS)}")
    order.check()
    write = load_writer(order.format)
    now = datetime.now(UTC).replace(microsecond=0)
    name = f"{order.subject}-{now:%Y%m%dT%H%M%SZ}.{FORMATS[order.format].suffix}"
    with ExitStack() as unless_whole:
        try:
            stream = unless_whole.enter_context(TemporaryFile())
            with site.writing, site.database.still() as session:
                wanted, _ = choose_quotes(session, order.options)
                with open_stored(session, order, wanted, now) as report:
                    written = write(report, stream)
                    about = describe_file(report, written, name, stream)
        except OSError as error:
            told = f"the report cannot be written: {error.strerror or error}"
            raise HTTPException(503, told) from error
        size = stream.tell()
        unless_whole.pop_all()
    return ReportFile(stream, name, size, about, written.cuts)
