"""Articles are compared when something has happened that matters to it, and not otherwise."""

from __future__ import annotations

import pytest

from quotetrack.ingest import across
from quotetrack.ingest.across import compare_articles
from quotetrack.records import Compared, ReviewState, RunCounts
from quotetrack.store.events import get_head
from quotetrack.store.mismatches import list_mismatches
from quotetrack.store.readings import save_readings
from quotetrack.store.reviews import decide_mismatch
from quotetrack.store.runs import finish_run, start_run
from quotetrack.store.session import Database
from tests.repetitive import make_readings
from tests.store.examples import SETTINGS

READINGS = list(make_readings(8))


@pytest.fixture
def filled(database: Database) -> Database:
    """A database in which some articles were read, and not compared."""
    with database.session() as session:
        save_readings(session, start_run(session, SETTINGS), READINGS[:7])
    return database


def test_what_is_compared_is_not_compared_again(filled: Database) -> None:
    assert compare_articles(filled).mismatches > 0
    with filled.session() as session:
        run_id = start_run(session, SETTINGS)
        finish_run(session, run_id, RunCounts())
        first, *_ = list_mismatches(session)
        decide_mismatch(session, first.id, ReviewState.DISMISSED, "Ani")
        before = get_head(session)
    assert compare_articles(filled) == Compared(0, 0)
    with filled.session() as session:
        assert get_head(session) == before
        save_readings(session, run_id, READINGS[7:])
    assert compare_articles(filled).mismatches > 0


def test_a_comparison_that_fails_is_made_up_for(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(across, "save_contradictions", fail)
        with pytest.raises(RuntimeError):
            compare_articles(filled)
    assert compare_articles(filled) != Compared(0, 0)
