"""`speakers`, `mismatches` and `show`: what is in the database."""

from __future__ import annotations

import csv
import io
import json

import pytest

from quotetrack.cli.show import bracket
from quotetrack.marking import Label, Marked
from quotetrack.records import Span
from tests.cli.conftest import ARTICLES, Run


def test_speakers(run: Run) -> None:
    rows = json.loads(run("speakers", "--format", "json").stdout)
    by_name = {row["name"]: row for row in rows}
    assert by_name["Budi Santoso"]["statements"] == 2
    assert by_name["Mikhail Galuzin"]["articles"] == 2
    assert by_name["Mikhail Galuzin"]["offices"] == ["Wakil Menteri Luar Negeri Rusia"]
    table = run("speakers").stdout
    assert "Mikhail Galuzin" in table
    read = csv.DictReader(io.StringIO(run("speakers", "--format", "csv").stdout))
    assert {row["name"] for row in read} == set(by_name)


def test_mismatches(run: Run) -> None:
    (row,) = json.loads(run("mismatches", "--format", "json").stdout)
    assert sorted(row["names"]) == ["Leonid Kanevsky", "Leonid Kasinsky"]
    assert row["state"] == "open"
    table = run("mismatches", "--state", "open").stdout
    assert row["evidence"] in table
    result = run("mismatches", "--state", "confirmed")
    assert (result.stdout, result.stderr) == ("", "no mismatch\n")


@pytest.mark.parametrize("key", ["1", "a1"])
def test_show_marks_statements_and_keeps_the_text(run: Run, key: str) -> None:
    shown = run("show", key).stdout
    assert shown.startswith("Kompas: Galuzin: Rudal Siap [a1]\n2022-12-25\nhttps://example.org/1\n")
    assert "“[direct 1: Rudal itu [sudah] siap" in shown
    for marked in ("[cue 1: ujar]", "[source 1: Sputnik]"):
        assert marked in shown
    unmarked = shown
    for mark in ("[direct 1: ", "[cue 1: ", "[mention 1: ", "[source 1: "):
        unmarked = unmarked.replace(mark, "")
    bare = ARTICLES[0]["text"].replace("]", "")
    assert bare in unmarked.replace("]", "")


def test_show_colours_on_a_terminal_without_losing_a_letter(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotetrack.cli.show._print_bracketed", _print_coloured())
    shown = run("show", "a1").stdout
    assert " direct content " in shown
    assert "“Rudal itu [sudah] siap,” ujar" in shown.replace("\n", " ")


def _print_coloured() -> object:
    from quotetrack.cli import show

    return show._print_coloured


def test_an_article_that_is_not_there(run: Run) -> None:
    result = run("show", "zz")
    assert result.exit_code == 1
    assert "'zz'" in result.stderr


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ([], "abcdef"),
        ([Marked(Span(1, 3), Label.CUE, (1, 2))], "a[cue 1,2: bc]def"),
        (
            [Marked(Span(0, 3), Label.CUE, (1,)), Marked(Span(3, 6), Label.SOURCE, (2,))],
            "[cue 1: abc][source 2: def]",
        ),
        (
            [Marked(Span(0, 2), Label.CUE, (1,)), Marked(Span(0, 6), Label.DIRECT, (2,))],
            "[direct 2: [cue 1: ab]cdef]",
        ),
    ],
)
def test_brackets_lie_inside_each_other(marked: list[Marked], shown: str) -> None:
    assert bracket("abcdef", marked) == shown
