"""A copy is whole, of one moment, and takes the place of nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import func, select

from quotetrack.errors import DatabaseError, QuotetrackError
from quotetrack.store import backup, models
from quotetrack.store.backup import back_up, write_pg_dump
from quotetrack.store.engine import read_url
from quotetrack.store.readings import save_reading
from quotetrack.store.runs import start_run
from quotetrack.store.schema import check_database
from quotetrack.store.session import open_database
from tests.store.examples import GALUZIN, SETTINGS, make_reading


@pytest.fixture
def file(template_file: Path, tmp_path: Path) -> Path:
    """A database with an article."""
    path = tmp_path / "news.db"
    path.write_bytes(template_file.read_bytes())
    with open_database(str(path)) as database, database.session() as session:
        save_reading(session, start_run(session, SETTINGS), GALUZIN)
    return path


def count_articles(file: Path) -> int:
    """Return how many articles a database has."""
    with open_database(str(file)) as database, database.session() as session:
        return session.scalar(select(func.count(models.Article.id))) or 0


def test_a_copy_while_articles_come_in(file: Path, tmp_path: Path) -> None:
    copies = [tmp_path / f"copy{n}.db" for n in range(3)]
    written, enough = Event(), Event()

    def write() -> None:
        with open_database(str(file)) as database:
            number = 0
            while not enough.is_set():
                with database.session() as session:
                    save_reading(session, 1, make_reading("Budi", id=str(number)))
                number += 1
                written.set()

    writer = Thread(target=write)
    writer.start()
    try:
        for copy in copies:
            written.clear()
            assert written.wait(30)
            back_up(str(file), copy)
    finally:
        enough.set()
        writer.join()
    counts = [count_articles(copy) for copy in copies]
    assert 1 < counts[0] < counts[1] < counts[2] <= count_articles(file)
    assert check_database(str(copies[-1])) == []


def test_what_is_written_and_not_yet_committed_is_not_in_it(file: Path, tmp_path: Path) -> None:
    with open_database(str(file)) as database, database.session() as session:
        save_reading(session, 1, make_reading("Budi"))
        back_up(str(file), tmp_path / "copy.db")
    assert (count_articles(file), count_articles(tmp_path / "copy.db")) == (2, 1)


def test_nothing_is_overwritten_and_nothing_left(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "taken.db"
    taken.write_text("mine")
    before = sorted(path.name for path in tmp_path.iterdir())
    for wanted, said in (
        (taken, "is there already"),
        (file, "is there already"),
        (tmp_path / "none" / "copy.db", "there is no folder"),
    ):
        with pytest.raises(QuotetrackError, match=said):
            back_up(str(file), wanted)

    late = tmp_path / "late.db"

    def copy_half(source: object, part: Path) -> None:
        part.write_bytes(b"SQLite format 3")
        raise KeyboardInterrupt

    def copy_late(source: object, part: Path) -> None:
        part.write_bytes(b"SQLite format 3")
        late.write_text("mine as well")

    monkeypatch.setattr(backup, "_copy", copy_half)
    with pytest.raises(KeyboardInterrupt):
        back_up(str(file), late)
    monkeypatch.setattr(backup, "_copy", copy_late)
    with pytest.raises(QuotetrackError, match="is there already"):
        back_up(str(file), late)
    assert late.read_text() == "mine as well"
    late.unlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert taken.read_text() == "mine"


def test_a_file_system_without_links(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", refuse)
    back_up(str(file), tmp_path / "copy.db")
    assert count_articles(tmp_path / "copy.db") == 1
    assert sorted(tmp_path.glob(".copy*")) == []


def test_what_cannot_be_copied(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database at all " * 100)
    for name, said in (("none.db", "does not exist"), ("text.db", "is not an SQLite database")):
        with pytest.raises(DatabaseError, match=said):
            back_up(str(tmp_path / name), tmp_path / "copy.db")
    assert [path.name for path in tmp_path.iterdir()] == ["text.db"]


def test_a_database_of_an_older_version(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "old.db")
    connection.execute("CREATE TABLE articles (id INTEGER)")
    connection.close()
    back_up(str(tmp_path / "old.db"), tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes()[:15] == b"SQLite format 3"


@pytest.mark.parametrize(
    ("url", "dbname"),
    [
        ("postgresql://ana:geheim@db:5433/news", "postgresql://ana@db:5433/news"),
        (
            "postgresql:///news?host=/tmp/s&user=ana&password=geheim&sslpassword=geheim",
            "'postgresql:///news?host=%2Ftmp%2Fs&user=ana'",
        ),
    ],
)
def test_pg_dump(url: str, dbname: str, tmp_path: Path) -> None:
    command = write_pg_dump(read_url(url), Path("a copy.dump"))
    assert command == f"pg_dump --format=custom '--file=a copy.dump' --dbname={dbname}".replace(
        "--dbname='", "'--dbname="
    )
    with pytest.raises(DatabaseError, match="run: pg_dump") as caught:
        back_up(url, tmp_path / "copy.dump")
    assert "geheim" not in str(caught.value)
