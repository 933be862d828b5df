"""Runs: begun, ended, listed, and which articles still have something to gain from one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from quotetrack.errors import NotFoundError
from quotetrack.records import Event, EventKind, ReadBy, RunCounts, RunSettings, StoredRun
from quotetrack.store.digests import describe_runs
from quotetrack.store.events import add_events
from quotetrack.store.models import Article, Reading, Run
from quotetrack.store.session import begin_writing


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


def list_read_by(session: Session) -> list[ReadBy]:
    """Return by which versions of the program the articles were read as they stand now."""
    settings = (Run.version, Run.model, Run.config_hash)
    query = (
        select(*settings, func.min(Run.id), func.max(Run.id), func.count())
        .join(Reading, Reading.run_id == Run.id)
        .where(Reading.superseded_at.is_(None))
        .group_by(*settings)
        .order_by(func.min(Run.id))
    )
    return [
        ReadBy(RunSettings(version, model, config_hash), first, last, articles)
        for version, model, config_hash, first, last, articles in session.execute(query)
    ]


def find_unread(session: Session, hashes: Iterable[str], settings: RunSettings) -> set[str]:
    """Return which articles are new, or were last read by another version or configuration."""
    wanted = set(hashes)
    read = (
        select(Article.sha256)
        .join(Reading, Reading.article_id == Article.id)
        .join(Run, Run.id == Reading.run_id)
        .where(
            Article.sha256.in_(wanted),
            Reading.superseded_at.is_(None),
            Run.version == settings.version,
            Run.model == settings.model,
            Run.config_hash == settings.config_hash,
        )
    )
    return wanted - set(session.scalars(read))
