"""`speakers show` and quotes by office: what is known of one speaker, found by name or office."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run

OFFICE = "Wakil Menteri Luar Negeri Rusia"


def test_show_as_json(run: Run) -> None:
    (row,) = json.loads(run("speakers", "show", "galuzin", "--format", "json").stdout)
    assert (row["name"], row["statements"] >= 2, row["articles"]) == ("Mikhail Galuzin", True, 2)
    assert row["aliases"][0]["name"] == "Mikhail Galuzin"
    assert "Kompas" in row["aliases"][0]["outlets"]
    assert {"office": OFFICE, "from": "2022-12-25", "to": "2022-12-25"} in row["offices"]
    assert row["first"]["article_id"] == "a1"
    assert "Sputnik" in {source["name"] for source in row["sources"]}


def test_show_as_table(run: Run) -> None:
    shown = run("speakers", "show", "Kasinsky").stdout
    assert "Leonid Kanevsky / Leonid Kasinsky" in shown
    assert "mismatch" in shown
    assert "perhaps" in shown


def test_show_lists_all_whom_the_name_fits(run: Run) -> None:
    rows = json.loads(run("speakers", "show", "Santoso", "--format", "json").stdout)
    assert {row["name"] for row in rows} == {"Budi Santoso", "Rina Santoso"}


@pytest.mark.parametrize(
    ("arguments", "speakers"),
    [
        ([OFFICE], {"Mikhail Galuzin"}),
        (["Wamenlu Rusia", "--at", "2022-12-25"], {"Mikhail Galuzin"}),
        (["menteri perdagangan"], {"Rina Santoso"}),
        (["Galuzin", "--at", "2022-12-25"], {"Mikhail Galuzin"}),
    ],
)
def test_quotes_by_office(run: Run, arguments: list[str], speakers: set[str]) -> None:
    found = json.loads(run("quotes", "--format", "json", "--speaker", *arguments).stdout)
    assert {row["speaker"] for row in found} == speakers


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["Wamenlu Rusia", "--at", "2020-01-02"], "no speaker is called"),
        (["Mentri Perdagangan"], "near to it: Menteri Perdagangan"),
    ],
)
def test_nobody_held_it(run: Run, arguments: list[str], message: str) -> None:
    result = run("quotes", "--speaker", *arguments)
    assert (result.exit_code, message in result.stderr) == (1, True), result.stderr


def test_a_day_needs_an_office(run: Run) -> None:
    assert run("quotes", "--at", "2022-12-25").exit_code == 2


def test_the_registry_knows_who_it_was(run: Run, copy: str) -> None:
    run("--db", copy, "officials", "import")
    arguments = ("quotes", "--speaker", "Menteri Luar Negeri Rusia", "--at", "2022-12-25")
    result = run("--db", copy, *arguments)
    assert "on 2022-12-25 was Sergei Lavrov, whom no article here quotes" in result.stderr
    (row,) = json.loads(run("--db", copy, "speakers", "show", "galuzyn", "--format", "json").stdout)
    assert row["name"] == "Mikhail Galuzin"
    assert row["registry"][0]["office"].startswith("Wakil Menteri Luar Negeri")
