"""`audit`: nothing touched, something touched, the story of a statement, the hash to keep."""

from __future__ import annotations

import csv
import json
from io import StringIO

from tests.cli.conftest import Run
from tests.store.tamper import alter_by_hand


def test_nothing_was_touched(run: Run) -> None:
    result = run("audit", "verify")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "4 articles" in result.stdout
    assert result.stdout.endswith("nothing was altered, removed or inserted by hand\n")


def test_a_touched_statement_is_named(run: Run, copy: str) -> None:
    alter_by_hand(copy, "UPDATE statements SET role = 'x' WHERE id = 2")
    result = run("--db", copy, "audit", "verify")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("statement 2 was altered by hand: event ")
    assert run("--db", copy, "audit", "log", "--of", "2").exit_code == 1
    assert run("--db", copy, "audit", "log", "--of", "1").exit_code == 0


def test_a_head_is_kept_and_checked(run: Run, copy: str) -> None:
    head = run("audit", "head")
    assert len(head.stdout.strip()) == 64
    assert head.stderr.startswith("event ")
    assert run("audit", "verify", "--head", head.stdout).exit_code == 0
    last = "DELETE FROM events WHERE id = (SELECT max(id) FROM events)"
    alter_by_hand(copy, last, "UPDATE runs SET finished_at = NULL")
    assert run("--db", copy, "audit", "verify").exit_code == 0
    cut = run("--db", copy, "audit", "verify", "--head", head.stdout)
    assert cut.exit_code == 1
    assert "was cut or written anew" in cut.stderr


def test_a_head_that_is_none(run: Run) -> None:
    result = run("audit", "verify", "--head", "abc")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "`quotetrack audit head` prints one" in result.stderr


def test_log(run: Run) -> None:
    table = run("audit", "log", "--of", "1").stdout.splitlines()
    assert table[0].split() == ["Event", "Time", "(UTC)", "Kind", "What", "By"]
    rows = json.loads(run("audit", "log", "--of", "1", "--format", "json").stdout)
    assert [row["kind"] for row in rows] == [
        *("run begun", "article stored", "article read", "run ended"),
    ]
    assert len(table) == 5
    cells = list(
        csv.DictReader(StringIO(run("audit", "log", "--of", "1", "--format", "csv").stdout))
    )
    assert [json.loads(row["payload"]) for row in cells] == [row["payload"] for row in rows]


def test_a_statement_that_there_is_not(run: Run) -> None:
    result = run("audit", "log", "--of", "999")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no statement 999 in the database" in result.stderr
