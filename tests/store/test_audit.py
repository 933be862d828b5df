"""Whatever is altered, removed or inserted by hand is named, the first one first."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from quotetrack.errors import NotFoundError
from quotetrack.records import (
    AuditCounts,
    Event,
    EventKind,
    Identity,
    Official,
    Proposal,
    RunCounts,
    Term,
)
from quotetrack.store import events, models, recording
from quotetrack.store.audit import find_tampering, verify
from quotetrack.store.events import add_events, get_head
from quotetrack.store.guards import find_missing_guards
from quotetrack.store.identities import read_appearances, save_identities
from quotetrack.store.officials import save_officials
from quotetrack.store.readings import save_readings
from quotetrack.store.runs import finish_run, start_run
from quotetrack.store.session import Database, begin_writing
from tests.store.examples import GALUZIN, NEWER, SETTINGS, make_reading
from tests.store.tamper import alter_by_hand

RINA = make_reading("Rina Santoso", outlet="Tempo")
NOW = datetime(2023, 1, 1, tzinfo=UTC)
BUDI = make_reading("Budi Santoso", "Harga tidak akan naik lagi", outlet="Kompas")


def identify(database: Database, names: dict[int, str]) -> None:
    """Save who the speakers of articles are, by the articles' ids."""
    with database.session() as session:
        identities = [
            Identity(appearance, names[appearance.article_id], 0.9, "Told by hand.")
            for appearance in read_appearances(session)
            if appearance.article_id in names
        ]
        save_identities(session, identities, [Proposal(("A", "B"), 0.5, "Perhaps.")], "test")


@pytest.fixture
def filled(database: Database) -> Database:
    """A database in which all that is recorded happened.

    Events: 1 schema, 2 run, 3 to 5 articles, 6 to 8 readings (statements 1 to 3, 4, 5), 9 run,
    10 officials, 11 and 12 identities (1 and 2, of which 2 ends in 12), 13 run, 14 reading
    (statements 6 and 7) that supersedes reading 1.
    """
    with database.session() as session:
        run_id = start_run(session, SETTINGS)
        save_readings(session, run_id, [GALUZIN, RINA, BUDI])
        finish_run(session, run_id, RunCounts(3, statements=5, seconds={"reading": 0.25}))
        save_officials(session, [Official("Rina Santoso", ("Rina",), terms=(Term("Menteri"),))])
    identify(database, {2: "Rina", 3: "Budi"})
    identify(database, {2: "Rina"})
    with database.session() as session:
        again = replace(GALUZIN, statements=GALUZIN.statements[:2])
        save_readings(session, start_run(session, NEWER), [again])
    return database


def find_first(database: Database) -> str | None:
    """Return what an audit names first."""
    with database.session() as session:
        return verify(session)[0]


@pytest.mark.parametrize("page", [1, 2, 100])
def test_nothing_was_touched(filled: Database, monkeypatch: pytest.MonkeyPatch, page: int) -> None:
    monkeypatch.setattr(events, "_PAGE", page)
    with filled.session() as session:
        problem, counts = verify(session)
    assert problem is None
    assert (counts.events, counts.articles, counts.statements) == (14, 3, 7)


ALTERED = [
    # texts and articles
    ("UPDATE articles SET text = replace(text, 'siap', 'Siap') WHERE id = 1", "text of article 1"),
    ("UPDATE articles SET text = '' WHERE id = 1", "text of article 1 was altered"),
    ("UPDATE articles SET outlet = 'x' WHERE id = 2", r"article 2 \(but for its text\) was alt"),
    ("UPDATE articles SET published = NULL WHERE id = 1", r"article 1 \(but"),
    # statements
    ("UPDATE statements SET role = 'Presiden' WHERE id = 2", "statement 2 was altered.*event 6"),
    ("UPDATE statements SET confidence = 0.7500001 WHERE id = 4", "statement 4 was altered"),
    ("UPDATE statements SET speaker_id = 2 WHERE id = 1", "statement 1 was altered"),
    (
        "UPDATE statement_parts SET end_char = end_char - 1 WHERE statement_id = 5",
        "statement 5 was",
    ),
    ("DELETE FROM statement_sources WHERE statement_id = 1", "statement 1 was altered"),
    ("UPDATE sources SET name = 'Antara'", "statement 1 was altered"),
    ("UPDATE speakers SET name = 'Rina S' WHERE id = 2", "statement 4 was altered"),
    ("UPDATE aliases SET name = 'Galusin' WHERE name = 'Galuzin'", "statement 2 was altered"),
    ("UPDATE statements SET claim_id = 2 WHERE id = 1", "statement 1 was put to another claim"),
    ("UPDATE statements SET claim_id = NULL WHERE id = 1", "statement 1 was put to another claim"),
    ("UPDATE statements SET reading_id = 2, ordinal = 9 WHERE id = 3", "statement 3 was removed"),
    # mismatches
    ("UPDATE mismatches SET evidence = 'x' WHERE id = 1", "mismatch 1 was altered"),
    ("DELETE FROM mismatches WHERE id = 2", "mismatch 2 was removed.*event 14"),
    ("UPDATE mismatches SET key = 'x' WHERE id = 2", "mismatch 2 was altered"),
    ("UPDATE mismatches SET known = true WHERE id = 1", "mismatch 1 was altered"),
    ("UPDATE mismatches SET superseded_at = '2023-01-01' WHERE id = 2", "mismatch 2 was ended"),
    ("UPDATE mismatches SET reading_id = NULL WHERE id = 1", "mismatch 1 was removed"),
    # readings and runs
    ("UPDATE readings SET run_id = 2 WHERE id = 2", "reading 2 was altered"),
    ("UPDATE readings SET superseded_at = read_at WHERE id = 3", "reading 3 was ended by hand"),
    ("UPDATE readings SET superseded_by = NULL WHERE id = 1", "what reading 4 supersedes"),
    ("UPDATE runs SET version = '9' WHERE id = 1", "run 1 was altered.*event 2"),
    ("UPDATE runs SET statements = 9 WHERE id = 1", "run 1 was altered.*event 9"),
    # speakers and officials
    ("UPDATE identities SET person_id = 1 WHERE id = 1", "identity 1 .*was altered.*event 11"),
    ("UPDATE identities SET superseded_at = NULL WHERE id = 2", "end of identity 2 was altered"),
    ("UPDATE identities SET superseded_at = decided_at WHERE id = 1", "identity 1 was ended"),
    ("DELETE FROM identities WHERE id = 1", "identity 1 was removed"),
    ("UPDATE officials SET name = 'Rina' WHERE id = 1", "official 'rina santoso' was removed"),
    ("UPDATE terms SET office = 'Presiden'", "official 'Rina Santoso' was altered"),
    ("DELETE FROM official_aliases", "official 'Rina Santoso' was altered"),
    # events
    ("UPDATE events SET author = 'me' WHERE id = 4", "event 4 .*was altered"),
    ("UPDATE events SET payload = payload || ' ' WHERE id = 3", "event 3 .*was altered"),
    ("UPDATE events SET payload = 'x' WHERE id = 3", "event 3 .*was altered"),
    ("UPDATE events SET at = (SELECT at FROM events WHERE id = 1) WHERE id = 9", "event 9 .*was"),
    ("UPDATE events SET about_id = NULL WHERE id = 6", "event 6 .*was altered"),
    ("DELETE FROM events WHERE id = 5", "event 5 was removed from the log"),
    ("DELETE FROM events WHERE id = 1", "event 1 was removed from the log"),
    ("DELETE FROM events WHERE id IN (5, 6, 7)", "events 5 to 7 were removed from the log"),
    ("DELETE FROM events WHERE id = 14", "reading 4 was inserted by hand: no event"),
    ("DELETE FROM events", "article 1 was inserted by hand: no event"),
]


@pytest.mark.parametrize(("command", "named"), ALTERED, ids=[command for command, _ in ALTERED])
def test_what_was_altered_is_named(
    filled: Database, database_url: str, command: str, named: str
) -> None:
    alter_by_hand(database_url, command)
    assert re.search(named, find_first(filled) or "nothing"), find_first(filled)


COPY = (
    "INSERT INTO statements SELECT 99, {reading}, article_id, 9, type, content, cue_start, cue_end,"
    " cue, mention_start, mention_end, mention, speaker_id, alias_id, kind, role, resolution, rule,"
    " confidence, claim_id, listed, root_id, place FROM statements WHERE id = 4"
)
ARTICLE = (
    "INSERT INTO articles (id, sha256, text, body_start, ingested_at) "
    "SELECT 99, replace(sha256, 'a', 'b'), 'x', 0, ingested_at FROM articles WHERE id = 1"
)
READING = (
    "INSERT INTO readings (id, run_id, article_id, read_at, superseded_at, superseded_by) "
    "SELECT 99, 1, 2, read_at, read_at, 2 FROM readings WHERE id = 1"
)
SWAPPED = [
    (("DELETE FROM statement_parts WHERE statement_id = 4",
      "DELETE FROM search_entries WHERE statement_id = 4", "DELETE FROM statements WHERE id = 4"),
     "statement 4 was removed by hand: event 7"),
    ((COPY.format(reading=2),), "statement 99 was inserted by hand into reading 2"),
    ((ARTICLE,), "article 99 was inserted by hand"),
    ((READING,), "what reading 2 supersedes was altered"),
    (("INSERT INTO runs SELECT 99, version, model, config_hash, started_at, finished_at, articles,"
      " skipped, refused, statements, mismatches, seconds FROM runs WHERE id = 1",),
     "run 99 was inserted"),
    (("INSERT INTO identities SELECT 99, 3, 3, person_id, score, evidence, author, decided_at, NULL"
      " FROM identities WHERE id = 1",), "identity 99 was inserted"),
    (("INSERT INTO identities SELECT -1, 3, 3, person_id, score, evidence, author, decided_at, NULL"
      " FROM identities WHERE id = 1",), "identity -1 was inserted"),
    (("UPDATE statements SET ordinal = 9 WHERE id = 1",
      "UPDATE statements SET ordinal = 0 WHERE id = 2",
      "UPDATE statements SET ordinal = 1 WHERE id = 1"), "statement 1 was altered"),
    (("UPDATE events SET id = 99 WHERE id = 4", "UPDATE events SET id = 4 WHERE id = 5",
      "UPDATE events SET id = 5 WHERE id = 99"), "event 4 .* was altered by hand"),
    # what is altered first is named, however late it was altered
    (("UPDATE statements SET role = 'x' WHERE id = 5",
      "UPDATE statements SET role = 'x' WHERE id = 1"), "statement 1 was altered"),
]  # fmt: skip


@pytest.mark.parametrize(("commands", "named"), SWAPPED, ids=[named for _, named in SWAPPED])
def test_what_was_inserted_removed_or_swapped_is_named(
    filled: Database, database_url: str, commands: tuple[str, ...], named: str
) -> None:
    alter_by_hand(database_url, *commands)
    assert re.search(named, find_first(filled) or "nothing"), find_first(filled)


def _rewrite(database: Database, url: str, number: int, payload: str) -> str:
    """Give an event another payload and the hash that fits; return the hash."""
    with database.session() as session:
        row = session.execute(
            select(*models.Event.__table__.columns).where(models.Event.id == number)
        ).one()
    new = events.hash_event(row._asdict() | {"payload": payload})
    quoted = payload.replace("'", "''").replace(":", "\\:")
    alter_by_hand(
        url, f"UPDATE events SET payload = '{quoted}', hash = '{new}' WHERE id = {number}"
    )
    return new


def test_an_event_with_a_new_hash_does_not_fit_the_next(
    filled: Database, database_url: str
) -> None:
    _rewrite(filled, database_url, 3, '{"row":"x","sha256":"y"}')
    assert (find_first(filled) or "").startswith("event 3 was altered or inserted by hand")


def test_only_a_head_kept_elsewhere_tells_of_the_last_event(
    filled: Database, database_url: str
) -> None:
    with filled.session() as session:
        head = get_head(session).hash
        assert verify(session, head)[0] is None
    with filled.session() as session:  # run 2 did not end
        begin_writing(session)
        add_events(session.connection(), [Event(EventKind.RUN_ENDED, "run", 2, {})], NOW)
    assert "run 2 was altered" in str(find_first(filled))
    alter_by_hand(database_url, "DELETE FROM events WHERE id = 15")
    with filled.session() as session:
        assert verify(session, head)[0] is None
    _rewrite(filled, database_url, 1, "{}")
    with filled.session() as session:
        assert verify(session, head)[0] is not None
        assert verify(session, "0" * 64)[0] is not None
        with pytest.raises(NotFoundError, match="is no hash of an event"):
            verify(session, "abc")


def test_a_log_cut_at_its_end_is_told_by_a_head(database: Database, database_url: str) -> None:
    with database.session() as session:
        run_id = start_run(session, SETTINGS)
        head = get_head(session).hash
    alter_by_hand(
        database_url, "DELETE FROM events WHERE id = 2", f"DELETE FROM runs WHERE id = {run_id}"
    )
    with database.session() as session:
        assert verify(session)[0] is None
        assert "was cut or written anew" in str(verify(session, head)[0])


def test_dropped_triggers_are_named(filled: Database) -> None:
    with filled.session() as session:
        connection = session.connection()
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER events_guard_delete")
        else:
            connection.exec_driver_sql("ALTER TABLE events DISABLE TRIGGER events_guard_rows")
        assert len(list(find_missing_guards(connection))) == 1
        session.rollback()


def test_many_identities_are_several_events(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "_LISTED", 1)
    identify(filled, {1: "Galuzin", 2: "R", 3: "B"})
    with filled.session() as session:
        assert verify(session)[0] is None
        count = session.scalar(select(func.count()).select_from(models.Event))
    assert count == 17


def test_everything_is_named_not_only_the_first(filled: Database, database_url: str) -> None:
    alter_by_hand(
        database_url,
        "UPDATE statements SET role = 'x' WHERE id IN (1, 4)",
        "UPDATE articles SET text = 'x' WHERE id = 3",
    )
    with filled.session() as session:
        found = list(find_tampering(session.connection(), AuditCounts()))
    assert [line.split(" was ")[0] for line in found] == [
        "the text of article 3",
        "statement 1",
        "statement 4",
    ]
