"""The story of a statement, from its article's arrival to whoever touched it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotetrack.errors import NotFoundError
from quotetrack.records import Identity, RunCounts
from quotetrack.store.identities import read_appearances, save_identities
from quotetrack.store.readings import save_readings
from quotetrack.store.runs import finish_run, start_run
from quotetrack.store.session import Database
from quotetrack.store.story import find_touch, tell_story
from tests.store.examples import GALUZIN, NEWER, SETTINGS, make_reading
from tests.store.tamper import alter_by_hand


def _identify(database: Database, name: str | None) -> None:
    with database.session() as session:
        appearances = read_appearances(session) if name else []
        identities = [Identity(a, str(name), 0.9, "Told by hand.") for a in appearances]
        save_identities(session, identities, [], "Ana")


@pytest.fixture
def filled(database: Database) -> Database:
    """A database in which a statement has been through everything."""
    with database.session() as session:
        run_id = start_run(session, SETTINGS)
        save_readings(session, run_id, [make_reading("Budi"), GALUZIN])
        finish_run(session, run_id, RunCounts(2))
    _identify(database, "Galuzin")
    _identify(database, None)
    with database.session() as session:
        again = replace(GALUZIN, statements=GALUZIN.statements[:1])
        save_readings(session, start_run(session, NEWER), [again])
    return database


def test_story(filled: Database) -> None:
    with filled.session() as session:
        story = tell_story(session, 3)
        assert find_touch(session, 3) is None
    assert [line.what for line in story] == [
        "run 1 of version 0.1.0, model none",
        "article 2 came in",
        "found as number 2 of 3 in its article, claim 3",
        "run 1 ended",
        "its speaker is Galuzin: Told by hand.",
        "its speaker is Galuzin no longer",
        "superseded by reading 3 of run 2",
    ]
    assert [line.event.author for line in story].count("Ana") == 2


def test_the_story_of_a_nameless_speaker(filled: Database) -> None:
    with filled.session() as session:
        assert [line.event.kind for line in tell_story(session, 4)] == [
            *("run begun", "article stored", "article read", "run ended", "article read"),
        ]


def test_no_such_statement(filled: Database) -> None:
    with filled.session() as session, pytest.raises(NotFoundError, match="no statement 99"):
        tell_story(session, 99)


def test_who_was_touched(filled: Database, database_url: str) -> None:
    alter_by_hand(database_url, "UPDATE statements SET role = 'Presiden' WHERE id = 3")
    with filled.session() as session:
        assert "statement 3 was altered by hand" in str(find_touch(session, 3))
        assert find_touch(session, 2) is None
