"""What went with forgotten articles: an audit must not miss it, nor find it there again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from quotetrack.records import StoredEvent
from quotetrack.store.events import is_sound, read_event
from quotetrack.store.forgotten import IS_FORGOTTEN
from quotetrack.store.models import Event

_LISTS = ("statements", "identities", "mismatches")
FORGOTTEN_FIELDS = frozenset({"sha256", "row", "reason", *_LISTS})


@dataclass(frozen=True, slots=True)
class Gone:
    """The articles that were forgotten, each with its event, and by field the ids of their rows."""

    articles: dict[int, StoredEvent] = field(default_factory=dict)
    rows: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


def read_gone(connection: Connection) -> Gone:
    """Return what the log says was forgotten; an event altered by hand says nothing."""
    gone = Gone()
    query = select(*Event.__table__.columns).where(IS_FORGOTTEN).order_by(Event.id)
    for row in connection.execute(query):
        if not is_sound(row):
            continue
        event = read_event(row)
        if event.payload.keys() >= FORGOTTEN_FIELDS and event.about_id is not None:
            gone.articles[event.about_id] = event
            for name in _LISTS:
                gone.rows[name] |= set(event.payload[name])
    return gone
