"""Where a page of a list ended, as a link has it: a value and an id, parted by the last dot."""

from __future__ import annotations

from datetime import date
from math import isfinite

from quotetrack.errors import QuotetrackError

_LARGEST_ID = 2**31 - 1


def write_cursor(follows: tuple[object, int] | None) -> str | None:
    """Return how a list's end is written; None where nothing follows."""
    if follows is None:
        return None
    value, id_ = follows
    return f"{'' if value is None else value}.{id_}"


def read_day_cursor(written: str | None) -> tuple[date | None, int] | None:
    """Return the end of a list by days. Raises QuotetrackError for what is none."""
    if not written:
        return None
    value, id_ = _split(written)
    try:
        return (date.fromisoformat(value) if value else None), id_
    except ValueError as error:
        raise _explain(written) from error


def read_count_cursor(written: str | None) -> tuple[int, int] | None:
    """Return the end of a list by counts. Raises QuotetrackError for what is none."""
    if not written:
        return None
    value, id_ = _split(written)
    if not (value.isascii() and value.isdigit() and int(value[:10]) <= _LARGEST_ID):
        raise _explain(written)
    return int(value[:10]), id_


def read_score_cursor(written: str | None) -> tuple[float, int] | None:
    """Return the end of a list by scores. Raises QuotetrackError for what is none."""
    if not written:
        return None
    value, id_ = _split(written)
    try:
        score = float(value)
    except ValueError as error:
        raise _explain(written) from error
    if not isfinite(score):
        raise _explain(written)
    return score, id_


def read_name_cursor(written: str | None) -> tuple[str, int] | None:
    """Return the end of a list by names. Raises QuotetrackError for what is none."""
    if not written:
        return None
    if "\0" in written:
        raise _explain(written)
    return _split(written)


def _split(written: str) -> tuple[str, int]:
    value, _, id_ = written.rpartition(".")
    if not (id_.isascii() and id_.isdigit() and len(id_) < 11 and int(id_) <= _LARGEST_ID):
        raise _explain(written)
    return value, int(id_)


def _explain(written: str) -> QuotetrackError:
    return QuotetrackError(f"{written!r} is no place in this list: go to its first page")
