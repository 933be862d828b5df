"""Which revision a database has, how it gets the newest, and what is found wrong in it."""

from __future__ import annotations

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from quotetrack.errors import DatabaseError, SchemaError
from quotetrack.store import schema
from quotetrack.store.engine import create_engine as make_engine
from quotetrack.store.engine import lock_for_writing, read_url
from quotetrack.store.readings import save_reading
from quotetrack.store.runs import start_run
from quotetrack.store.schema import (
    check_database,
    find_revision,
    head_revision,
    make_config,
    upgrade_schema,
)
from quotetrack.store.session import open_database
from tests.store.examples import GALUZIN, SETTINGS
from tests.store.tamper import alter_by_hand


def _execute(url: str, *commands: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for line in commands:
            connection.execute(text(line))
    engine.dispose()


def _save_galuzin(url: str) -> None:
    with open_database(url, upgrade=True) as database, database.session() as session:
        save_reading(session, start_run(session, SETTINGS), GALUZIN)


def test_head_is_that_of_the_scripts() -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(make_config(connection))
    engine.dispose()
    assert scripts.get_current_head() == head_revision()


def test_upgrade(empty_url: str) -> None:
    assert find_revision(empty_url) is None
    assert upgrade_schema(empty_url) == (None, head_revision())
    assert upgrade_schema(empty_url) == (head_revision(), head_revision())
    assert find_revision(empty_url) == head_revision()
    assert check_database(empty_url) == []


def test_looking_creates_nothing(tmp_path: Path) -> None:
    file = tmp_path / "none.db"
    assert find_revision(str(file)) is None
    assert "does not exist" in check_database(str(file))[0]
    assert not file.exists()


def test_several_programs_upgrade_at_once(empty_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: upgrade_schema(empty_url), range(4)))
    assert sorted(str(before) for before, _ in found).count("None") == 1
    assert check_database(empty_url) == []


def test_an_upgrade_waits_for_who_writes(empty_url: str) -> None:
    engine = make_engine(read_url(empty_url))
    with engine.begin() as connection:
        command.upgrade(make_config(connection), "0005")
    setting = "timeout=0.05" if empty_url.startswith("sqlite") else "options=-c%20lock_timeout%3D50"
    impatient = f"{empty_url}{'&' if '?' in empty_url else '?'}{setting}"
    with engine.connect() as writer, ThreadPoolExecutor(1) as pool:
        lock_for_writing(writer)
        with pytest.raises(DatabaseError, match="locked by another program: let that one finish"):
            upgrade_schema(impatient)
        assert find_revision(empty_url) == "0005"
        waiting = pool.submit(upgrade_schema, empty_url)
        assert not wait([waiting], 0.2).done
        writer.rollback()
        assert waiting.result() == ("0005", head_revision())
    engine.dispose()


def test_a_failing_upgrade_leaves_nothing(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_after(*arguments: object) -> None:
        upgrade(*arguments)  # type: ignore[arg-type]
        raise RuntimeError

    upgrade = command.upgrade
    monkeypatch.setattr(command, "upgrade", fail_after)
    with pytest.raises(RuntimeError):
        upgrade_schema(empty_url)
    engine = create_engine(empty_url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


@pytest.mark.parametrize("upgrade", [False, True])
def test_a_newer_database(empty_url: str, upgrade: bool) -> None:
    upgrade_schema(empty_url)
    _execute(empty_url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaError, match=r"schema 9999.*install a newer quotetrack"):
        open_database(empty_url, upgrade=upgrade)
    with pytest.raises(SchemaError, match="install a newer quotetrack"):
        upgrade_schema(empty_url)
    assert "install a newer quotetrack" in check_database(empty_url)[0]


def test_an_older_database(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    upgrade_schema(empty_url)
    monkeypatch.setattr(schema, "HEAD_REVISION", "9999")
    with pytest.raises(
        SchemaError, match=r"older than this program \(schema \d{4}, needed 9999.*db upgrade"
    ):
        open_database(empty_url)
    assert "db upgrade" in check_database(empty_url)[0]


@pytest.mark.parametrize(
    ("commands", "found"),
    [
        ((), []),
        (
            ("UPDATE articles SET text = replace(text, 'Iskander', 'iskander')",),
            ["statement 1 of article 1: its content is not", "text of article 1 was altered"],
        ),
        (
            ("UPDATE statements SET content = 'x' WHERE id = 2",),
            ["statement 2 .* its content", "statement 2 was altered by hand"],
        ),
        (
            ("UPDATE statements SET cue = 'x' WHERE id = 1",),
            ["statement 1 .* its cue", "statement 1 was altered by hand"],
        ),
        (
            ("UPDATE statements SET mention = NULL WHERE id = 3",),
            ["statement 3 .* its mention", "statement 3 was altered by hand"],
        ),
        (
            ("DELETE FROM statement_parts WHERE ordinal = 1",),
            ["statement 2 .* its content", "statement 2 was altered by hand"],
        ),
        (("UPDATE statements SET role = 'x' WHERE id = 1",), ["statement 1 was altered by hand"]),
    ],
)
def test_check_rows(database_url: str, commands: tuple[str, ...], found: list[str]) -> None:
    _save_galuzin(database_url)
    alter_by_hand(database_url, *commands)
    problems = check_database(database_url)
    assert len(problems) == len(found)
    for problem, expected in zip(problems, found, strict=True):
        assert re.search(expected, problem)


def test_check_schema(empty_url: str) -> None:
    upgrade_schema(empty_url)
    _execute(empty_url, "DROP INDEX ix_aliases_key", "ALTER TABLE runs ADD COLUMN note TEXT")
    problems = check_database(empty_url)
    assert len(problems) == 2
    assert all("the schema was altered by hand" in line for line in problems)
    assert any("ix_aliases_key" in line for line in problems)
    assert any("note" in line for line in problems)


def test_check_finds_a_row_that_refers_to_nothing(tmp_path: Path) -> None:
    file = tmp_path / "broken.db"
    _save_galuzin(str(file))
    connection = sqlite3.connect(file)
    connection.execute("DELETE FROM speakers")
    connection.commit()
    connection.close()
    problems = check_database(str(file))
    assert any("refers to a row of speakers that does not exist" in line for line in problems)


def test_check_finds_a_damaged_file(tmp_path: Path) -> None:
    file = tmp_path / "broken.db"
    _save_galuzin(str(file))
    content = bytearray(file.read_bytes())
    content[4096 * 6 : 4096 * 12] = b"\x5a" * (4096 * 6)
    file.write_bytes(content)
    assert any("the file is damaged" in line for line in check_database(str(file)))
