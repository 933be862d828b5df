"""The log comes to a database with rows, tells the state as found, and can be taken away again."""

from __future__ import annotations

from dataclasses import replace

from alembic import command
from sqlalchemy import inspect, select, text, update

from quotetrack.records import Identity, Official, RunCounts
from quotetrack.store import models
from quotetrack.store.audit import verify
from quotetrack.store.claim_keys import claim_old_statements
from quotetrack.store.engine import create_engine, read_url
from quotetrack.store.identities import read_appearances, save_identities
from quotetrack.store.officials import save_officials
from quotetrack.store.readings import save_readings
from quotetrack.store.runs import finish_run, start_run
from quotetrack.store.schema import check_database, head_revision, make_config, upgrade_schema
from quotetrack.store.session import open_database
from quotetrack.store.story import tell_story
from tests.store.examples import GALUZIN, SETTINGS, make_reading


def _fill(url: str) -> None:
    with open_database(url, upgrade=True) as database, database.session() as session:
        run_id = start_run(session, SETTINGS)
        save_readings(session, run_id, [GALUZIN, make_reading("Budi")])
        finish_run(session, run_id, RunCounts(2, seconds={"reading": 1.5}))
        save_officials(session, [Official("Mikhail Galuzin", ("Galuzin",))])
        galuzin, _ = read_appearances(session)
        for name in ("Galuzin", "M. Galuzin"):
            save_identities(session, [Identity(galuzin, name, 0.5, "So.")], [], "test")
        save_readings(session, start_run(session, SETTINGS), [replace(GALUZIN, mismatches=())])
        session.execute(update(models.Mismatch).values(state="confirmed"))


def _downgrade(url: str, revision: str) -> None:
    engine = create_engine(read_url(url))
    with engine.begin() as connection:
        command.downgrade(make_config(connection), revision)
    with engine.connect() as connection:
        assert "events" not in inspect(connection).get_table_names()
        connection.execute(text("UPDATE articles SET origin = 'free again'"))  # no trigger is left
        connection.commit()
    engine.dispose()


def test_down_and_up_with_rows(empty_url: str) -> None:
    _fill(empty_url)
    _downgrade(empty_url, "0003")
    assert upgrade_schema(empty_url) == ("0003", head_revision())
    assert check_database(empty_url) == []
    with open_database(empty_url) as database, database.session() as session:
        _, counts = verify(session)
        assert (counts.articles, counts.statements) == (2, 7)
        first = session.execute(select(models.Event.kind, models.Event.payload)).first()
        assert first is not None
        assert first.kind == "schema upgraded"
        assert '"before":"0003","found":{"articles":2,"identities":2' in first.payload
        story = [line.what for line in tell_story(session, 1)]
        assert story[0].endswith("model none (was there before the log)")
        assert "its speaker is Galuzin no longer (was there before the log)" in story


def test_what_was_found_can_be_touched_no_more(empty_url: str) -> None:
    _fill(empty_url)
    _downgrade(empty_url, "0003")
    upgrade_schema(empty_url)
    engine = create_engine(read_url(empty_url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE statements SET role = 'x' WHERE id = 2"))
    engine.dispose()
    with open_database(empty_url) as database, database.session() as session:
        assert "statement 2 was altered" in str(verify(session)[0])


def test_statements_from_before_claims_are_told_of(empty_url: str) -> None:
    _fill(empty_url)
    _downgrade(empty_url, "0002")
    upgrade_schema(empty_url)
    with open_database(empty_url) as database:
        with database.session() as session:
            assert claim_old_statements(session) == 7
        with database.session() as session:
            assert verify(session)[0] is None
            assert "found to be of claim 1" in [line.what for line in tell_story(session, 1)]
            session.execute(update(models.Statement).values(claim_id=2))
            session.commit()
            assert "statement 1 was put to another claim" in str(verify(session)[0])
