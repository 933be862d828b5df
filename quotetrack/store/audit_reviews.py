"""Reviews, with the statements that they made, against what events recorded of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, exists, select

from quotetrack.records import StoredEvent
from quotetrack.store.audit_forgotten import Gone
from quotetrack.store.audit_readings import ClaimAudit
from quotetrack.store.current import LISTED
from quotetrack.store.digests import Payload, describe_reviews
from quotetrack.store.events import tell, write_moment
from quotetrack.store.models import Review, Statement

_TOLD_APART = frozenset({"superseded_at", "made"})


class ReviewAudit:
    """What people decided, and until when it held: as the next decision about the same tells."""

    def __init__(self, connection: Connection, claims: ClaimAudit, gone: Gone) -> None:
        self._connection = connection
        self._claims = claims
        self._gone = gone.rows["statements"]
        self._ends: dict[int, tuple[str | None, StoredEvent]] = {}

    def check(self, events: Sequence[StoredEvent]) -> dict[int, list[str]]:
        """Return by event's number which review is no longer as it was recorded."""
        described = describe_reviews(self._connection, [event.about_id or 0 for event in events])
        return {
            event.number: list(self._compare(event, described.get(event.about_id or 0)))
            for event in events
        }

    def finish(self) -> Iterator[str]:
        """Yield the reviews that do not end where the log has it, and statements of no review.

        And those that the lists show, or do not show, against readings and reviews.
        """
        query = select(Review.id, Review.superseded_at).order_by(Review.id)
        for id_, ended in self._connection.execute(query):
            if id_ in self._ends:
                recorded, event = self._ends[id_]
                if recorded != (ended and write_moment(ended)):
                    yield f"the end of review {id_} was altered by hand: {tell(event)}"
        made = exists().where(Review.made_id == Statement.id)
        unmade = select(Statement.id).where(Statement.place.is_not(None), ~made)
        for id_ in self._connection.scalars(unmade.order_by(Statement.id)):
            yield f"statement {id_} was inserted by hand: no review made it"
        wrong = select(Statement.id, Statement.listed).where(Statement.listed != LISTED)
        for id_, listed in self._connection.execute(wrong.order_by(Statement.id)):
            done = "put on" if listed else "taken off"
            yield f"statement {id_} was {done} the lists by hand: no reading and no review does so"

    def _compare(self, event: StoredEvent, row: Payload | None) -> Iterator[str]:
        recorded = event.payload
        self._ends[event.about_id or 0] = (recorded["superseded_at"], event)
        if recorded["supersedes"] is not None:
            self._ends[recorded["supersedes"]] = (recorded["decided_at"], event)
        if row is None:
            yield f"review {event.about_id} was removed by hand: {tell(event)}"
            return
        if any(recorded.get(name) != row[name] for name in row.keys() - _TOLD_APART):
            yield f"review {event.about_id} was altered by hand: {tell(event)}"
        if recorded.get("made") is not None and recorded["made"][0] not in self._gone:
            yield from _compare_made(event, row)
            if row["made"] is not None:
                self._claims.note_rows(event, [recorded["made"]], [row["made"]])


def _compare_made(event: StoredEvent, row: Payload) -> Iterator[str]:
    recorded, made = event.payload["made"], row["made"]
    if made is None:
        yield f"statement {recorded[0]} was removed by hand: {tell(event)}"
    elif [*made[:2], *made[3:]] != [*recorded[:2], *recorded[3:]]:
        yield f"statement {recorded[0]} was altered by hand: {tell(event)}"
