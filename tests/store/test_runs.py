"""Runs: begun, ended, and what still needs reading."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from quotetrack.errors import NotFoundError
from quotetrack.records import ReadBy, RunCounts, RunSettings
from quotetrack.store.models import Run
from quotetrack.store.readings import save_reading
from quotetrack.store.runs import find_unread, finish_run, list_read_by, start_run
from quotetrack.store.session import Database
from tests.store.examples import GALUZIN, NEWER, SETTINGS, make_reading


def test_a_run_from_start_to_finish(database: Database) -> None:
    with database.session() as session:
        run_id = start_run(session, SETTINGS)
    with database.session() as session:
        row = session.execute(select(*Run.__table__.columns)).one()
        assert (row.version, row.model, row.config_hash) == ("0.1.0", "none", "a" * 64)
        assert (row.articles, row.finished_at) == (0, None)
    counts = RunCounts(
        articles=5, skipped=4, refused=3, statements=2, mismatches=1, seconds={"reading": 1.5}
    )
    with database.session() as session:
        finish_run(session, run_id, counts)
    with database.session() as session:
        row = session.execute(select(*Run.__table__.columns)).one()
    assert (row.articles, row.skipped, row.refused, row.statements, row.mismatches) == (
        5,
        4,
        3,
        2,
        1,
    )
    assert row.seconds == {"reading": 1.5}
    assert row.finished_at >= row.started_at


def test_no_such_run(database: Database) -> None:
    with pytest.raises(NotFoundError, match="run 7 "), database.session() as session:
        finish_run(session, 7, RunCounts())


@pytest.mark.parametrize(
    ("settings", "needed"),
    [
        (SETTINGS, False),
        (replace(SETTINGS, version="0.2.0"), True),
        (replace(SETTINGS, model="id_quotes 1"), True),
        (replace(SETTINGS, config_hash="b" * 64), True),
    ],
)
def test_find_unread(database: Database, run_id: int, settings: RunSettings, needed: bool) -> None:
    galuzin, new = GALUZIN.article.sha256, make_reading("Budi").article.sha256
    old = {galuzin} if needed else set()
    with database.session() as session:
        assert find_unread(session, [galuzin, new], settings) == {galuzin, new}
        save_reading(session, run_id, GALUZIN)
        assert find_unread(session, [galuzin, new], settings) == {new} | old
        # Read again by those settings, it needs none; what the older ones found is superseded.
        save_reading(session, start_run(session, settings), GALUZIN)
        assert find_unread(session, [galuzin, new], settings) == {new}
        assert find_unread(session, [galuzin], SETTINGS) == old


def test_by_which_program_articles_are_read_as_they_stand(database: Database, run_id: int) -> None:
    readings = [make_reading(name) for name in ("Budi", "Rina", "Ani")]
    with database.session() as session:
        assert list_read_by(session) == []
        for reading in readings[:2]:
            save_reading(session, run_id, reading)
        again = start_run(session, SETTINGS)
        save_reading(session, again, readings[2])
        assert list_read_by(session) == [ReadBy(SETTINGS, run_id, again, 3)]
        newer = start_run(session, NEWER)
        save_reading(session, newer, readings[0])
        assert list_read_by(session) == [
            ReadBy(SETTINGS, run_id, again, 2),
            ReadBy(NEWER, newer, newer, 1),
        ]
