"""The state in which a database was found when the log began: recorded row by row, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from quotetrack.records import Event, EventKind
from quotetrack.store import models
from quotetrack.store.digests import CONTRADICTIONS, IDENTITIES, describe_runs
from quotetrack.store.events import add_events
from quotetrack.store.models import (
    Article,
    Identity,
    Mismatch,
    Official,
    Reading,
    Review,
    Run,
    Statement,
)
from quotetrack.store.officials import record_officials
from quotetrack.store.recording import (
    record_articles,
    record_found_listed,
    record_readings,
    record_reviews,
)

_PAGE = 200
_COUNTED = (Article, Run, Reading, Statement, Mismatch, Identity, Official, Review)
_FOUND = {"found": True}


def record_upgrade(connection: Connection, before: str | None, after: str) -> None:
    """Record that the schema is another one; where the log begins with it, what is there as well.

    The caller holds the write lock, and the schema is the newest.
    """
    now = datetime.now(UTC)
    begins = connection.scalar(select(func.count()).select_from(models.Event)) == 0
    payload: dict[str, Any] = {"before": before, "after": after}
    if begins:
        payload["found"] = {
            table.__tablename__: connection.scalar(select(func.count()).select_from(table))
            for table in _COUNTED
        }
    add_events(connection, [Event(EventKind.SCHEMA_UPGRADED, "schema", None, payload)], now)
    if begins:
        _record_rows(connection, now)


def _record_rows(connection: Connection, now: datetime) -> None:
    for ids in _pages(connection, select(Run.id), Run.id):
        described = describe_runs(connection, ids)
        begun = [Event(EventKind.RUN_BEGUN, "run", i, described[i][0] | _FOUND) for i in ids]
        ended = [
            Event(EventKind.RUN_ENDED, "run", i, described[i][1] | _FOUND)
            for i in ids
            if described[i][1]["finished_at"] is not None
        ]
        add_events(connection, [*begun, *ended], now)
    for ids in _pages(connection, select(Article.id), Article.id):
        columns = [column for column in Article.__table__.columns if column.name != "text"]
        rows = connection.execute(select(*columns).where(Article.id.in_(ids)).order_by(Article.id))
        record_articles(connection, [dict(row) for row in rows.mappings()], now, found=True)
    for ids in _pages(connection, select(Reading.id), Reading.id):
        earlier = select(Reading.superseded_by, Reading.id).where(Reading.superseded_by.in_(ids))
        before = dict(connection.execute(earlier).all())
        record_readings(connection, {i: before.get(i) for i in ids}, now, found=True)
    for ids in _pages(connection, select(Review.id), Review.id):
        record_reviews(connection, dict.fromkeys(ids), now, found=True)
    record_found_listed(connection, IDENTITIES, now)
    record_found_listed(connection, CONTRADICTIONS, now)
    record_officials(connection, None, now)


def _pages(connection: Connection, query: Select[int], id_: Any) -> Iterator[Sequence[int]]:
    """Yield the ids that a query selects, in order, some at a time."""
    last = 0
    while ids := connection.scalars(query.where(id_ > last).order_by(id_).limit(_PAGE)).all():
        yield ids
        last = ids[-1]
