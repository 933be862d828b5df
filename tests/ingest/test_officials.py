"""Officials from files, and back: nothing is lost, and a slip is named with its line."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TextIO

import pytest

from quotetrack.errors import InputError
from quotetrack.export.officials import write_officials_csv, write_officials_jsonl
from quotetrack.ingest.officials import read_officials
from quotetrack.records import Official, Term
from tests.speakers.officials import OFFICIALS as SHIPPED

LIMIT = 1_000_000
TWO = [
    Official(
        "Siti Contoh, M.Si.",
        ("Contoh", "Bu Siti"),
        ("Siti",),
        (
            Term("Menteri Contoh", "Kementerian Contoh", None, date(2014, 1, 2), date(2015, 1, 2)),
            Term("Ketua", country="Indonesia", since=date(2016, 1, 2)),
        ),
        "Q1",
    ),
    Official("Tanpa Jabatan"),
]


@pytest.mark.parametrize(
    ("ending", "write"), [("csv", write_officials_csv), ("jsonl", write_officials_jsonl)]
)
def test_what_is_written_is_read(
    tmp_path: Path, ending: str, write: Callable[[list[Official], TextIO], int]
) -> None:
    file = tmp_path / f"officials.{ending}"
    stream = io.StringIO()
    assert write(TWO, stream) == 2
    file.write_text(stream.getvalue(), encoding="utf-8")
    assert read_officials(file, LIMIT) == TWO


def test_the_registry_that_ships_is_read(tmp_path: Path) -> None:
    stream = io.StringIO()
    write_officials_jsonl(SHIPPED, stream)
    file = tmp_path / "officials.jsonl"
    file.write_text(stream.getvalue(), encoding="utf-8")
    assert [o.name for o in read_officials(file, LIMIT)] == [o.name for o in SHIPPED]


def line(**fields: object) -> str:
    """Return a line of JSON."""
    return json.dumps({"name": "A B", "offices": []} | fields) + "\n"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("x.jsonl", "{", ":1: is not JSON"),
        ("x.jsonl", "[]", ":1: is JSON but no object"),
        ("x.jsonl", line() + line(name=""), ":2: has no “name”"),
        ("x.jsonl", line(name=3), ":1: “name” is not a string"),
        ("x.jsonl", line(aliases="B"), ":1: “aliases” is no list of strings"),
        ("x.jsonl", line(offices=["Ketua"]), ":1: “offices” is no list of objects"),
        ("x.jsonl", line(offices=[{"body": "KPK"}]), ":1: has no “office”"),
        ("x.jsonl", line(offices=[{"office": "K", "from": "2022"}]), "“from” is 2022, no day"),
        (
            "x.jsonl",
            line(offices=[{"office": "K", "from": "2022-01-02", "to": "2021-01-02"}]),
            "lies after",
        ),
        ("x.jsonl", line() + line(name="C", aliases=["a b"]), ":2: “a b” is A B already"),
        ("x.jsonl", line() + line(), ":2: “A B” is A B already"),
        ("x.csv", "office\nKetua\n", ":1: has no column “name”"),
        ("x.csv", "name,aliases\nA,B\nA,C\n", ":3: A has other aliases in an earlier row"),
        ("x.csv", 'name\n"A', "is not CSV"),
        ("x.txt", "A", "is neither .csv nor .jsonl"),
        ("x.csv", "", "is empty"),
    ],
)
def test_a_slip_is_named(tmp_path: Path, name: str, text: str, message: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_officials(file, LIMIT)
    assert message in str(caught.value)
    assert str(file) in str(caught.value)
