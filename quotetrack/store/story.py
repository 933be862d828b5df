"""All that the log tells of one statement, a sentence an event."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Row, and_, or_, select
from sqlalchemy.orm import Session, aliased

from quotetrack.errors import NotFoundError
from quotetrack.records import StoredEvent
from quotetrack.store.audit_forgotten import read_gone
from quotetrack.store.audit_readings import ClaimAudit, compare_reading
from quotetrack.store.audit_reviews import ReviewAudit
from quotetrack.store.corrections import tell_changes
from quotetrack.store.current import ROOT
from quotetrack.store.digests import describe_readings
from quotetrack.store.events import find_events, read_event, write_moment
from quotetrack.store.forgotten import explain_forgotten, list_forgotten
from quotetrack.store.models import Event, Identity, Mismatch, Reading, Review, Speaker, Statement

_COLUMNS = (
    *(Statement.id, Statement.article_id, Statement.reading_id, Statement.speaker_id),
    *(Statement.mention_start, Statement.mention_end, Reading.run_id, Reading.superseded_by),
)
_Row = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """An event, and in a sentence what it is to the statement that was asked for."""

    event: StoredEvent
    what: str


def tell_story(session: Session, statement_id: int) -> list[Told]:
    """Return the events that concern a statement, in order.

    Its article, the run and the reading that made it, its claim, who its speaker was decided to
    be, what superseded its reading, which runs found it again, and what was decided about itself
    and about mismatches of the name in its mention. One that a run found again is told as the one
    that was reviewed. Raises NotFoundError for a statement that there is not.
    """
    connection = session.connection()
    root = connection.scalar(select(ROOT).where(Statement.id == statement_id))
    statement = connection.execute(
        select(*_COLUMNS)
        .join(Reading, Reading.id == Statement.reading_id)
        .where(Statement.id == root)
    ).one_or_none()
    if statement is None:
        _refuse_forgotten(session, statement_id)
        raise NotFoundError(
            f"no statement {statement_id} in the database: `quotetrack quotes --format json` gives "
            "the ids, `quotetrack audit verify` says whether one was removed"
        )
    told = [
        *_tell_making(connection, statement),
        *_tell_identities(connection, statement),
        *_tell_decisions(connection, statement),
        *_tell_reviews(connection, statement.id),
        *_tell_found(connection, statement.id),
        *_tell_rest(connection, statement),
    ]
    return sorted(told, key=lambda line: line.event.number)


def _refuse_forgotten(session: Session, statement_id: int) -> None:
    for forgotten in list_forgotten(session):
        if statement_id in forgotten.statement_ids:
            raise NotFoundError(f"statement {statement_id} is gone: {explain_forgotten(forgotten)}")


def find_touch(session: Session, statement_id: int) -> str | None:
    """Return what was done to a statement by hand since it was recorded, None if nothing."""
    connection = session.connection()
    root = connection.scalar(select(ROOT).where(Statement.id == statement_id)) or statement_id
    reading_id = connection.scalar(select(Statement.reading_id).where(Statement.id == root))
    events = find_events(connection, "reading", reading_id or 0)
    if not events:
        return f"statement {root} was inserted by hand: no event tells of it"
    described = describe_readings(connection, [reading_id or 0])[reading_id or 0]
    claims = ClaimAudit(connection)
    claims.note_rows(events[0], events[0].payload["statements"], described["statements"])
    claims.check([event for event, _ in _find_claimed(connection, root)])
    name = f"statement {root} "
    problems = chain(compare_reading(events[0], described), claims.finish())
    touched = next((problem for problem in problems if problem.startswith(name)), None)
    return touched or next(_find_touched_reviews(connection, root), None)


def _find_touched_reviews(connection: Connection, root: int) -> Iterator[str]:
    ids = connection.scalars(select(Review.id).where(Review.statement_id == root)).all()
    audit = ReviewAudit(connection, ClaimAudit(connection), read_gone(connection))
    for problems in audit.check(find_events(connection, "review", *ids)).values():
        yield from problems


def _tell_making(connection: Connection, statement: _Row) -> Iterator[Told]:
    for event in find_events(connection, "article", statement.article_id):
        yield Told(event, f"article {statement.article_id} came in" + _tell_mark(event))
    for event in find_events(connection, "run", statement.run_id):
        version = event.payload.get("version")
        what = f"run {statement.run_id} ended"
        if version is not None:
            what = f"run {statement.run_id} of version {version}, model {event.payload['model']}"
        yield Told(event, what + _tell_mark(event))
    for event in find_events(connection, "reading", statement.reading_id):
        listed = event.payload["statements"]
        ids = [row[0] for row in listed]
        if statement.id not in ids:
            continue
        place = ids.index(statement.id)
        claim = listed[place][2]
        joined = f", claim {claim}" if claim is not None else ""
        what = f"found as number {place + 1} of {len(ids)} in its article{joined}"
        yield Told(event, what + _tell_mark(event))
    for event in find_events(connection, "reading", statement.superseded_by or 0):
        what = f"superseded by reading {statement.superseded_by} of run {event.payload['run']}"
        yield Told(event, what + _tell_mark(event))


def _tell_identities(connection: Connection, statement: _Row) -> Iterator[Told]:
    """Yield who the speaker was decided to be, and the ends of such decisions."""
    person = aliased(Speaker)
    decided = connection.execute(
        select(Identity.id, person.name, Identity.evidence, Identity.superseded_at)
        .join(person, person.id == Identity.person_id)
        .where(
            Identity.article_id == statement.article_id,
            Identity.speaker_id == statement.speaker_id,
        )
        .order_by(Identity.id)
    ).all()
    for row in decided:
        for event in _find_listing(connection, Event.about_id <= row.id, limit=1):
            if row.id in (id_ for id_, _ in event.payload["identities"]):
                what = f"its speaker is {row.name}: {row.evidence}"
                yield Told(event, what + _tell_mark(event))
        if row.superseded_at is None:
            continue
        ended = [row.id, write_moment(row.superseded_at)]
        at = or_(Event.at == row.superseded_at, Event.payload.contains('"found":true'))
        for event in _find_listing(connection, at):
            if ended in event.payload["superseded"]:
                yield Told(event, f"its speaker is {row.name} no longer" + _tell_mark(event))


def _find_listing(
    connection: Connection, condition: Any, limit: int | None = None
) -> Sequence[StoredEvent]:
    """Return the events about identities that fit, those of the latest identities first."""
    query = select(*Event.__table__.columns).where(Event.about == "identity", condition)
    query = query.order_by(Event.about_id.desc().nulls_last()).limit(limit)
    return [read_event(row) for row in connection.execute(query)]


def _tell_rest(connection: Connection, statement: _Row) -> Iterator[Told]:
    for event in find_events(connection, "statement", statement.id):
        yield Told(event, event.kind)
    for event, claim in _find_claimed(connection, statement.id):
        yield Told(event, f"found to be of claim {claim}")


def _find_claimed(connection: Connection, statement_id: int) -> Iterator[tuple[StoredEvent, int]]:
    """Yield the events that put a statement to a claim after its reading, with the claim."""
    claimed = select(*Event.__table__.columns).where(Event.about == "claim")
    for row in connection.execute(claimed.order_by(Event.id)).all():
        event = read_event(row)
        claim = dict(event.payload.get("statements", ())).get(statement_id)
        if claim is not None:
            yield event, claim


def _tell_decisions(connection: Connection, statement: _Row) -> Iterator[Told]:
    """Yield what was decided about mismatches that have a side in the mention."""
    if statement.mention_start is None:
        return
    sides = (
        (Mismatch.article_id, Mismatch.first_start, Mismatch.first_end),
        (Mismatch.second_article_id, Mismatch.second_start, Mismatch.second_end),
    )
    within = (
        and_(
            article_id == statement.article_id,
            start >= statement.mention_start,
            end <= statement.mention_end,
        )
        for article_id, start, end in sides
    )
    names = select(Mismatch.key, Mismatch.first_name, Mismatch.second_name).where(or_(*within))
    found = {key: f"{one} / {other}" for key, one, other in connection.execute(names)}
    reviews = select(Review.id).where(Review.subject == "mismatch", Review.key.in_(found))
    for event in find_events(connection, "review", *connection.scalars(reviews)):
        decided = event.payload
        why = f": {decided['reason']}" if decided["reason"] else ""
        what = f"mismatch {found[decided['key']]} is {decided['state']}{why}"
        yield Told(event, what + _tell_mark(event))


def _tell_reviews(connection: Connection, root: int) -> Iterator[Told]:
    ids = connection.scalars(select(Review.id).where(Review.statement_id == root)).all()
    for event in find_events(connection, "review", *ids):
        decided = event.payload
        told = tell_changes(json.loads(decided["correction"] or "{}"))
        why = f" ({decided['reason']})" if decided["reason"] else ""
        yield Told(event, f"is {decided['state']}{f': {told}' if told else ''}{why}")


def _tell_found(connection: Connection, root: int) -> Iterator[Told]:
    """Yield the later readings that found a reviewed statement again."""
    found = select(Statement.id, Statement.reading_id).where(
        Statement.root_id == root, Statement.place.is_(None)
    )
    for id_, reading_id in connection.execute(found.order_by(Statement.id)).all():
        for event in find_events(connection, "reading", reading_id):
            run = event.payload["run"]
            yield Told(event, f"found again by run {run}, as statement {id_}")


def _tell_mark(event: StoredEvent) -> str:
    return " (was there before the log)" if event.payload.get("found") else ""
