"""Runs: begun, ended, listed, and whether an article still has something to gain from one."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from quotetrack.errors import NotFoundError
from quotetrack.records import Event, EventKind, RunCounts, RunSettings, StoredRun
from quotetrack.store.digests import describe_runs
from quotetrack.store.events import add_events
from quotetrack.store.models import Article, Reading, Run
from quotetrack.store.session import begin_writing

# Built once: asked for every article of every ingest.
_CURRENT_RUN = (
    select(Run.version, Run.model, Run.config_hash)
    .join(Reading, Reading.run_id == Run.id)
    .join(Article, Article.id == Reading.article_id)
    .where(Article.sha256 == bindparam("sha256"), Reading.superseded_at.is_(None))
)


def start_run(session: Session, settings: RunSettings) -> int:
    """Return the id of a new run, begun now."""
    begin_writing(session)
    connection, now = session.connection(), datetime.now(UTC)
    row = asdict(settings) | {"started_at": now}
    run_id: int = connection.execute(insert(Run).returning(Run.id), row).scalar_one()
    begun, _ = describe_runs(connection, [run_id])[run_id]
    add_events(connection, [Event(EventKind.RUN_BEGUN, "run", run_id, begun)], now)
    return run_id


def finish_run(session: Session, run_id: int, counts: RunCounts) -> None:
    """Note what a run has done, and that it ended now. Raises NotFoundError for no such run."""
    begin_writing(session)
    connection, now = session.connection(), datetime.now(UTC)
    row = asdict(counts) | {"finished_at": now}
    result = connection.execute(update(Run).where(Run.id == run_id).values(row))
    if result.rowcount == 0:
        raise NotFoundError(f"run {run_id} is not in the database: start one with start_run")
    _, ended = describe_runs(connection, [run_id])[run_id]
    add_events(connection, [Event(EventKind.RUN_ENDED, "run", run_id, ended)], now)


def needs_reading(session: Session, sha256: str, settings: RunSettings) -> bool:
    """Return whether an article is new, or was last read by another version or configuration."""
    current = session.execute(_CURRENT_RUN, {"sha256": sha256}).one_or_none()
    return current is None or RunSettings(*current) != settings


def list_runs(session: Session) -> list[StoredRun]:
    """Return the runs in the order in which they began."""
    return [
        StoredRun(
            id=row.id,
            settings=RunSettings(row.version, row.model, row.config_hash),
            started_at=row.started_at,
            finished_at=row.finished_at,
            counts=RunCounts(
                *(row.articles, row.skipped, row.refused, row.statements, row.mismatches),
                seconds=row.seconds,
            ),
        )
        for row in session.execute(select(*Run.__table__.columns).order_by(Run.id))
    ]
