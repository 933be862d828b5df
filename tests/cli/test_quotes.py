"""`quotes`: found by any part of a name, filtered, in three formats."""

from __future__ import annotations

import csv
import io
import json

import pytest

from quotetrack.export.row import FIELDS
from tests.cli.conftest import Run


def list_contents(run: Run, *arguments: str) -> list[str]:
    """Return the contents of the statements that the command lists."""
    return [
        row["content"] for row in json.loads(run("quotes", "--format", "json", *arguments).stdout)
    ]


@pytest.mark.parametrize(
    ("arguments", "contents"),
    [
        (["--speaker", "galuzin", "--outlet", "kompas"], ["Rudal itu [sudah] siap"]),
        (["--speaker", "BUDI"], ["harga akan turun", "Kami khawatir"]),
        (["--speaker", "Budi Santoso", "--type", "direct"], ["Kami khawatir"]),
        (["--speaker", "Budi", "--since", "2022-12-27"], []),
        (["--outlet", "Tempo", "--until", "2022-12-26"], ["harga akan turun", "Kami khawatir"]),
        (["--outlet", "Tempo", "--type", "indirect"], ["harga akan turun"]),
    ],
)
def test_filters(run: Run, arguments: list[str], contents: list[str]) -> None:
    found = list_contents(run, *arguments)
    assert [content.rstrip(",") for content in found] == contents


def test_the_table_prints_what_a_reader_checks(run: Run) -> None:
    result = run("quotes", "--speaker", "Galuzin", "--outlet", "Kompas")
    heading, row = result.stdout.splitlines()
    assert heading.split() == [
        "No.",
        "Date",
        "Article",
        "Speaker",
        "Role",
        "Type",
        "Cue",
        "Source",
        "Review",
        "Content",
    ]
    for cell in (
        "2022-12-25",
        "Kompas: Galuzin: Rudal Siap [a1]",
        "Mikhail Galuzin",
        "Wakil Menteri Luar Negeri Rusia",
        "ujar",
        "Sputnik",
        "Rudal itu [sudah] siap",
    ):
        assert cell in row
    assert result.stderr == ""


def test_csv_has_the_fields_of_the_export(run: Run) -> None:
    result = run("quotes", "--speaker", "Galuzin", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert tuple(rows[0]) == FIELDS
    assert {row["article_id"] for row in rows} >= {"a1"}


def test_several_speakers_are_listed_and_all_are_quoted(run: Run) -> None:
    result = run("quotes", "--speaker", "Santoso", "--format", "json")
    assert "2 speakers fit 'Santoso'" in result.stderr
    assert "Rina Santoso" in result.stderr
    speakers = {row["speaker"] for row in json.loads(result.stdout)}
    assert speakers == {"Budi Santoso", "Rina Santoso"}


def test_nobody_of_that_name(run: Run) -> None:
    result = run("quotes", "--speaker", "Galuzyn")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Mikhail Galuzin" in result.stderr
    assert "quotetrack speakers" in run("quotes", "--speaker", "Xqzw").stderr


def test_no_statement_fits(run: Run) -> None:
    result = run("quotes", "--speaker", "Galuzin", "--outlet", "Antara")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no statement fits\n")
    result = run("quotes", "--outlet", "Antara", "--format", "json")
    assert json.loads(result.stdout) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["--since", "2023-01-02", "--until", "2023-01-01"],
        ["--since", "kemarin"],
        ["--type", "mixed"],
    ],
)
def test_wrong_usage(run: Run, arguments: list[str]) -> None:
    assert run("quotes", *arguments).exit_code == 2
