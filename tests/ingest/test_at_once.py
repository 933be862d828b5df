"""Two ingests and a review at once: nothing is lost, nothing is there twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from typing import Any, cast

import pytest
from sqlalchemy import func, select

from quotetrack.ingest import load
from quotetrack.ingest.across import compare_articles
from quotetrack.ingest.identities import identify_speakers
from quotetrack.records import Article, Reading, ReviewState, RunCounts
from quotetrack.store import models
from quotetrack.store.audit import verify
from quotetrack.store.claim_keys import follow_identities
from quotetrack.store.mismatches import list_mismatches
from quotetrack.store.reviews import decide_mismatch, decide_proposal, list_proposals
from quotetrack.store.session import Database, open_database
from tests.repetitive import make_readings
from tests.store.examples import SETTINGS

READINGS = {reading.article.sha256: reading for reading in make_readings(30)}


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the articles read without a model, and a few at a time."""

    def read(_: object, articles: Iterable[Article]) -> Iterator[Reading]:
        return (READINGS[article.sha256] for article in articles)

    monkeypatch.setattr(load, "read_articles", read)
    monkeypatch.setattr(load, "read_run_settings", lambda _: SETTINGS)
    monkeypatch.setattr(load, "_BATCH_ARTICLES", 3)


def ingest(url: str, readings: list[Reading], start: Barrier) -> RunCounts:
    """Ingest the articles of some readings."""
    with open_database(url) as database:
        start.wait(timeout=30)
        no_model = cast(Any, None)
        return load.ingest(database, no_model, [reading.article for reading in readings])


def review(url: str, start: Barrier, ingests: list[Future[RunCounts]]) -> list[str]:
    """Decide what is found as soon as it is, until the ingests have ended; return the subjects."""
    decided: list[str] = []
    with open_database(url) as database:
        start.wait(timeout=30)
        while True:
            ended = all(future.done() for future in ingests)
            decided += _review_once(database)
            if ended:
                return decided


def _review_once(database: Database) -> Iterator[str]:
    with database.session() as session:
        mismatches = [stored.id for stored in list_mismatches(session) if stored.review is None]
        proposals = list_proposals(session)
    for id_ in mismatches:
        with database.session() as session:
            decide_mismatch(session, id_, ReviewState.DISMISSED, "Ani")
        yield "mismatch"
    for stored in proposals:
        with database.session() as session:
            decide_proposal(session, stored.id, ReviewState.CONFIRMED, "Ani")
        compare_articles(database)
        yield "merge"


def test_two_ingests_and_a_review_at_once(database: Database, database_url: str) -> None:
    start = Barrier(3)
    readings = list(READINGS.values())
    with ThreadPoolExecutor(3) as pool:
        ingests = [
            pool.submit(ingest, database_url, some, start) for some in (readings, readings[::-1])
        ]
        decided = pool.submit(review, database_url, start, ingests).result()
        counts = [future.result() for future in ingests]
    assert sum(count.articles for count in counts) == len(READINGS)
    assert sum(count.skipped for count in counts) == len(READINGS)
    with database.session() as session:
        assert verify(session)[0] is None
        for table in (models.Article, models.Reading):
            assert session.scalar(select(func.count(table.id))) == len(READINGS)
        assert session.scalar(select(func.count(models.Statement.id))) == 2 * len(READINGS)
        kept = session.scalars(select(models.Review.subject).order_by(models.Review.id)).all()
        assert kept == decided
        assert set(kept) == {"mismatch", "merge"}
        # Who is who was decided last with all articles and all decisions in sight.
        assert (identify_speakers(session), follow_identities(session)) == (0, 0)
