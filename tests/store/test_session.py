"""The open database, and what is said of one that cannot be used."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import func, make_url, select

from quotetrack.errors import DatabaseError, SchemaError
from quotetrack.store import models
from quotetrack.store.readings import save_reading
from quotetrack.store.runs import start_run
from quotetrack.store.session import Database, open_database
from tests.databases import make_impatient, make_read_only
from tests.store.examples import GALUZIN, SETTINGS


def _missing(file: Path) -> str:
    return str(file)


def _in_no_folder(file: Path) -> str:
    return str(file / "quotetrack.db")


def _folder(file: Path) -> str:
    file.mkdir()
    return str(file)


def _empty(file: Path) -> str:
    file.touch()
    return str(file)


def _text(file: Path) -> str:
    file.write_text("This is a text, and no database at all. " * 100)
    return str(file)


def _foreign(file: Path) -> str:
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    return str(file)


@pytest.mark.parametrize(
    ("make", "upgrade", "error", "said"),
    [
        (_missing, False, SchemaError, "does not exist: run 'quotetrack ingest'"),
        (_in_no_folder, False, DatabaseError, "there is no folder"),
        (_in_no_folder, True, DatabaseError, "there is no folder"),
        (_folder, False, DatabaseError, "cannot be opened"),
        (_folder, True, DatabaseError, "cannot be opened"),
        (_empty, False, SchemaError, "run 'quotetrack db upgrade'"),
        (_text, False, DatabaseError, "is not an SQLite database"),
        (_text, True, DatabaseError, "is not an SQLite database"),
        (_foreign, False, SchemaError, "belongs to another program .* 'bookmarks'"),
        (_foreign, True, SchemaError, "belongs to another program .* 'bookmarks'"),
    ],
)
def test_open_refuses(
    tmp_path: Path, make: object, upgrade: bool, error: type[Exception], said: str
) -> None:
    assert callable(make)
    file = tmp_path / "given"
    url = make(file)
    before = file.exists()
    with pytest.raises(error, match=said) as caught:
        open_database(url, upgrade=upgrade)
    assert url in str(caught.value)
    assert file.exists() == before


def test_open_makes_a_database(empty_url: str) -> None:
    with open_database(empty_url, upgrade=True) as database, database.session() as session:
        assert start_run(session, SETTINGS) == 1
    with open_database(empty_url) as database, database.session() as session:
        assert session.scalar(select(func.count(models.Run.id))) == 1


def test_open_in_memory() -> None:
    with open_database("sqlite://", upgrade=True) as database, database.session() as session:
        assert start_run(session, SETTINGS) == 1


def test_an_exception_undoes_everything(database: Database, run_id: int) -> None:
    def save_and_fail() -> None:
        with database.session() as session:
            save_reading(session, run_id, GALUZIN)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        save_and_fail()
    with database.session() as session:
        for table in (models.Article, models.Reading, models.Statement, models.Speaker):
            assert session.scalar(select(func.count()).select_from(table)) == 0


@pytest.mark.parametrize("upgrade", [False, True])
def test_a_read_only_database_can_be_read_not_written(database_url: str, upgrade: bool) -> None:
    with open_database(make_read_only(database_url), upgrade=upgrade) as database:
        with database.session() as session:
            assert session.scalar(select(func.count(models.Article.id))) == 0
        with (
            pytest.raises(DatabaseError, match="is read-only: "),
            database.session() as session,
        ):
            start_run(session, SETTINGS)


def test_a_locked_database(database: Database, database_url: str) -> None:
    with open_database(make_impatient(database_url)) as waiting:
        with database.session() as session:
            start_run(session, SETTINGS)
            with waiting.session() as second:  # reading needs no lock
                assert second.scalar(select(func.count(models.Article.id))) == 0
            with (
                pytest.raises(DatabaseError, match="is locked by another program"),
                waiting.session() as second,
            ):
                start_run(second, SETTINGS)
        with waiting.session() as second:
            assert start_run(second, SETTINGS) == 2


def test_half_a_character_is_refused(database: Database, run_id: int) -> None:
    broken = type(GALUZIN)(article=type(GALUZIN.article)(text="a\ud800b"))
    with pytest.raises(DatabaseError, match="half a character"), database.session() as session:
        save_reading(session, run_id, broken)


def test_no_server() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with pytest.raises(DatabaseError, match=r"postgresql.* cannot be reached: start") as caught:
        open_database("postgresql://ana:geheim@/news?host=/nonexistent")
    assert "geheim" not in str(caught.value)


def test_no_such_database(postgres_url: str) -> None:
    missing = make_url(postgres_url).set(database="nix").render_as_string(hide_password=False)
    with pytest.raises(DatabaseError, match=r"nix.* does not exist: make them with createdb"):
        open_database(missing)
