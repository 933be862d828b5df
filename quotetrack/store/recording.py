"""What is read and decided, as events: called in the transaction that writes the rows.

`found` marks what was in the database before there was a log: nobody saw it come in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection

from quotetrack.records import Event, EventKind
from quotetrack.store.digests import (
    Payload,
    describe_article,
    describe_readings,
    find_identities,
)
from quotetrack.store.events import add_events, write_moment

_LISTED = 500  # rows that one event lists


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


def record_identities(
    connection: Connection,
    last: int,
    superseded: Sequence[int],
    now: datetime,
    author: str | None = None,
) -> None:
    """Record the identities whose ids come after `last`, and those that ended now."""
    new = find_identities(connection, last + 1, None)
    ended = iter([[id_, write_moment(now)] for id_ in superseded])
    add_events(connection, _list_identities(((i, d) for i, d, _ in new), ended, author), now)


def record_found_identities(connection: Connection, now: datetime) -> None:
    """Record the identities that were there before the log, and which of them had ended."""
    new = ((id_, digest) for id_, digest, _ in find_identities(connection, 1, None))
    ended = ([i, at] for i, _, at in find_identities(connection, 1, None) if at is not None)
    add_events(connection, _list_identities(new, ended, None, found=True), now)


def _list_identities(
    new: Iterable[tuple[int, str]],
    ended: Iterable[list[object]],
    author: str | None,
    *,
    found: bool = False,
) -> Iterable[Event]:
    mark = {"found": True} if found else {}
    made, over = iter(new), iter(ended)
    while True:
        listed = list(islice(made, _LISTED))
        superseded = list(islice(over, _LISTED))
        if not listed and not superseded:
            return
        payload = {"identities": listed, "superseded": superseded} | mark
        first = listed[0][0] if listed else None
        yield Event(EventKind.SPEAKERS_IDENTIFIED, "identity", first, payload, author)
