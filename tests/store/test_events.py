"""The log: only added to, each event with the hash of the one before, whoever writes when."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from quotetrack.records import Event, EventKind
from quotetrack.store import models
from quotetrack.store.audit import verify
from quotetrack.store.events import add_events, dump, get_head
from quotetrack.store.readings import save_reading, save_readings
from quotetrack.store.runs import start_run
from quotetrack.store.session import Database, begin_writing, open_database
from tests.store.examples import GALUZIN, SETTINGS, make_reading

NOON = datetime(2022, 12, 25, 12, 0, 0, 5, tzinfo=UTC)


def read_log(database: Database) -> list[dict[str, object]]:
    """Return the events as their columns."""
    with database.session() as session:
        query = select(*models.Event.__table__.columns).order_by(models.Event.id)
        return [row._asdict() for row in session.execute(query)]


def test_a_stranger_can_compute_the_hash(database: Database) -> None:
    with database.session() as session:
        begin_writing(session)
        payload = {"why": "“Ya” 🙂\u2028", "list": [1, None, 0.1]}
        event = Event(EventKind.RUN_BEGUN, "run", 7, payload, "Ana")
        add_events(session.connection(), [event], NOON)
        head = get_head(session)
    plain = {
        "number": 2,
        "at": "2022-12-25T12:00:00.000005+00:00",
        "kind": "run begun",
        "author": "Ana",
        "about": "run",
        "about_id": 7,
        "payload": payload,
        "previous": read_log(database)[0]["hash"],
    }
    written = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert head.hash == hashlib.sha256(written.encode()).hexdigest()
    assert head.payload == payload


def test_what_happens_is_told_in_order(database: Database, run_id: int) -> None:
    with database.session() as session:
        save_readings(session, run_id, [GALUZIN, make_reading("Budi"), GALUZIN])
    log = read_log(database)
    assert [(row["kind"], row["about_id"]) for row in log] == [
        ("schema upgraded", None),
        ("run begun", 1),
        ("article stored", 1),
        ("article stored", 2),
        ("article read", 1),
        ("article read", 2),
        ("article read", 3),
    ]
    assert [row["previous"] for row in log[1:]] == [row["hash"] for row in log[:-1]]
    assert json.loads(str(log[-1]["payload"]))["supersedes"] == 1
    assert GALUZIN.article.text not in str(log)  # what is forgotten must not live on in the log


def test_what_is_undone_leaves_no_event(database: Database, run_id: int) -> None:
    before = read_log(database)

    def save_and_fail() -> None:
        with database.session() as session:
            save_reading(session, run_id, GALUZIN)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        save_and_fail()
    assert read_log(database) == before


def test_a_payload_that_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        dump({"score": float("nan")})


@pytest.mark.parametrize(
    "command",
    [
        "UPDATE events SET author = 'me' WHERE id = 1",
        "DELETE FROM events WHERE id = 2",
        "DELETE FROM events",
        "UPDATE articles SET text = 'x'",
        "UPDATE articles SET text = ''",
        "UPDATE articles SET outlet = 'x'",
        "UPDATE articles SET sha256 = 'x'",
        "DELETE FROM articles WHERE id = 1",
    ],
)
def test_the_triggers_refuse(database: Database, run_id: int, command: str) -> None:
    with database.session() as session:
        save_reading(session, run_id, GALUZIN)
    with pytest.raises(IntegrityError, match=r"for good|stays as it came in"):
        _execute(database, command)


@pytest.mark.parametrize("table", ["articles", "events"])
def test_other_ways_to_delete_are_refused(database: Database, run_id: int, table: str) -> None:
    with database.session() as session:
        save_reading(session, run_id, GALUZIN)
        postgresql = session.connection().dialect.name == "postgresql"
    command = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = 1"
    with pytest.raises(IntegrityError, match=r"for good|stays as it came in"):
        _execute(database, f"TRUNCATE {table} CASCADE" if postgresql else command)


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        ("text = ''", True),
        ("text = '', title = NULL, url = NULL", True),
        ("text = 'x'", False),
        ("text = '', title = 'x'", False),
        ("text = '', sha256 = 'x'", False),
        ("title = NULL", False),
    ],
)
def test_a_text_goes_only_after_an_event_that_says_so(
    database: Database, run_id: int, change: str, allowed: bool
) -> None:
    with database.session() as session:
        save_reading(session, run_id, GALUZIN)
        save_reading(session, run_id, make_reading("Budi"))
        event = Event(EventKind.ARTICLE_FORGOTTEN, "article", 1, {"why": "a request"}, "Ana")
        add_events(session.connection(), [event], NOON)
    with pytest.raises(IntegrityError, match="stays as it came in"):
        _execute(database, f"UPDATE articles SET {change} WHERE id = 2")
    if allowed:
        _execute(database, f"UPDATE articles SET {change} WHERE id = 1")
    else:
        with pytest.raises(IntegrityError, match="stays as it came in"):
            _execute(database, f"UPDATE articles SET {change} WHERE id = 1")


def test_writers_at_once_make_one_chain(database_url: str) -> None:
    barrier = Barrier(3)

    def write(number: int) -> None:
        with open_database(database_url) as database:
            barrier.wait(timeout=30)
            for count in range(8):
                with database.session() as session:
                    run_id = start_run(session, SETTINGS)
                with database.session() as session:
                    save_reading(session, run_id, make_reading("Budi", id=f"{number}-{count}"))
                    save_reading(session, run_id, GALUZIN)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(write, range(3)))
    with open_database(database_url) as database:
        log = read_log(database)
        assert [row["id"] for row in log] == list(range(1, len(log) + 1))
        with database.session() as session:
            problem, counts = verify(session)
    assert problem is None
    assert (counts.articles, counts.events) == (25, 1 + 24 + 25 + 48)


def _execute(database: Database, command: str) -> None:
    with database.session() as session:
        session.execute(text(command))
