"""`evaluate`: figures, groups, errors and changes as tables, JSON and CSV; bad input refused."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.evaluation.articles import GOLD, PREDICTED
from tests.evaluation.conftest import write_jsonl


@pytest.fixture(autouse=True)
def files(program: Run) -> None:
    """Put the made-up articles, as annotated and as predicted, into the working folder."""
    write_jsonl(Path("gold.jsonl"), GOLD)
    write_jsonl(Path("found.jsonl"), PREDICTED)
    write_jsonl(Path("perfect.jsonl"), GOLD)


def read_json(program: Run, *arguments: str) -> dict[str, Any]:
    result = program("evaluate", "gold.jsonl", *arguments, "--format", "json")
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def test_the_table(program: Run) -> None:
    result = program("evaluate", "gold.jsonl", "--predicted", "found.jsonl", "--errors", "2")
    lines = [line.split() for line in result.stdout.splitlines()]
    assert lines[0] == ["5", "articles"]
    assert lines[2][:4] == ["who-said-what", "F1", "all", "0.500"]
    assert lines[2][5:] == ["0.474", "0.529", "9", "19", "17"]
    assert ["0.9–1.0", "15", "9", "0.600"] in [line[:4] for line in lines]
    errors = result.stdout.partition("Errors:\n")[2].splitlines()
    assert len(errors) == 3
    assert errors[1].split()[:3] == ["market", "speaker", "direct"]
    assert result.stderr == (
        "found.jsonl: lacks 1 of 5 articles, unread the first: counted as without statements\n"
    )


def test_json_has_all_and_csv_a_row_a_figure(program: Run) -> None:
    document = read_json(program, "--predicted", "found.jsonl", "--errors", "99")
    assert (document["articles"], document["by"]) == (5, None)
    assert len(document["figures"]) == 20
    assert document["figures"][0] | {"low": 0, "high": 0} == {
        **{"figure": "who-said-what F1", "measured_on": "all", "value": 0.5, "low": 0, "high": 0},
        **{"precision": 0.4737, "recall": 0.5294, "count": 9, "found": 19, "of": 17},
    }
    assert len(document["errors"]) == 13
    assert "gained" not in document
    result = program("evaluate", "gold.jsonl", "--predicted", "found.jsonl", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == len(document["figures"]) + len(document["calibration"])
    assert (rows[0]["figure"], rows[0]["value"], rows[-1]["found"]) == (
        *("who-said-what F1", "0.5"),
        "",
    )


@pytest.mark.parametrize(
    ("by", "first"),
    [
        ("type", ["direct", "0.500"]),
        ("resolution", ["full_name", "0.533"]),
        ("outlet", ["(no", "outlet)", "0.000"]),
    ],
)
def test_groups(program: Run, by: str, first: list[str]) -> None:
    result = program("evaluate", "gold.jsonl", "--predicted", "found.jsonl", "--by", by)
    heading, row = result.stdout.splitlines()[1:3]
    assert heading.startswith(f"{by.capitalize()} ")
    assert row.split()[: len(first)] == first
    document = read_json(program, "--predicted", "found.jsonl", "--by", by)
    assert document["by"] == by
    assert {row["measured_on"] for row in document["figures"]} > {" ".join(first[:-1])}


def test_gained_and_lost(program: Run) -> None:
    arguments = ("--predicted", "perfect.jsonl", "--against", "found.jsonl")
    document = read_json(program, *arguments)
    assert (len(document["gained"]), document["lost"]) == (8, [])
    printed = program("evaluate", "gold.jsonl", *arguments).stdout.partition("8 gained, 0 lost:\n")[
        2
    ]
    assert printed.splitlines()[1].split()[:3] == ["market", "gained", "Rina"]
    assert read_json(program, *arguments, "--errors", "1")["errors"] == []


def test_without_a_prediction_the_articles_are_read(program: Run) -> None:
    found = program("extract", "gold.jsonl", "--format", "jsonl").stdout
    Path("read.jsonl").write_text(found, encoding="utf-8")
    result = program("evaluate", "gold.jsonl", "--format", "json")
    assert json.loads(result.stdout) == read_json(program, "--predicted", "read.jsonl")
    assert json.loads(result.stdout)["figures"][0]["count"] > 0
    assert result.stderr == ""  # no bar in a pipe


def test_a_perfect_prediction_has_no_error_and_no_confidence(program: Run) -> None:
    printed = program(
        "evaluate", "gold.jsonl", "--predicted", "perfect.jsonl", "--errors", "5"
    ).stdout
    assert printed.endswith("Errors:\nno error\n")
    assert "confidence" not in printed


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("missing.jsonl",), "missing.jsonl: is missing: name the file where it is"),
        (("bad.jsonl",), "bad.jsonl:2: is not JSON: Expecting value"),
        (("found.jsonl",), "found.jsonl:1: has no field “text”"),
        (("gold.jsonl", "--predicted", "bad.jsonl"), "bad.jsonl:2: is not JSON"),
        (("gold.jsonl", "--predicted", "other.jsonl"), "other.jsonl: holds none of the articles"),
        (("gold.jsonl", "--against", "other.jsonl"), "other.jsonl: holds none of the articles"),
    ],
)
def test_bad_input_is_one_line(program: Run, arguments: tuple[str, ...], error: str) -> None:
    Path("bad.jsonl").write_text(json.dumps(GOLD[0]) + "\nhello\n")
    write_jsonl(Path("other.jsonl"), [{"id": "other", "statements": []}])
    result = program("evaluate", *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"Error: {error}")
    assert result.stderr.count("\n") == 1


def test_csv_is_one_table(program: Run) -> None:
    result = program("evaluate", "gold.jsonl", "--errors", "3", "--format", "csv")
    assert result.exit_code == 2
    assert "use --format table or json" in result.stderr


def test_a_prediction_from_a_file_needs_no_pipeline() -> None:
    code = (
        "import sys\nfrom quotetrack.cli import main\n"
        "main(['evaluate', 'gold.jsonl', '--predicted', 'found.jsonl'], standalone_mode=False)\n"
        "sys.exit('spacy' in sys.modules or 'sqlalchemy' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
