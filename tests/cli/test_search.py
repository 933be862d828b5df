"""`search`: words, phrases, prefixes, what is left out; options still are options."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "contents"),
    [
        (["rudal", "--outlet", "Kompas"], ["Rudal itu [sudah] siap"]),
        (["rudal", "sia*", "--outlet", "Kompas"], ["Rudal itu [sudah] siap"]),
        (['"itu sudah"', "--outlet", "Kompas"], ["Rudal itu [sudah] siap"]),
        (['"sudah itu"'], []),
        (["harga"], ["harga akan turun", "Harga naik"]),
        (["harga", "-naik"], ["harga akan turun"]),
        (["harga", "-hebat", "-turun"], ["Harga naik"]),
        (["kenaikan"], ["Harga naik"]),
        (["harga", "--speaker", "Budi"], ["harga akan turun"]),
        (["--outlet", "tempo", "--type", "direct", "harga"], ["Harga naik"]),
        (["harga", "--until", "2022-12-26"], ["harga akan turun"]),
        (["harga", "--limit", "1"], ["harga akan turun"]),
    ],
)
def test_words_and_filters(run: Run, arguments: list[str], contents: list[str]) -> None:
    result = run("search", *arguments, "--format", "json")
    found = [row["content"].rstrip(",") for row in json.loads(result.stdout)]
    assert found == contents
    assert ("--limit lists more" in result.stderr) == ("--limit" in arguments)


def test_table_and_nothing(run: Run) -> None:
    assert "Rudal itu [sudah] siap" in run("search", "rudal", "--outlet", "Kompas").stdout
    result = run("search", "sepeda")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no statement fits\n")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ([], 2, "WORDS"),
        (["rudal", "--speakr", "x"], 2, "--speakr"),
        (["rudal", "--since", "kemarin"], 2, "kemarin"),
        (["rudal", "--limit", "0"], 2, "--limit"),
        (["-rudal"], 1, "give a word that statements must have"),
        (["“…” *"], 1, "nothing to search for"),
        (["satu " * 51 + " ".join(map(str, range(51)))], 1, "50 words or fewer"),
    ],
)
def test_wrong_usage(run: Run, arguments: list[str], status: int, said: str) -> None:
    result = run("search", *arguments)
    assert result.exit_code == status
    assert said in result.stderr
