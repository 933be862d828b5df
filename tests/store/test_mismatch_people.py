"""Whether the two names of a mismatch are one person's, decided and undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotetrack.errors import NotFoundError, QuotetrackError
from quotetrack.ingest.across import compare_articles
from quotetrack.records import Article, Reading, ReviewState
from quotetrack.store.audit import verify
from quotetrack.store.mismatch_people import decide_people, find_pairs
from quotetrack.store.mismatches import find_passages, list_mismatches
from quotetrack.store.readings import save_readings
from quotetrack.store.reviews import list_merge_decisions
from quotetrack.store.session import Database
from quotetrack.store.speakers import find_speakers
from tests.store.examples import GALUZIN, GALUZIN_TEXT, find, make_reading

NAMES = ("Leonid Kanevsky", "Leonid Kasinsky")


@pytest.fixture
def filled(database: Database, run_id: int) -> Database:
    """A database in which two names contradict each other, and each is a speaker's."""
    others = [make_reading(name, id=name) for name in NAMES]
    with database.session() as session:
        save_readings(session, run_id, [GALUZIN, *others])
    return database


def _state(database: Database) -> tuple[ReviewState, list[bool]]:
    with database.session() as session:
        (stored,) = list_mismatches(session, everything=True)
        return stored.state, [decision.one for decision in list_merge_decisions(session)]


@pytest.mark.parametrize(
    ("same", "after"),
    [
        (True, (ReviewState.CONFIRMED, [True])),
        (False, (ReviewState.DISMISSED, [False])),
    ],
)
def test_decide_and_undo(
    filled: Database, same: bool, after: tuple[ReviewState, list[bool]]
) -> None:
    with filled.session() as session:
        (stored,) = list_mismatches(session)
        decide_people(session, stored.id, same, "Rina", "seen on television")
    assert _state(filled) == after
    compare_articles(filled)
    with filled.session() as session:
        found = {speaker.id for name in NAMES for speaker in find_speakers(session, name)}
        assert len(found) == (1 if same else 2)
        decide_people(session, stored.id, None, "Rina")
    assert _state(filled) == (ReviewState.OPEN, [])
    with filled.session() as session:
        assert verify(session)[0] is None


def test_what_was_decided_by_itself_is_opened_by_itself(filled: Database) -> None:
    with filled.session() as session:
        (stored,) = list_mismatches(session)
        decide_people(session, stored.id, True, "Rina")
    with filled.session() as session:
        decide_people(session, stored.id, False, "Ana")  # supersedes both
    assert _state(filled) == (ReviewState.DISMISSED, [False])
    with filled.session() as session:
        decide_people(session, stored.id, None, "Ana")
    assert _state(filled) == (ReviewState.OPEN, [])


def test_names_of_nobody(database: Database, run_id: int) -> None:
    with database.session() as session:
        save_readings(session, run_id, [GALUZIN])
    with database.session() as session:
        (stored,) = list_mismatches(session)
        assert find_pairs(session, [stored]) == {}
        with pytest.raises(QuotetrackError, match="not the names of two people"):
            decide_people(session, stored.id, True, "Rina")
        with pytest.raises(NotFoundError, match="no mismatch 99"):
            decide_people(session, 99, True, "Rina")


def test_passages(filled: Database) -> None:
    with filled.session() as session:
        (stored,) = list_mismatches(session)
        passages = find_passages(session, [stored])[stored.id]
    for passage, name in zip(passages, NAMES, strict=True):
        assert passage.name.of(GALUZIN_TEXT) == name
        assert passage.span.of(GALUZIN_TEXT) == passage.text
        assert name in passage.text


@pytest.mark.parametrize("words", [10, 300])
def test_a_passage_is_a_line_or_as_much_of_it_as_is_near(
    database: Database, run_id: int, words: int
) -> None:
    line = "kata 🙂 " * words + f"{NAMES[0]} dan {NAMES[1]} hadir. " + "kata 🙂 " * words
    text = f"Judul\n{line}\nakhir"
    spans = (find(text, NAMES[0]), find(text, NAMES[1]))
    mismatch = replace(GALUZIN.mismatches[0], spans=spans)
    reading = Reading(Article(text), (), (mismatch,))
    with database.session() as session:
        save_readings(session, run_id, [reading])
    with database.session() as session:
        (stored,) = list_mismatches(session)
        passages = find_passages(session, [stored])[stored.id]
    for passage, name in zip(passages, NAMES, strict=True):
        assert passage.name.of(text) == name
        assert passage.span.of(text) == passage.text
        assert (passage.text == line) == (words == 10)
        assert len(passage.text) < 900
        assert set(passage.text.split()) == set(line.split())
