"""`db`, and databases that cannot be used as they are."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def copy(newsroom: Path, tmp_path: Path) -> Path:
    """Return a copy of the database that may be spoilt."""
    return Path(shutil.copy(newsroom, tmp_path / "copy.db"))


@pytest.fixture
def article(tmp_path: Path) -> str:
    """Return the path of an article that is in no database yet."""
    path = tmp_path / "new.txt"
    path.write_text("“Baru,” kata Rina Santoso.")
    return str(path)


def alter(path: Path, *statements: str) -> None:
    """Change a database by hand."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_upgrade_current_check(run: Run, tmp_path: Path) -> None:
    url = ("--db", str(tmp_path / "new.db"))
    assert "no tables yet" in run(*url, "db", "current").stdout
    assert "upgraded from nothing" in run(*url, "db", "upgrade").stdout
    assert "nothing to do" in run(*url, "db", "upgrade").stdout
    assert "up to date" in run(*url, "db", "current").stdout
    assert run("db", "check", *url).stdout == "all is well\n"


def test_backup_and_reindex(run: Run, copy: Path, tmp_path: Path) -> None:
    assert run("db", "backup", "b.db", "--db", str(copy)).stdout.startswith("b.db: 0.")
    assert run("--db", "b.db", "db", "check").stdout == "all is well\n"
    again = run("db", "backup", "b.db", "--db", str(copy))
    assert (again.exit_code, "is there already" in again.stderr) == (1, True)
    alter(tmp_path / "b.db", "DELETE FROM search_entries")
    assert "quotetrack db reindex" in run("--db", "b.db", "db", "check").stderr
    assert "statements in the search index" in run("--db", "b.db", "db", "reindex").stdout
    assert run("--db", "b.db", "db", "check").stdout == "all is well\n"


def test_check_names_what_was_altered(run: Run, copy: Path) -> None:
    alter(copy, "UPDATE statements SET content = 'lain' WHERE id = 1")
    result = run("--db", str(copy), "db", "check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr != ""


def test_a_database_that_is_not_there_is_not_made_by_a_question(run: Run, tmp_path: Path) -> None:
    result = run("--db", "new.db", "quotes")
    assert result.exit_code == 1
    assert "quotetrack db upgrade" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("revision", "step"), [("9999", "install a newer quotetrack"), (None, "another program")]
)
@pytest.mark.parametrize("command", ["quotes", "ingest"])
def test_another_schema(
    run: Run, copy: Path, article: str, revision: str | None, step: str, command: str
) -> None:
    new = "DROP TABLE alembic_version"
    if revision:
        new = f"UPDATE alembic_version SET version_num = '{revision}'"
    alter(copy, new)
    result = run("--db", str(copy), command, *([article] if command == "ingest" else []))
    assert (result.exit_code, result.stdout) == (1, "")
    assert step in result.stderr


@pytest.mark.parametrize(
    ("change", "shown", "step"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "9999", "install a newer quotetrack"),
        ("DROP TABLE alembic_version", "no tables yet", "name another database"),
    ],
)
def test_current_names_the_next_step(
    run: Run, copy: Path, change: str, shown: str, step: str
) -> None:
    alter(copy, change)
    result = run("--db", str(copy), "db", "current")
    assert result.stdout.startswith(f"{shown} (this version: ")
    assert step in result.stderr


@pytest.fixture
def locked(copy: Path) -> Iterator[Path]:
    """Return a database to which another program is writing."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield copy


def test_a_locked_database(run: Run, locked: Path, article: str) -> None:
    result = run("--db", f"sqlite:///{locked}?timeout=0.05", "ingest", article)
    assert result.exit_code == 1
    assert str(locked) in result.stderr
    assert "Traceback" not in result.output


def test_a_read_only_database(run: Run, copy: Path, article: str) -> None:
    url = f"sqlite:///file:{copy}?mode=ro&uri=true"
    result = run("--db", url, "ingest", article)
    assert result.exit_code == 1
    assert "copy.db" in result.stderr
    assert "Mikhail Galuzin" in run("--db", url, "quotes", "--speaker", "Galuzin").stdout


@pytest.mark.parametrize(
    "content", [b"no database at all" * 100, b"SQLite format 3\x00" + b"x" * 99]
)
@pytest.mark.parametrize("command", ["quotes", "ingest"])
def test_what_is_no_database(
    run: Run, tmp_path: Path, article: str, content: bytes, command: str
) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    result = run("--db", str(path), command, *([article] if command == "ingest" else []))
    assert result.exit_code == 1
    assert str(path) in result.stderr
    assert path.read_bytes() == content
