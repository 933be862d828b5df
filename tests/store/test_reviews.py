"""What people decide: kept with author and time, superseded and never lost."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from quotetrack.errors import NotFoundError, QuotetrackError
from quotetrack.ingest.across import compare_articles
from quotetrack.records import Decision, QuoteFilter, ReviewState
from quotetrack.store import models
from quotetrack.store.claims import list_claims
from quotetrack.store.readings import save_reading, save_readings
from quotetrack.store.reviews import (
    decide_mismatch,
    decide_proposal,
    list_merge_decisions,
    list_proposals,
)
from quotetrack.store.session import Database
from quotetrack.store.speakers import list_speakers
from tests.store.examples import GALUZIN, make_reading

WORDS = "Harga beras akan turun di semua pasar mulai bulan depan"
NAMES = ("Budi Sandiaga Prasetyo", "Budi Sandiaga")


@pytest.fixture
def proposed(database: Database, run_id: int) -> Database:
    """A database with two speakers that may be one."""
    with database.session() as session:
        save_readings(session, run_id, [make_reading(name, WORDS, id=name) for name in NAMES])
    compare_articles(database)
    return database


def list_names(database: Database) -> set[str]:
    """Return the names of all speakers."""
    with database.session() as session:
        return {speaker.name for speaker in list_speakers(session)}


def decide(database: Database, state: ReviewState) -> None:
    """Decide about the one proposal, and identify all speakers anew."""
    with database.session() as session:
        (proposal,) = list_proposals(session, None)
        decide_proposal(session, proposal.id, state, "Ani", "see the ministry")
    compare_articles(database)


def test_a_merge_holds_in_later_runs(proposed: Database) -> None:
    assert list_names(proposed) == set(NAMES)
    decide(proposed, ReviewState.CONFIRMED)
    assert list_names(proposed) == {NAMES[0]}
    compare_articles(proposed)
    assert list_names(proposed) == {NAMES[0]}
    with proposed.session() as session:
        assert [claim.appearances for claim in list_claims(session, QuoteFilter())] == [2]
        assert list_proposals(session) == []


def test_what_was_parted_is_not_proposed_again(proposed: Database) -> None:
    decide(proposed, ReviewState.DISMISSED)
    compare_articles(proposed)
    assert list_names(proposed) == set(NAMES)
    with proposed.session() as session:
        assert list_proposals(session) == []
        (kept,) = list_proposals(session, ReviewState.DISMISSED)
        assert set(kept.proposal.names) == set(NAMES)


def test_a_merge_can_be_undone(proposed: Database) -> None:
    decide(proposed, ReviewState.CONFIRMED)
    decide(proposed, ReviewState.OPEN)
    assert list_names(proposed) == set(NAMES)
    with proposed.session() as session:
        assert list_merge_decisions(session) == []
        states = session.execute(select(models.Review.state, models.Review.superseded_at)).all()
        assert [state for state, _ in states] == ["confirmed", "open"]
        assert [superseded is None for _, superseded in states] == [False, True]
        (again,) = list_proposals(session)
        assert set(again.proposal.names) == set(NAMES)


def test_decisions_are_listed_by_name(proposed: Database) -> None:
    decide(proposed, ReviewState.CONFIRMED)
    with proposed.session() as session:
        assert list_merge_decisions(session) == [Decision(NAMES, True, "Ani", "see the ministry")]


def test_what_is_not_there(database: Database, run_id: int) -> None:
    with database.session() as session:
        save_reading(session, run_id, GALUZIN)
        with pytest.raises(NotFoundError, match="no mismatch 99"):
            decide_mismatch(session, 99, ReviewState.CONFIRMED, "Ani")
        with pytest.raises(NotFoundError, match="no proposal 99"):
            decide_proposal(session, 99, ReviewState.CONFIRMED, "Ani")
        (id_,) = session.scalars(select(models.Mismatch.id))
        with pytest.raises(QuotetrackError, match="needs an author"):
            decide_mismatch(session, id_, ReviewState.CONFIRMED, " ")
