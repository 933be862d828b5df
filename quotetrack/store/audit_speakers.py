"""Who speakers are, and the registry of officials, against what events recorded of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, func, select

from quotetrack.records import EventKind, StoredEvent
from quotetrack.store.audit_readings import tell
from quotetrack.store.digests import describe_official, find_identities
from quotetrack.store.events import read_event, read_pages, write_moment
from quotetrack.store.keys import fold_name
from quotetrack.store.models import Identity
from quotetrack.store.officials import list_officials


class IdentityAudit:
    """Identities are recorded in the order of their ids: one between two events was inserted."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._last = 0
        self._ended = 0

    def check(self, events: Sequence[StoredEvent]) -> dict[int, list[str]]:
        """Return by event's number what differs from the identities that it recorded."""
        return {
            event.number: [*self._check_new(event), *self._check_ended(event)] for event in events
        }

    def finish(self) -> Iterator[str]:
        """Yield the identities that no event tells of, or whose end none tells."""
        later = select(Identity.id).where(Identity.id > self._last).order_by(Identity.id)
        for id_ in self._connection.scalars(later):
            yield f"identity {id_} was inserted by hand: no event tells of it"
        over = Identity.superseded_at.is_not(None)
        ended = self._connection.scalar(select(func.count(Identity.id)).where(over)) or 0
        if ended > self._ended:
            told = self._read_ended()
            for id_ in self._connection.scalars(
                select(Identity.id).where(over).order_by(Identity.id)
            ):
                if id_ not in told:
                    yield f"identity {id_} was ended by hand: no event tells of it"

    def _check_new(self, event: StoredEvent) -> Iterator[str]:
        recorded: dict[int, str] = dict(event.payload["identities"])
        if not recorded:
            return
        first, self._last = self._last + 1, max(recorded)
        there = {
            id_: digest for id_, digest, _ in find_identities(self._connection, first, self._last)
        }
        for id_ in sorted(recorded.keys() | there.keys()):
            if id_ not in there:
                yield f"identity {id_} was removed by hand: {tell(event)}"
            elif id_ not in recorded:
                yield f"identity {id_} was inserted by hand: no event tells of it"
            elif recorded[id_] != there[id_]:
                yield f"identity {id_} (who a speaker is) was altered by hand: {tell(event)}"

    def _check_ended(self, event: StoredEvent) -> Iterator[str]:
        recorded: dict[int, str] = dict(event.payload["superseded"])
        self._ended += len(recorded)
        query = select(Identity.id, Identity.superseded_at).where(Identity.id.in_(recorded))
        for id_, ended in self._connection.execute(query.order_by(Identity.id)):
            if ended is None or write_moment(ended) != recorded[id_]:
                yield f"the end of identity {id_} was altered by hand: {tell(event)}"

    def _read_ended(self) -> set[int]:
        events = (read_event(row) for page in read_pages(self._connection) for row in page)
        kind = EventKind.SPEAKERS_IDENTIFIED.value
        return {id_ for e in events if e.kind == kind for id_, _ in e.payload["superseded"]}


class OfficialAudit:
    """The registry as its imports left it; small enough to be held as a whole."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._recorded: dict[str, tuple[str, StoredEvent]] = {}

    def check(self, events: Sequence[StoredEvent]) -> dict[int, list[str]]:
        """Note what the events recorded; a later import of the same name counts."""
        for event in events:
            self._recorded |= {key: (digest, event) for key, digest in event.payload["officials"]}
        return {}

    def finish(self) -> Iterator[str]:
        """Yield what differs from the last import of each official."""
        there = {fold_name(o.name): o for o in list_officials(self._connection)}
        for key, (digest, event) in self._recorded.items():
            if key not in there:
                yield f"official {key!r} was removed by hand: {tell(event)}"
            elif describe_official(there[key]) != digest:
                yield f"official {there[key].name!r} was altered by hand: {tell(event)}"
        for key in there.keys() - self._recorded.keys():
            yield f"official {there[key].name!r} was inserted by hand: no event tells of it"
