"""`db`, and databases that cannot be used as they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quotetrack.store.engine import create_engine, lock_for_writing, read_url
from quotetrack.store.schema import find_revision
from tests.cli.conftest import Run
from tests.databases import execute, find_file, is_postgresql, make_impatient, make_read_only


@pytest.fixture
def article(tmp_path: Path) -> str:
    """Return the path of an article that is in no database yet."""
    path = tmp_path / "new.txt"
    path.write_text("“Baru,” kata Rina Santoso.")
    return str(path)


def test_upgrade_current_check(run: Run, empty_url: str) -> None:
    url = ("--db", empty_url)
    assert "no tables yet" in run(*url, "db", "current").stdout
    assert "upgraded from nothing" in run(*url, "db", "upgrade").stdout
    assert "nothing to do" in run(*url, "db", "upgrade").stdout
    assert "up to date" in run(*url, "db", "current").stdout
    assert run("db", "check", *url).stdout == "all is well\n"


def test_backup_and_reindex(run: Run, copy: str, tmp_path: Path) -> None:
    if copy.startswith("postgresql"):
        assert "pg_dump" in run("db", "backup", "b.db", "--db", copy).stderr
        return
    assert run("db", "backup", "b.db", "--db", copy).stdout.startswith("b.db: 0.")
    assert run("--db", "b.db", "db", "check").stdout == "all is well\n"
    again = run("db", "backup", "b.db", "--db", copy)
    assert (again.exit_code, "is there already" in again.stderr) == (1, True)
    execute(f"sqlite:///{tmp_path / 'b.db'}", "DELETE FROM search_entries")
    assert "quotetrack db reindex" in run("--db", "b.db", "db", "check").stderr
    assert "statements in the search index" in run("--db", "b.db", "db", "reindex").stdout
    assert run("--db", "b.db", "db", "check").stdout == "all is well\n"


def test_check_names_what_was_altered(run: Run, copy: str) -> None:
    execute(copy, "UPDATE statements SET content = 'lain' WHERE id = 1")
    result = run("--db", copy, "db", "check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr != ""


def test_a_database_that_is_not_there_is_not_made_by_a_question(run: Run, empty_url: str) -> None:
    result = run("--db", empty_url, "quotes")
    assert result.exit_code == 1
    assert "quotetrack db upgrade" in result.stderr
    assert find_revision(empty_url) is None
    assert is_postgresql(empty_url) or not find_file(empty_url).exists()


@pytest.mark.parametrize(
    ("revision", "step"), [("9999", "install a newer quotetrack"), (None, "another program")]
)
@pytest.mark.parametrize("command", ["quotes", "ingest"])
def test_another_schema(
    run: Run, copy: str, article: str, revision: str | None, step: str, command: str
) -> None:
    new = "DROP TABLE alembic_version"
    if revision:
        new = f"UPDATE alembic_version SET version_num = '{revision}'"
    execute(copy, new)
    result = run("--db", copy, command, *([article] if command == "ingest" else []))
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
    run: Run, copy: str, change: str, shown: str, step: str
) -> None:
    execute(copy, change)
    result = run("--db", copy, "db", "current")
    assert result.stdout.startswith(f"{shown} (this version: ")
    assert step in result.stderr


@pytest.fixture
def locked(copy: str) -> Iterator[str]:
    """Return a database to which another program is writing."""
    engine = create_engine(read_url(copy))
    with engine.connect() as connection:
        lock_for_writing(connection)
        yield copy
    engine.dispose()


def test_a_locked_database(run: Run, locked: str, article: str) -> None:
    result = run("--db", make_impatient(locked), "ingest", article)
    assert result.exit_code == 1
    assert "is locked by another program" in result.stderr
    assert "Traceback" not in result.output


def test_a_read_only_database(run: Run, copy: str, article: str) -> None:
    url = make_read_only(copy)
    result = run("--db", url, "ingest", article)
    assert result.exit_code == 1
    assert "is read-only" in result.stderr
    assert "Mikhail Galuzin" in run("--db", url, "quotes", "--speaker", "Galuzin").stdout


@pytest.mark.parametrize(
    "content", [b"no database at all" * 100, b"SQLite format 3\x00" + b"x" * 99]
)
@pytest.mark.parametrize("command", ["quotes", "ingest"])
def test_what_is_no_database(
    program: Run, tmp_path: Path, article: str, content: bytes, command: str
) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    result = program("--db", str(path), command, *([article] if command == "ingest" else []))
    assert result.exit_code == 1
    assert str(path) in result.stderr
    assert path.read_bytes() == content
