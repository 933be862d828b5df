"""Pango, with which WeasyPrint draws: a library of the system, not of Python."""

from __future__ import annotations

from quotetrack.errors import QuotetrackError
from quotetrack.export.formats import load_writer
from tests.conftest import leave_out


def need_pango() -> None:
    """Skip the test that calls it where there is none."""
    try:
        load_writer("pdf")
    except QuotetrackError as error:
        leave_out(str(error))
