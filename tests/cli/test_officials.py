"""`officials`: what is imported gives speakers their names, and comes out as it went in."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

MISHA = {
    "name": "Mikhail Yuryevich Galuzin",
    "aliases": ["Mikhail Galuzin"],
    "shared_aliases": [],
    "wikidata": "",
    "offices": [
        {
            "office": "Wakil Menteri Luar Negeri",
            "body": None,
            "country": "Rusia",
            "from": "2022-11-01",
            "to": None,
        }
    ],
}


def test_an_imported_official_is_the_speaker(run: Run, copy: str, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps(MISHA))
    result = run("--db", copy, "officials", "import", "in.jsonl")
    assert result.stdout.startswith("in.jsonl: 1 officials; 2 appearances")
    for name in ("yuryevich", "galuzin"):
        found = run("--db", copy, "quotes", "--speaker", name, "--format", "json")
        assert {row["speaker"] for row in json.loads(found.stdout)} == {MISHA["name"]}
    assert run("--db", copy, "officials", "export", "-").stdout == json.dumps(MISHA) + "\n"
    assert run("--db", copy, "officials", "export", "out.csv").stdout == "out.csv: 1 officials\n"
    assert "Wakil Menteri" in (tmp_path / "out.csv").read_text()


def test_a_file_with_a_slip_changes_nothing(run: Run, copy: str, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps(MISHA) + "\n{\n")
    result = run("--db", copy, "officials", "import", "in.jsonl")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: in.jsonl:2: is not JSON")
    assert run("--db", copy, "officials", "export", "-").stdout == ""


def test_without_a_file_the_registry_that_ships_is_imported(run: Run, copy: str) -> None:
    assert "officials.jsonl: 1646 officials" in run("--db", copy, "officials", "import").stdout


def test_a_file_of_another_kind(run: Run, copy: str) -> None:
    result = run("--db", copy, "officials", "export", "out.txt")
    assert (result.exit_code, "neither .csv nor .jsonl" in result.stderr) == (1, True)
