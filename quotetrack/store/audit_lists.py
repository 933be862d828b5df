"""What events list, against what they recorded: identities, contradictions, officials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, func, select

from quotetrack.records import StoredEvent
from quotetrack.store.audit_forgotten import Gone
from quotetrack.store.digests import (
    Listing,
    describe_official,
    find_listed,
)
from quotetrack.store.events import read_event, read_pages, tell, write_moment
from quotetrack.store.keys import fold_name
from quotetrack.store.officials import list_officials


class ListAudit:
    """Rows are listed in the order of their ids: one between two events was inserted."""

    def __init__(self, connection: Connection, listing: Listing, gone: Gone) -> None:
        self._connection = connection
        self._listing = listing
        self._gone = gone.rows[listing.field]
        self._last: int | None = None  # an id by hand may be less than 1
        self._ended = 0

    def check(self, events: Sequence[StoredEvent]) -> dict[int, list[str]]:
        """Return by event's number what differs from the rows that it recorded."""
        return {
            event.number: [*self._check_new(event), *self._check_ended(event)] for event in events
        }

    def finish(self) -> Iterator[str]:
        """Yield the rows that no event tells of, or whose end none tells."""
        noun, table = self._listing.noun, self._listing.table
        for id_, _, _ in find_listed(self._connection, self._listing, self._last):
            yield f"{noun} {id_} was inserted by hand: no event tells of it"
        over = table.superseded_at.is_not(None)
        ended = self._connection.scalar(select(func.count(table.id)).where(over)) or 0
        if ended > self._ended:
            told = self._read_ended()
            for id_ in self._connection.scalars(select(table.id).where(over).order_by(table.id)):
                if id_ not in told:
                    yield f"{noun} {id_} was ended by hand: no event tells of it"

    def _check_new(self, event: StoredEvent) -> Iterator[str]:
        recorded: dict[int, str] = dict(event.payload[self._listing.field])
        if not recorded:
            return
        noun = self._listing.noun
        before, self._last = self._last, max(recorded)
        recorded = self._leave_out_gone(recorded)
        rows = find_listed(self._connection, self._listing, before, self._last)
        there = {id_: digest for id_, digest, _ in rows}
        for id_ in sorted(recorded.keys() | there.keys()):
            if id_ not in there:
                yield f"{noun} {id_} was removed by hand: {tell(event)}"
            elif id_ not in recorded:
                yield f"{noun} {id_} was inserted by hand: no event tells of it"
            elif recorded[id_] != there[id_]:
                yield f"{noun} {id_} was altered by hand: {tell(event)}"

    def _check_ended(self, event: StoredEvent) -> Iterator[str]:
        recorded = self._leave_out_gone(dict(event.payload["superseded"]))
        self._ended += len(recorded)
        table = self._listing.table
        query = select(table.id, table.superseded_at).where(table.id.in_(recorded))
        for id_, ended in self._connection.execute(query.order_by(table.id)):
            if ended is None or write_moment(ended) != recorded[id_]:
                yield f"the end of {self._listing.noun} {id_} was altered by hand: {tell(event)}"

    def _leave_out_gone(self, recorded: dict[int, str]) -> dict[int, str]:
        return {id_: value for id_, value in recorded.items() if id_ not in self._gone}

    def _read_ended(self) -> set[int]:
        events = (read_event(row) for page in read_pages(self._connection) for row in page)
        listing = [event for event in events if event.kind == self._listing.kind.value]
        return {id_ for event in listing for id_, _ in event.payload["superseded"]}


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
