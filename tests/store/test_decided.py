"""All that was decided, by whom and about what, also where it was decided anew."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from quotetrack.ingest.across import compare_articles
from quotetrack.records import Correction, ReviewState, StoredReview, Verdict
from quotetrack.store import decided
from quotetrack.store.alias_reviews import review_alias
from quotetrack.store.decided import list_reviews
from quotetrack.store.forgetting import forget_article
from quotetrack.store.models import Alias, Mismatch
from quotetrack.store.readings import save_readings
from quotetrack.store.reviews import decide_merge, decide_mismatch
from quotetrack.store.session import Database, begin_writing
from quotetrack.store.speakers import list_speakers
from quotetrack.store.statement_reviews import review_statements
from tests.store.examples import GALUZIN, make_reading

READINGS = [
    GALUZIN,
    make_reading("Sandiaga Uno", id="uno", role="Menteri", published=date(2022, 12, 1)),
    make_reading("Sandiaga Salahuddin", id="sal", role="Menteri", published=date(2022, 12, 2)),
]


@pytest.fixture
def filled(database: Database, run_id: int) -> Database:
    """A database with READINGS, compared."""
    with database.session() as session:
        save_readings(session, run_id, READINGS)
    compare_articles(database)
    return database


def read(database: Database) -> list[StoredReview]:
    """Return all reviews."""
    with database.session() as session:
        return list(list_reviews(session))


def test_nothing_is_decided(filled: Database) -> None:
    assert read(filled) == []


@pytest.mark.parametrize("page", [1, 500])
def test_every_decision_stays(filled: Database, monkeypatch: pytest.MonkeyPatch, page: int) -> None:
    monkeypatch.setattr(decided, "_PAGE", page)
    with filled.session() as session:
        review_statements(session, [1], Verdict(ReviewState.CONFIRMED, "Ani", "seen"))
        correction = Correction(role="Menteri")
        verdict = Verdict(ReviewState.CORRECTED, "Rina", correction=correction)
        review_statements(session, [1], verdict)
    first, second = read(filled)
    assert (first.review.author, first.review.reason) == ("Ani", "seen")
    assert first.superseded_at == second.review.decided_at
    assert (second.superseded_at, second.review.state) == (None, ReviewState.CORRECTED)
    assert second.changes == "role “Menteri” for “Wakil Menteri Luar Negeri Rusia”"
    for review in (first, second):
        assert (review.subject, review.subject_id, review.article_key) == ("statement", 1, "idn1")
        assert review.about == "Angkatan Bersenjata mendapat Iskander"


def test_mismatches_and_names(filled: Database) -> None:
    with filled.session() as session:
        mismatch_id = session.scalars(select(Mismatch.id).order_by(Mismatch.id)).first() or 0
        alias_id = session.scalars(select(Alias.id).where(Alias.name == "Galuzin")).one()
        decide_mismatch(session, mismatch_id, ReviewState.CONFIRMED, "Ani")
        correction = Correction(speaker="Leonid Galuzin")
        review_alias(
            session, alias_id, Verdict(ReviewState.CORRECTED, "Rina", correction=correction)
        )
    mismatch, alias, following = read(filled)
    assert (mismatch.subject, mismatch.subject_id, mismatch.changes) == (
        *("mismatch", mismatch_id, None),
    )
    assert mismatch.about == "Leonid Kanevsky / Leonid Kasinsky"
    assert (alias.subject, alias.subject_id) == ("alias", alias_id)
    assert (alias.about, alias.changes) == (
        *("Galuzin for Mikhail Galuzin", "speaker “Leonid Galuzin” for “-”"),
    )
    assert (following.subject, following.cause_id) == ("statement", alias.id)


def test_two_speakers_that_may_be_one(filled: Database) -> None:
    with filled.session() as session:
        ids = {speaker.name: speaker.id for speaker in list_speakers(session)}
        begin_writing(session)
        pair = (ids["Sandiaga Uno"], ids["Sandiaga Salahuddin"])
        decide_merge(session.connection(), pair, ReviewState.DISMISSED, "Ani", "two men")
    (merge,) = read(filled)
    assert (merge.subject, merge.subject_id) == ("merge", None)
    assert set((merge.about or "").split(" / ")) == {"Sandiaga Uno", "Sandiaga Salahuddin"}


def test_a_decision_outlasts_what_it_is_about(filled: Database) -> None:
    with filled.session() as session:
        review_statements(session, [1], Verdict(ReviewState.CONFIRMED, "Ani"))
        forget_article(session, "idn1", "Ani", "order 7")
    (review,) = read(filled)
    assert (review.subject_id, review.about, review.article_key) == (1, None, None)
    assert review.review.author == "Ani"
