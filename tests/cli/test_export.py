"""`export`: to a file, whole or not at all, or to standard output."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_csv(run: Run, tmp_path: Path) -> None:
    result = run("export", "--outlet", "Tempo", "--format", "csv", "-o", "tempo.csv")
    assert (result.exit_code, result.stdout) == (0, "tempo.csv: 3 statements\n")
    with (tmp_path / "tempo.csv").open(encoding="utf-8", newline="") as file:
        assert [row["article_id"] for row in csv.DictReader(file)] == ["a2", "a2", "a3"]
    assert [path.name for path in tmp_path.iterdir()] == ["tempo.csv"]


def test_json_lines_on_standard_output(run: Run) -> None:
    result = run("export", "--speaker", "Budi", "--format", "jsonl", "-o", "-")
    assert [json.loads(line)["speaker"] for line in result.stdout.splitlines()] == [
        "Budi Santoso"
    ] * 2


def test_a_failure_leaves_what_was_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "all.csv"
    path.write_text("before")
    assert run("export", "--speaker", "Xqzw", "-o", "all.csv").exit_code == 1
    assert run("export", "-o", "missing/all.csv").exit_code == 1
    assert (path.read_text(), list(tmp_path.iterdir())) == ("before", [path])
