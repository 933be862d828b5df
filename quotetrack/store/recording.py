"""What is read and decided, as events: called in the transaction that writes the rows.

`found` marks what was in the database before there was a log: nobody saw it come in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection

from quotetrack.records import Event, EventKind
from quotetrack.store.digests import (
    Listing,
    Payload,
    describe_article,
    describe_readings,
    describe_reviews,
    find_listed,
)
from quotetrack.store.events import add_events, write_moment

_LISTED = 500  # rows that one event lists
_DECIDED = {
    "mismatch": EventKind.MISMATCH_DECIDED,
    "merge": EventKind.PROPOSAL_DECIDED,
    "statement": EventKind.STATEMENT_REVIEWED,
    "alias": EventKind.ALIAS_REVIEWED,
}


def record_articles(
    connection: Connection, rows: Iterable[Payload], now: datetime, *, found: bool = False
) -> None:
    """Record articles that came in, given as their rows with their ids."""
    mark = {"found": True} if found else {}
    add_events(
        connection,
        [
            Event(EventKind.ARTICLE_STORED, "article", row["id"], describe_article(row) | mark)
            for row in rows
        ],
        now,
    )


def record_readings(
    connection: Connection,
    superseded: Mapping[int, int | None],
    now: datetime,
    *,
    found: bool = False,
) -> None:
    """Record readings, by id, with all that belongs to them; each with the one it supersedes."""
    mark = {"found": True} if found else {}
    described = describe_readings(connection, list(superseded))
    add_events(
        connection,
        [
            Event(
                EventKind.ARTICLE_READ,
                "reading",
                id_,
                described[id_] | {"supersedes": before} | mark,
            )
            for id_, before in superseded.items()
        ],
        now,
    )


def record_reviews(
    connection: Connection,
    superseded: Mapping[int, int | None],
    now: datetime,
    *,
    found: bool = False,
) -> None:
    """Record what people decided, by the review's id; each with the review it supersedes."""
    mark = {"found": True} if found else {}
    described = describe_reviews(connection, list(superseded))
    add_events(
        connection,
        [
            Event(
                _DECIDED[described[id_]["subject"]],
                "review",
                id_,
                described[id_] | {"supersedes": before} | mark,
                None if found else described[id_]["author"],
            )
            for id_, before in superseded.items()
        ],
        now,
    )


def record_listed(
    connection: Connection,
    listing: Listing,
    last: int,
    superseded: Sequence[int],
    now: datetime,
    author: str | None = None,
    *,
    always: bool = False,
) -> None:
    """Record the rows whose ids come after `last`, and those that ended now.

    Where there are none, nothing is recorded, unless `always`.
    """
    new = ((id_, digest) for id_, digest, _ in find_listed(connection, listing, last))
    ended = ([id_, write_moment(now)] for id_ in superseded)
    events = list(_list_rows(listing, new, ended, author))
    if always and not events:
        payload: Payload = {listing.field: [], "superseded": []}
        events.append(Event(listing.kind, listing.noun, None, payload, author))
    add_events(connection, events, now)


def record_found_listed(connection: Connection, listing: Listing, now: datetime) -> None:
    """Record the rows that were there before the log, and which of them had ended."""
    new = ((id_, digest) for id_, digest, _ in find_listed(connection, listing))
    rows = find_listed(connection, listing)
    ended = ([id_, at] for id_, _, at in rows if at is not None)
    add_events(connection, _list_rows(listing, new, ended, None, found=True), now)


def _list_rows(
    listing: Listing,
    new: Iterator[tuple[int, str]],
    ended: Iterator[list[object]],
    author: str | None,
    *,
    found: bool = False,
) -> Iterator[Event]:
    mark = {"found": True} if found else {}
    while True:
        made = list(islice(new, _LISTED))
        superseded = list(islice(ended, _LISTED))
        if not made and not superseded:
            return
        payload = {listing.field: made, "superseded": superseded} | mark
        first = made[0][0] if made else None
        yield Event(listing.kind, listing.noun, first, payload, author)
