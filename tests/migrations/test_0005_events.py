"""The log comes to a database with rows, tells the state as found, and can be taken away again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from alembic import command
from sqlalchemy import inspect, select, text, update

from quotetrack.ingest.across import compare_articles
from quotetrack.records import Identity, Official, Reading, ReviewState, RunCounts
from quotetrack.store import models
from quotetrack.store.audit import verify
from quotetrack.store.claim_keys import claim_old_statements
from quotetrack.store.engine import create_engine, read_url
from quotetrack.store.identities import read_appearances, save_identities
from quotetrack.store.mismatches import list_mismatches
from quotetrack.store.officials import save_officials
from quotetrack.store.readings import save_readings
from quotetrack.store.reviews import decide_mismatch
from quotetrack.store.runs import finish_run, start_run
from quotetrack.store.schema import check_database, head_revision, make_config, upgrade_schema
from quotetrack.store.session import Database, open_database
from quotetrack.store.story import tell_story
from tests.databases import Databases, execute
from tests.store.examples import GALUZIN, SETTINGS, make_reading

WORDS = "Harga beras akan turun di semua pasar mulai bulan depan"
NAMES = ("Arif Wibowo", "Rina Melati")


def _fill(url: str) -> None:
    with open_database(url, upgrade=True) as database:
        _fill_database(database)


def _fill_database(database: Database) -> None:
    with database.session() as session:
        run_id = start_run(session, SETTINGS)
        save_readings(session, run_id, [GALUZIN, *(make_reading(name, WORDS) for name in NAMES)])
        finish_run(session, run_id, RunCounts(2, seconds={"reading": 1.5}))
        save_officials(session, [Official("Mikhail Galuzin", ("Galuzin",))])
        galuzin, *_ = read_appearances(session)
        for name in ("Galuzin", "M. Galuzin"):
            save_identities(session, [Identity(galuzin, name, 0.5, "So.")], [], "test")
        save_readings(session, start_run(session, SETTINGS), [replace(GALUZIN, mismatches=())])
    compare_articles(database)
    with database.session() as session:
        (found,) = list_mismatches(session)
        for state in (ReviewState.CONFIRMED, ReviewState.DISMISSED):
            decide_mismatch(session, found.id, state, "Ani", "so")
    with database.session() as session:  # the mismatch is found no more
        other = make_reading(NAMES[0], WORDS).article
        save_readings(session, start_run(session, SETTINGS), [Reading(other, ())])
    compare_articles(database)


def _downgrade(url: str, revision: str) -> None:
    engine = create_engine(read_url(url))
    with engine.begin() as connection:
        command.downgrade(make_config(connection), revision)
    with engine.connect() as connection:
        assert "events" not in inspect(connection).get_table_names()
        connection.execute(text("UPDATE articles SET origin = 'free again'"))  # no trigger is left
        connection.commit()
    engine.dispose()


@pytest.mark.parametrize(("revision", "reviews"), [("0003", 0), ("0004", 2)])
def test_down_and_up_with_rows(empty_url: str, revision: str, reviews: int) -> None:
    _fill(empty_url)
    _downgrade(empty_url, revision)
    assert upgrade_schema(empty_url) == (revision, head_revision())
    assert check_database(empty_url) == []
    with open_database(empty_url) as database, database.session() as session:
        _, counts = verify(session)
        assert (counts.articles, counts.statements) == (3, 8)
        first = session.execute(select(models.Event.kind, models.Event.payload)).first()
        assert first is not None
        assert first.kind == "schema upgraded"
        assert f'"before":"{revision}","found":{{"articles":3,"identities":3' in first.payload
        assert f'"reviews":{reviews},' in first.payload
        story = [line.what for line in tell_story(session, 1)]
        assert story[0].endswith("model none (was there before the log)")
        assert "its speaker is Galuzin no longer (was there before the log)" in story
        decided = [line.what for line in tell_story(session, 4) if "mismatch" in line.what]
        assert len(decided) == reviews


TOUCHED = {
    "0003": [("UPDATE statements SET role = 'x' WHERE id = 2", "statement 2 was altered")],
    "0004": [
        ("UPDATE statements SET claim_id = 1 WHERE id = 5", "statement 5 was put to another"),
        ("UPDATE reviews SET author = 'x' WHERE id = 2", "review 2 was altered"),
        ("UPDATE reviews SET superseded_at = decided_at WHERE id = 1", "end of review 1 was"),
        ("UPDATE mismatches SET score = 0 WHERE id = 2", "mismatch 2 was altered"),
        ("UPDATE mismatches SET superseded_at = NULL WHERE id = 2", "end of mismatch 2 was"),
    ],
}


@pytest.mark.parametrize("revision", TOUCHED)
def test_what_was_found_can_be_touched_no_more(
    databases: Databases, empty_url: str, revision: str
) -> None:
    _fill(empty_url)
    _downgrade(empty_url, revision)
    upgrade_schema(empty_url)
    for change, named in TOUCHED[revision]:
        copy = databases.create(empty_url)
        execute(copy, change)
        with open_database(copy) as database, database.session() as session:
            assert named in str(verify(session)[0]), change
        databases.drop(copy)


def test_statements_from_before_claims_are_told_of(empty_url: str) -> None:
    _fill(empty_url)
    _downgrade(empty_url, "0002")
    upgrade_schema(empty_url)
    with open_database(empty_url) as database:
        with database.session() as session:
            assert claim_old_statements(session) == 8
        with database.session() as session:
            assert verify(session)[0] is None
            assert "found to be of claim 1" in [line.what for line in tell_story(session, 1)]
            session.execute(update(models.Statement).values(claim_id=2))
            session.commit()
            assert "statement 1 was put to another claim" in str(verify(session)[0])
