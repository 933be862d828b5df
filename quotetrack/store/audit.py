"""Whether anybody altered, removed or inserted something by hand: the log against itself and rows.

Follows the log from its first event, some at a time, and compares what each recorded with what is
there now; at the end it asks for rows that no event tells of. What it cannot see is a log written
anew from some event on: only a hash kept elsewhere tells that (`verify`, with a head).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.orm import Session

from quotetrack.errors import NotFoundError
from quotetrack.records import AuditCounts, StoredEvent
from quotetrack.store.audit_rows import RowAudit
from quotetrack.store.engine import hold_still
from quotetrack.store.events import FIRST_PREVIOUS, is_sound, read_event, read_pages
from quotetrack.store.guards import find_missing_guards
from quotetrack.store.models import Event


def verify(session: Session, head: str | None = None) -> tuple[str | None, AuditCounts]:
    """Return what was altered, removed or inserted first, None if nothing, and what was looked at.

    With a head, the hash of an event that was written down elsewhere, a log without that event is
    one that was cut or written anew. Raises NotFoundError for a head that is no hash.
    """
    if head is not None and not re.fullmatch(r"[0-9a-f]{64}", head):
        raise NotFoundError(f"{head!r} is no hash of an event: `quotetrack audit head` prints one")
    connection, counts = session.connection(), AuditCounts()
    hold_still(connection)
    problem = next(find_tampering(connection, counts), None)
    if problem is None and head is not None and not _has_hash(connection, head):
        problem = (
            f"the log was cut or written anew by hand: none of its {counts.events} events has the "
            f"hash {head}"
        )
    return problem, counts


def find_tampering(connection: Connection, counts: AuditCounts) -> Iterator[str]:
    """Yield what was altered, removed or inserted by hand, a sentence each, in the log's order.

    Keeps count of what it looks at. Holds some hundred rows at a time.
    """
    rows = RowAudit(connection, counts)
    number, previous = 0, FIRST_PREVIOUS
    for page in read_pages(connection):
        sound: list[StoredEvent] = []
        for row in page:
            whole = is_sound(row)
            yield from _check_link(row, number, previous, sound=whole)
            if whole:
                sound.append(read_event(row))
            number, previous = row.id, row.hash
        counts.events += len(page)
        yield from rows.check(sound)
    yield from rows.finish()
    yield from find_missing_guards(connection)


def _check_link(
    row: Row[*tuple[Any, ...]], number: int, previous: str, *, sound: bool
) -> Iterator[str]:
    """Yield what is wrong with an event that should follow the one of that number and hash."""
    if row.id != number + 1:
        missing = f"event {number + 1} was" if row.id == number + 2 else _range(number, row.id)
        yield f"{missing} removed from the log by hand"
    elif sound and row.previous != previous:
        before = f"event {number}" if number else "what came before event 1"
        yield f"{before} was altered or inserted by hand: event {row.id} carries another hash of it"
    if not sound:
        yield f"event {row.id} ({row.kind}, {row.at:%Y-%m-%d %H:%M:%S}) was altered by hand"


def _range(number: int, found: int) -> str:
    return f"events {number + 1} to {found - 1} were"


def _has_hash(connection: Connection, head: str) -> bool:
    return connection.scalar(select(Event.id).where(Event.hash == head)) is not None
