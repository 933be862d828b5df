"""Readings with their statements and mismatches against what events recorded of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from quotetrack.records import AuditCounts, StoredEvent
from quotetrack.store.audit_forgotten import Gone
from quotetrack.store.digests import Payload, describe_readings
from quotetrack.store.events import tell
from quotetrack.store.models import Reading, Statement

_CHUNK = 500  # values in one IN (…)

_Row = list[Any]  # of a statement: its id, its digest, its claim's id …


class ClaimAudit:
    """Which claim a statement is of: told by its reading, and anew when its speaker is another.

    Holds only the statements that are not of the claim that their reading tells.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._told: dict[int, tuple[int | None, StoredEvent]] = {}

    def note_rows(
        self, event: StoredEvent, recorded: Sequence[_Row], described: Sequence[_Row]
    ) -> None:
        """Note the statements that are of another claim now than when they were recorded."""
        claims = {row[0]: row[2] for row in described}
        for id_, _, claim, *_ in recorded:
            if claims.get(id_, claim) != claim:
                self._told[id_] = (claim, event)

    def check(self, events: Sequence[StoredEvent]) -> dict[int, list[str]]:
        """Note the claims that events found for statements; the last one counts."""
        for event in events:
            self._told |= {id_: (claim, event) for id_, claim in event.payload["statements"]}
        return {}

    def finish(self) -> Iterator[str]:
        """Yield the statements that are of another claim than the last event about it says."""
        ids = sorted(self._told)
        for start in range(0, len(ids), _CHUNK):
            query = select(Statement.id, Statement.claim_id).where(
                Statement.id.in_(ids[start : start + _CHUNK])
            )
            for id_, claim_id in self._connection.execute(query.order_by(Statement.id)):
                recorded, event = self._told[id_]
                if claim_id != recorded:
                    yield f"statement {id_} was put to another claim by hand: {tell(event)}"


def check_readings(
    connection: Connection,
    counts: AuditCounts,
    claims: ClaimAudit,
    gone: Gone,
    events: Sequence[StoredEvent],
) -> dict[int, list[str]]:
    """Return by event's number what differs from the readings that the events recorded.

    Of an article that was forgotten, nothing is to be there but the reading itself.
    """
    ids = [event.about_id for event in events if event.about_id is not None]
    described = describe_readings(connection, ids)
    before = _find_superseded(connection, ids)
    found: dict[int, list[str]] = {}
    for event in events:
        counts.statements += len(event.payload["statements"])
        reading = described.get(event.about_id or 0)
        if reading is None:
            what = f"reading {event.about_id} with its statements was removed by hand"
            found[event.number] = [f"{what}: {tell(event)}"]
            continue
        if reading["article"] in gone.articles:
            nothing = {"statements": [], "mismatches": [], "digest": reading["digest"]}
            event = replace(event, payload=event.payload | nothing)
        found[event.number] = list(compare_reading(event, reading))
        claims.note_rows(event, event.payload["statements"], reading["statements"])
        recorded = event.payload["supersedes"]
        if before[event.about_id or 0] != ([] if recorded is None else [recorded]):
            what = f"what reading {event.about_id} supersedes was altered by hand"
            found[event.number].append(f"{what}: {tell(event)}")
    return found


def compare_reading(event: StoredEvent, reading: Payload) -> Iterator[str]:
    """Yield what was altered, removed or inserted in a reading, given as it is described now."""
    recorded = event.payload
    yield from _compare("statement", event, recorded["statements"], reading["statements"])
    yield from _compare("mismatch", event, recorded["mismatches"], reading["mismatches"])
    matched = (recorded.get("matched", []), reading["matched"])
    for id_, _ in sorted({tuple(row) for row in matched[0]} ^ {tuple(row) for row in matched[1]}):
        yield f"statement {id_} was put to another reviewed one by hand: {tell(event)}"
    rows = [[row[:2] for row in of["statements"]] + of["mismatches"] for of in (recorded, reading)]
    if rows[0] == rows[1] and recorded["digest"] != reading["digest"]:
        yield f"reading {event.about_id} was altered by hand: {tell(event)}"


def _compare(
    noun: str, event: StoredEvent, recorded: list[list[Any]], found: list[list[Any]]
) -> Iterator[str]:
    there = {row[0]: row[1] for row in found}
    for id_, digest, *_ in recorded:
        if id_ not in there:
            yield f"{noun} {id_} was removed by hand: {tell(event)}"
        elif there[id_] != digest:
            yield f"{noun} {id_} was altered by hand: {tell(event)}"
    for id_ in there.keys() - {row[0] for row in recorded}:
        yield (
            f"{noun} {id_} was inserted by hand into reading {event.about_id}: event "
            f"{event.number} does not tell of it"
        )


def find_hidden_readings(connection: Connection) -> Iterator[str]:
    """Yield readings that are no longer current though nothing has superseded them."""
    query = select(Reading.id).where(
        Reading.superseded_at.is_not(None), Reading.superseded_by.is_(None)
    )
    for id_ in connection.scalars(query.order_by(Reading.id)):
        yield f"reading {id_} was ended by hand: no reading supersedes it"


def _find_superseded(connection: Connection, ids: list[int]) -> defaultdict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    query = select(Reading.superseded_by, Reading.id).where(Reading.superseded_by.in_(ids))
    for new, old in connection.execute(query.order_by(Reading.id)):
        if new is not None:
            found[new].append(old)
    return found
