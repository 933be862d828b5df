"""How to connect, and how a transaction that writes begins."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text

from quotetrack.errors import DatabaseError
from quotetrack.store.engine import (
    create_engine,
    find_file,
    insert_numbered,
    is_among,
    lock_for_writing,
    read_url,
    show_url,
)
from quotetrack.store.models import Claim
from quotetrack.store.session import Database, begin_writing


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("news.db", "news.db"),
        ("/var/lib/news.db", "/var/lib/news.db"),
        ("sqlite:///news.db", "news.db"),
        ("sqlite:////var/lib/news.db", "/var/lib/news.db"),
        ("postgres://ana:geheim@db/news", "postgresql+psycopg://ana:***@db/news"),
        ("postgresql://ana@db/news", "postgresql+psycopg://ana@db/news"),
        (
            "postgresql://db/news?user=ana&password=geheim&sslpassword=geheim",
            "postgresql+psycopg://db/news?user=ana",
        ),
    ],
)
def test_read_url(given: str, shown: str) -> None:
    assert show_url(read_url(given)) == shown


@pytest.mark.parametrize("given", ["mysql://db/news", "http://x.org/", "postgresql://a:b@h:port/n"])
def test_read_url_refuses(given: str) -> None:
    with pytest.raises(DatabaseError, match=r"SQLite|sqlite") as caught:
        read_url(given)
    assert ":b@" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "file"),
    [
        ("news.db", Path("news.db")),
        ("sqlite://", None),
        ("sqlite:///file:news.db?mode=ro&uri=true", None),
        ("postgresql://ana@db/news", None),
    ],
)
def test_find_file(given: str, file: Path | None) -> None:
    assert find_file(read_url(given)) == file


def test_sqlite_settings(template_file: Path) -> None:
    engine = create_engine(read_url(str(template_file)))
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 120_000}


def test_a_reader_may_become_a_writer_after_another_wrote(database_url: str) -> None:
    # SQLite itself refuses this at once: the first one's picture of the database is out of date.
    insert = text("INSERT INTO sources (key, name) VALUES (:key, :key)")
    engine = create_engine(read_url(database_url))
    with engine.connect() as first, engine.connect() as second:
        assert first.scalar(text("SELECT count(*) FROM sources")) == 0
        lock_for_writing(second)
        second.execute(insert, {"key": "afp"})
        second.commit()
        lock_for_writing(first)
        first.execute(insert, {"key": "antara"})
        lock_for_writing(first)  # again: keeps what was written
        first.commit()
        assert first.scalar(text("SELECT count(*) FROM sources")) == 2
        first.rollback()
        first.execute(insert, {"key": "reuters"})
        lock_for_writing(first)  # only now: keeps it too
        first.commit()
        assert first.scalar(text("SELECT count(*) FROM sources")) == 3
    engine.dispose()


def test_many_rows_come_back_as_they_were_given(database: Database) -> None:
    now = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
    contents = ['{"a", NULL}', "NULL", "\\N", "", "a,b\n“c” {d}", "'; --", "%s :a"]
    rows = [
        {"speaker_id": None, "type": "direct", "content": content, "created_at": now}
        for content in contents
    ]
    with database.session() as session:
        begin_writing(session)
        ids = insert_numbered(session.connection(), Claim, rows)
        asked = select(Claim.content, Claim.speaker_id, Claim.created_at, Claim.printed)
        found = session.execute(asked.order_by(Claim.id)).all()
        assert found == [(content, None, now, 0) for content in contents]
        assert ids == sorted(ids)
        some = is_among(session.connection(), Claim.id, [ids[1], ids[3], max(ids) + 1])
        assert session.scalars(select(Claim.content).where(some).order_by(Claim.id)).all() == [
            "NULL",
            "",
        ]


@pytest.mark.parametrize(
    ("replans", "mode", "alone"), [(True, "force_custom_plan", True), (False, "auto", False)]
)
def test_a_server_plans_for_what_is_asked(
    postgres_url: str, replans: bool, mode: str, alone: bool
) -> None:
    engine = create_engine(read_url(postgres_url), replans=replans)
    with engine.connect() as connection:
        assert connection.scalar(text("SHOW plan_cache_mode")) == mode
        workers = connection.scalar(text("SHOW max_parallel_workers_per_gather"))
        assert (workers == "0") is alone
    engine.dispose()
