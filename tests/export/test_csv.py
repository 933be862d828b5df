"""CSV that a spreadsheet may open."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from quotetrack.export.csv import write_csv, write_csv_rows
from quotetrack.export.report import SCHEMAS
from quotetrack.export.row import FIELDS
from quotetrack.export.schema import Subject
from tests.export.libreoffice import convert
from tests.export.samples import BARE, CONTENTS, FULL, LISTS, Listed, write_report


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


def test_rows_end_as_rfc_4180_has_it_and_cells_stay_as_they_are() -> None:
    stream = io.StringIO()
    write_csv_rows([{"a": 'b "c"\nd', "e": 1.5}], ["a", "e"], stream)
    assert stream.getvalue() == '"a","e"\r\n"b ""c""\nd",1.5\r\n'


@pytest.mark.parametrize("with_bom", [False, True])
def test_a_byte_order_mark_comes_where_it_is_asked_for(with_bom: bool) -> None:
    data = write_report(Subject.STATEMENTS, "csv", with_bom=with_bom)
    assert data.startswith(b'\xef\xbb\xbf"article_id"' if with_bom else b'"article_id"')
    assert data.count(b"\xef\xbb\xbf") == with_bom


@pytest.mark.parametrize("subject", Subject)
def test_every_subject_has_its_fields(subject: Subject) -> None:
    data = write_report(subject, "csv").decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(data, newline="")))
    assert tuple(rows[0]) == SCHEMAS[subject].names
    assert len(rows) == len(getattr(CONTENTS, LISTS[subject]))


def test_what_one_side_lacks_leaves_its_place_empty() -> None:
    data = write_report(Subject.MISMATCHES, "csv").decode("utf-8")
    (row,) = csv.DictReader(io.StringIO(data, newline=""))
    assert (row["outlets"], row["dates"]) == ("Kompas; ", "2022-12-26; ")
    assert row["name_offsets"] == "10:25; 3:18"


# What a cell may hold that a reader could take for the end of it, or for something else.
HARD = [
    "“Rudal,” kata \"dia\"; 'itu'",
    '"',
    '""',
    "satu\n\ndua\ntiga",
    "a,b;c\td",
    "=1+1",
    "+62 811",
    "-nya",
    "@moh",
    "007",
    "1,234.50",
    "2022-12-26",
    "12/26",
    "TRUE",
    "1e5",
    "日本 é 😀",
    "\u00a0tepi\u2028",
]


def test_libreoffice_reads_what_was_written(tmp_path: Path) -> None:
    said = [replace(FULL, id=n, content=text, title=text) for n, text in enumerate(HARD)]
    file = tmp_path / "r.csv"
    file.write_bytes(write_report(Subject.STATEMENTS, "csv", Listed(said)))
    # Comma, quotation mark, UTF-8; what stands in quotation marks is text.
    options = "--infilter=CSV:44,34,76,1,,0,true,false"
    sheet = load_workbook(convert(file, "r.xlsx", "xlsx", options)).active
    assert sheet is not None
    heading, *rows = sheet.iter_rows(values_only=True)
    assert heading == FIELDS
    content, title, cue = (FIELDS.index(name) for name in ("content", "title", "cue_offsets"))
    expected = [f"'{text}" if text[0] in "=+-@" else text for text in HARD]
    assert [row[content] for row in rows] == expected
    assert [row[title] for row in rows] == expected
    assert {row[cue] for row in rows} == {"22:26"}


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
        ([None, "b"], "; b"),
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
