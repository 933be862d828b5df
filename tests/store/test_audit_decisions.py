"""Mismatches between articles and what people decide: each is an event, and touched no more."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from quotetrack.ingest.across import compare_articles
from quotetrack.records import Reading, ReviewState
from quotetrack.store import models
from quotetrack.store.audit import verify
from quotetrack.store.mismatches import list_mismatches
from quotetrack.store.readings import save_readings
from quotetrack.store.reviews import decide_mismatch, decide_proposal, list_proposals
from quotetrack.store.session import Database
from quotetrack.store.story import find_touch, tell_story
from tests.store.examples import GALUZIN, make_reading
from tests.store.tamper import alter_by_hand

WORDS = "Harga beras akan turun di semua pasar mulai bulan depan"
OTHER = "Stok jagung cukup sampai akhir tahun ini"
ARIF, RINA, *BUDI = (
    make_reading("Arif Wibowo", WORDS, outlet="A"),
    make_reading("Rina Melati", WORDS, outlet="B"),
    make_reading("Budi Sandiaga Prasetyo", OTHER, outlet="C"),
    make_reading("Budi Sandiaga", OTHER, outlet="D"),
)


@pytest.fixture
def decided(database: Database, run_id: int) -> Database:
    """A database in which people decided.

    Mismatch 1 is inside an article, 2 between Arif's and Rina's, found no more in the end. Reviews
    1 and 2 are about it, 3 makes the two Budis one person, so that statement 7 has another claim.
    """
    with database.session() as session:
        save_readings(session, run_id, [GALUZIN, ARIF, RINA, *BUDI])
    compare_articles(database)
    for state in (ReviewState.DISMISSED, ReviewState.CONFIRMED):
        with database.session() as session:
            decide_mismatch(session, 2, state, "Ani", "both said it")
    with database.session() as session:
        (proposal,) = list_proposals(session)
        decide_proposal(session, proposal.id, ReviewState.CONFIRMED, "Ani")
    compare_articles(database)
    with database.session() as session:
        save_readings(session, run_id, [Reading(RINA.article, ())])
    compare_articles(database)
    return database


def find_first(database: Database) -> str | None:
    """Return what an audit names first."""
    with database.session() as session:
        return verify(session)[0]


def test_all_of_it_is_told(decided: Database) -> None:
    assert find_first(decided) is None
    with decided.session() as session:
        query = select(models.Event.kind, models.Event.author, models.Event.about_id)
        rows = session.execute(query.order_by(models.Event.id)).all()
        ended = session.scalars(select(models.Mismatch.superseded_at)).all()
    kinds = ("mismatch decided", "proposal decided", "articles compared", "statements claimed")
    assert [(row.kind, row.about_id) for row in rows if row.kind in kinds] == [
        ("articles compared", 2),
        ("mismatch decided", 1),
        ("mismatch decided", 2),
        ("proposal decided", 3),
        ("statements claimed", None),
        ("articles compared", None),  # nothing new
        ("articles compared", None),
    ]
    assert {row.author for row in rows if row.kind.endswith(" decided")} == {"Ani"}
    assert [moment is None for moment in ended] == [True, False]


def test_nothing_new_is_no_event(decided: Database) -> None:
    count = select(func.count()).select_from(models.Event)
    with decided.session() as session:
        before = session.scalar(count)
    compare_articles(decided)
    with decided.session() as session:
        assert session.scalar(count) == before


def test_what_is_undone_leaves_neither_review_nor_event(decided: Database) -> None:
    def decide_and_fail() -> None:
        with decided.session() as session:
            decide_mismatch(session, 1, ReviewState.CONFIRMED, "Ani")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        decide_and_fail()
    with decided.session() as session:
        assert session.scalar(select(func.max(models.Review.id))) == 3
        about = select(models.Event.about_id).where(models.Event.about == "review")
        assert session.scalars(about.order_by(models.Event.id)).all() == [1, 2, 3]


REVIEW = (
    "INSERT INTO reviews (id, subject, key, state, author, reason, decided_at) "
    "SELECT 99, subject, 'x', state, author, reason, decided_at FROM reviews WHERE id = 1"
)
COPY = (
    "INSERT INTO mismatches (id, article_id, second_article_id, kind, first_name, first_start, "
    "first_end, second_name, second_start, second_end, score, evidence, key, known) "
    "SELECT {id}, article_id, second_article_id, kind, first_name, first_start, first_end, "
    "second_name, second_start, second_end, score, evidence, 'x', known FROM mismatches "
    "WHERE id = 2"
)
ALTERED = [
    ("UPDATE reviews SET state = 'open' WHERE id = 2", "review 2 was altered.*event"),
    ("UPDATE reviews SET author = 'Budi' WHERE id = 1", "review 1 was altered"),
    ("UPDATE reviews SET reason = NULL WHERE id = 1", "review 1 was altered"),
    ("UPDATE reviews SET reason = 'why not' WHERE id = 3", "review 3 was altered"),
    ("UPDATE reviews SET key = 'x' WHERE id = 2", "review 2 was altered"),
    ("UPDATE reviews SET subject = 'mismatch' WHERE id = 3", "review 3 was altered"),
    ("UPDATE reviews SET decided_at = superseded_at WHERE id = 1", "review 1 was altered"),
    ("UPDATE reviews SET superseded_at = decided_at WHERE id = 1", "end of review 1 was altered"),
    ("UPDATE reviews SET superseded_at = decided_at WHERE id = 3", "end of review 3 was altered"),
    ("DELETE FROM reviews WHERE id = 1", "review 1 was removed"),
    ("DELETE FROM reviews WHERE id = 3", "review 3 was removed"),
    (REVIEW, "review 99 was inserted"),
    ("UPDATE mismatches SET evidence = 'x' WHERE id = 2", "mismatch 2 was altered.*event"),
    ("UPDATE mismatches SET known = true WHERE id = 2", "mismatch 2 was altered"),
    ("UPDATE mismatches SET second_article_id = 1 WHERE id = 2", "mismatch 2 was altered"),
    ("UPDATE mismatches SET superseded_at = NULL WHERE id = 2", "end of mismatch 2 was altered"),
    ("DELETE FROM mismatches WHERE id = 2", "mismatch 2 was removed"),
    (COPY.format(id=99), "mismatch 99 was inserted"),
    (COPY.format(id=-1), "mismatch -1 was inserted"),
    ("UPDATE statements SET claim_id = 1 WHERE id = 7", "statement 7 was put to another claim"),
    ("UPDATE statements SET claim_id = NULL WHERE id = 7", "statement 7 was put to another claim"),
]


@pytest.mark.parametrize(("command", "named"), ALTERED, ids=[command for command, _ in ALTERED])
def test_what_was_altered_is_named(
    decided: Database, database_url: str, command: str, named: str
) -> None:
    alter_by_hand(database_url, command)
    assert re.search(named, find_first(decided) or "nothing"), find_first(decided)


def test_the_story_tells_what_was_decided(decided: Database, database_url: str) -> None:
    names = "Arif Wibowo / Rina Melati"
    for statement_id in (4, 5):
        with decided.session() as session:
            told = [line.what for line in tell_story(session, statement_id)]
        assert [what for what in told if what.startswith("mismatch")] == [
            f"mismatch {names} is dismissed: both said it",
            f"mismatch {names} is confirmed: both said it",
        ]
    with decided.session() as session:
        assert not [t for t in tell_story(session, 7) if t.what.startswith("mismatch")]
        assert find_touch(session, 7) is None
        assert list(list_mismatches(session, "confirmed")) == []
    alter_by_hand(database_url, "UPDATE statements SET claim_id = 1 WHERE id = 7")
    with decided.session() as session:
        assert "put to another claim" in str(find_touch(session, 7))
