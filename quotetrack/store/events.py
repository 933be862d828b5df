"""The log of events: each carries the hash of the one before it, none is ever altered.

An event is hashed as JSON with sorted keys, no space between them and letters as they are:
`{"about": …, "about_id": …, "at": …, "author": …, "kind": …, "number": …, "payload": …,
"previous": …}`, in UTF-8. Whoever has one hash can so tell whether anything before it was changed.
An event is written in the transaction of what it tells, so that neither is there without the other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, case, func, select
from sqlalchemy.orm import Session

from quotetrack import __version__, records
from quotetrack.errors import NotFoundError
from quotetrack.records import EventKind, StoredEvent
from quotetrack.store.engine import insert_rows
from quotetrack.store.models import Event

FIRST_PREVIOUS = "0" * 64
PROGRAM = f"quotetrack {__version__}"

_SHORT = 4000  # characters of a payload that tells of one thing
_PAGE = 100  # events fetched at a time; each may list some hundred rows
_COLUMNS = tuple(Event.__table__.columns)
# What happens without changing who is who or what contradicts what.
_INDIFFERENT = [
    kind.value for kind in (EventKind.RUN_BEGUN, EventKind.RUN_ENDED, EventKind.MISMATCH_DECIDED)
]


def add_events(connection: Connection, events: Iterable[records.Event], now: datetime) -> None:
    """Append events to the log. The caller holds the write lock: nobody else adds one meanwhile."""
    last, previous = _find_last(connection)
    rows: list[dict[str, Any]] = []
    for number, event in enumerate(events, start=last + 1):
        row = {
            "id": number,
            "at": now,
            "kind": event.kind.value,
            "author": event.author or PROGRAM,
            "about": event.about,
            "about_id": event.about_id,
            "payload": dump(event.payload),
            "previous": previous,
        }
        previous = row["hash"] = hash_event(row)
        rows.append(row)
    insert_rows(connection, Event, rows)


def dump(value: object) -> str:
    """Return the one way to write a value as JSON. Raises ValueError for NaN and infinity."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def write_moment(moment: datetime) -> str:
    """Return the one way to write a moment: UTC, with microseconds."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def hash_event(row: dict[str, Any]) -> str:
    """Return the SHA-256, in hexadecimal digits, of an event given as its columns."""
    fields = {
        "about": dump(row["about"]),
        "about_id": dump(row["about_id"]),
        "at": dump(write_moment(row["at"])),
        "author": dump(row["author"]),
        "kind": dump(row["kind"]),
        "number": dump(row["id"]),
        "payload": row["payload"],  # to the letter: a space put in by hand counts
        "previous": dump(row["previous"]),
    }
    written = "{" + ",".join(f'"{name}":{value}' for name, value in fields.items()) + "}"
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def is_sound(row: Row[*tuple[Any, ...]]) -> bool:
    """Return whether an event is as it was hashed, and can be read."""
    if hash_event(row._asdict()) != row.hash:
        return False
    try:
        return isinstance(json.loads(row.payload), dict)
    except ValueError:
        return False


def get_head(session: Session) -> StoredEvent:
    """Return the last event. Raises NotFoundError where there is none."""
    row = session.execute(select(*_COLUMNS).order_by(Event.id.desc()).limit(1)).one_or_none()
    if row is None:
        raise NotFoundError("the log has no event: run 'quotetrack audit verify'")
    return read_event(row)


def find_last_event(session: Session) -> int:
    """Return the number of the last event: while it stays, nothing in the database changes."""
    return session.scalar(select(func.max(Event.id))) or 0


def list_events(session: Session, before: int | None = None, most: int = 50) -> list[StoredEvent]:
    """Return the last events, or the last before a number; the newest first.

    Of a long payload, which lists thousands of rows, nothing is read: it comes empty.
    """
    short = case((func.length(Event.payload) <= _SHORT, Event.payload), else_="{}")
    columns = (c for c in _COLUMNS if c.key != "payload")
    query = select(*columns, short.label("payload")).order_by(Event.id.desc()).limit(most)
    if before is not None:
        query = query.where(Event.id < before)
    return [read_event(row) for row in session.execute(query)]


def are_compared(session: Session) -> bool:
    """Return whether nothing has happened since articles were last compared that matters to it."""
    kinds = select(Event.kind).where(Event.kind.not_in(_INDIFFERENT))
    last = session.scalar(kinds.order_by(Event.id.desc()).limit(1))
    return last == EventKind.ARTICLES_COMPARED.value


def read_pages(connection: Connection) -> Iterator[Sequence[Row[*tuple[Any, ...]]]]:
    """Yield the rows of all events in order, some at a time."""
    last: int | None = None
    while True:
        query = select(*_COLUMNS).order_by(Event.id).limit(_PAGE)
        rows = connection.execute(query if last is None else query.where(Event.id > last)).all()
        if not rows:
            return
        yield rows
        last = rows[-1].id


def find_events(connection: Connection, about: str, *ids: int) -> list[StoredEvent]:
    """Return the events about one of some things of a kind, in order."""
    query = select(*_COLUMNS).where(Event.about == about, Event.about_id.in_(ids))
    return [read_event(row) for row in connection.execute(query.order_by(Event.id))]


def tell(event: StoredEvent) -> str:
    """Return which event recorded something else, for the end of a sentence."""
    return f"event {event.number} of {event.at:%Y-%m-%d %H:%M:%S} recorded it"


def read_event(row: Row[*tuple[Any, ...]]) -> StoredEvent:
    """Return the event of a row whose payload is JSON."""
    fields = row._asdict()
    return StoredEvent(
        **(fields | {"payload": json.loads(row.payload), "number": fields.pop("id")})
    )


def _find_last(connection: Connection) -> tuple[int, str]:
    last = connection.execute(select(Event.id, Event.hash).order_by(Event.id.desc()).limit(1))
    row = last.one_or_none()
    return (0, FIRST_PREVIOUS) if row is None else (row.id, row.hash)
