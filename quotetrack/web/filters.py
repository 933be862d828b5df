"""By what statements are chosen on a page: the same names as on the command line."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from quotetrack.asking import QuoteOptions
from quotetrack.errors import QuotetrackError
from quotetrack.records import QuoteFilter, StatementType
from quotetrack.web.shapes import Shape

MOST_LETTERS = 500

Text = Annotated[str | None, Query(max_length=MOST_LETTERS)]
After = Annotated[str | None, Query(max_length=MOST_LETTERS, description="`next` of a page")]


class Filter(Shape):
    """What is asked for; null means no restriction. Days are inclusive."""

    q: str | None = None
    type: StatementType | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None

    @property
    def is_set(self) -> bool:
        """Whether anything but words is asked for."""
        return any((self.type, self.outlet, self.since, self.until))

    def quotes(self, speaker_ids: tuple[int, ...] | None = None) -> QuoteFilter:
        """Return what the store is asked for."""
        return QuoteFilter(speaker_ids, self.type, self.outlet, self.since, self.until)


Type = Annotated[str | None, Query(max_length=10, description="direct or indirect")]
Since = Annotated[str | None, Query(max_length=10, description="first day")]
Until = Annotated[str | None, Query(max_length=10, description="last day")]


async def _read_filter(
    q: Annotated[str | None, Query(max_length=MOST_LETTERS, description="words")] = None,
    type: Type = None,
    outlet: Text = None,
    since: Since = None,
    until: Until = None,
) -> Filter:
    # A form sends what is left empty as well.
    return Filter(
        q=(q or "").strip() or None,
        type=_read_type(type),
        outlet=(outlet or "").strip() or None,
        since=_read_day(since),
        until=_read_day(until),
    )


async def _read_options(
    speaker: Annotated[
        str | None, Query(max_length=MOST_LETTERS, description="a name or an office")
    ] = None,
    at: Annotated[
        str | None, Query(max_length=10, description="who held the office on this day")
    ] = None,
    type: Type = None,
    outlet: Text = None,
    since: Since = None,
    until: Until = None,
    raw: Annotated[
        bool, Query(description="what the program found, whatever was reviewed")
    ] = False,
) -> QuoteOptions:
    return QuoteOptions(
        speaker=(speaker or "").strip() or None,
        type=_read_type(type),
        outlet=(outlet or "").strip() or None,
        since=_read_day(since),
        until=_read_day(until),
        at=_read_day(at),
        raw=raw,
    )


def _read_type(written: str | None) -> StatementType | None:
    if not written:
        return None
    if written not in set(StatementType):
        raise QuotetrackError(f"no type {written!r}: statements are direct or indirect")
    return StatementType(written)


def _read_day(written: str | None) -> date | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise QuotetrackError(f"{written!r} is no day: write 2022-12-26") from error


Filtered = Annotated[Filter, Depends(_read_filter)]
Optioned = Annotated[QuoteOptions, Depends(_read_options)]
