"""CSV that a spreadsheet may open."""

from __future__ import annotations

import csv
import io

import pytest

from quotetrack.export.csv import write_csv, write_csv_rows
from quotetrack.export.row import FIELDS
from tests.export.samples import BARE, FULL


def test_header_and_one_row_a_statement() -> None:
    stream = io.StringIO()
    assert write_csv(iter([FULL, BARE]), stream) == 2
    first, second = csv.DictReader(io.StringIO(stream.getvalue(), newline=""))
    assert tuple(first) == FIELDS
    assert first["content"] == FULL.content
    assert first["content_offsets"] == "10:20; 30:45"
    assert (first["cue_offsets"], first["source"]) == ("22:26", "Sputnik; AFP")
    assert (first["confidence"], first["run"]) == ("0.9123", "2")
    assert (second["cue"], second["cue_offsets"], second["source"]) == ("", "", "")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+62", "'+62"),
        ("-nya", "'-nya"),
        ("@mohmahfudmd", "'@mohmahfudmd"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        (["=1", "b"], "'=1; b"),
        ("biasa = saja", "biasa = saja"),
        ("“=”", "“=”"),
        (-5, "-5"),
        ("", ""),
    ],
)
def test_no_cell_is_run_as_a_formula(cell: object, written: str) -> None:
    stream = io.StringIO()
    write_csv_rows([{"a": "x", "b": cell}], ["a", "b"], stream)
    rows = list(csv.reader(io.StringIO(stream.getvalue(), newline="")))
    assert rows == [["a", "b"], ["x", written]]
