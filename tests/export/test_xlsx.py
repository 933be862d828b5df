"""The workbook: its sheets, what is cut, and that LibreOffice opens it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from quotetrack.export import cells, xlsx
from quotetrack.export.formats import load_writer
from quotetrack.export.report import Report
from quotetrack.export.schema import Subject
from tests.export.libreoffice import convert
from tests.export.samples import AT, CONTENTS, FULL, HEAD, Listed, make_about, write_report

SHEETS = ["About", "Claims", "Statements", "Speakers", "Mismatches"]


def read_book(
    contents: Listed = CONTENTS,
    subject: Subject = Subject.STATEMENTS,
    filters: Mapping[str, str] | None = None,
) -> Any:
    """Return the workbook of a report, read back."""
    return load_workbook(io.BytesIO(write_report(subject, "xlsx", contents, filters=filters)))


def read_about(book: Any) -> list[tuple[str, str]]:
    """Return what a workbook says of itself."""
    return [tuple(row) for row in book["About"].iter_rows(values_only=True)]


@pytest.mark.parametrize("subject", xlsx.SHEETS)
def test_all_sheets_are_there_and_the_subject_is_in_front(subject: Subject) -> None:
    book = read_book(subject=subject)
    assert book.sheetnames == SHEETS
    assert book.active.title == subject.value.capitalize()
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].font.bold
        assert sheet.column_dimensions["B"].width >= 10


def test_rows_have_dates_links_and_text() -> None:
    sheet = read_book()["Statements"]
    heading, full, bare, _ = sheet.iter_rows()
    column = {cell.value: place for place, cell in enumerate(heading)}
    assert full[column["date"]].value == datetime(2022, 12, 26)
    assert full[column["url"]].hyperlink.target == "https://example.org/1"
    assert full[column["content"]].value == FULL.content
    assert full[column["content_offsets"]].value == "10:20; 30:45"
    assert full[column["confidence"]].value == 0.9123
    assert full[column["found"]].value is True
    formula = bare[column["content"]]
    assert (formula.value, formula.data_type, formula.quotePrefix) == ("=1+1", "s", True)


def test_both_sides_of_a_mismatch_have_their_columns() -> None:
    heading, row = read_book()["Mismatches"].iter_rows(values_only=True)
    told = dict(zip(heading, row, strict=True))
    assert (told["names 1"], told["names 2"]) == ("Mikhail Galuzin", "Mikhail Galuzyn")
    assert (told["dates 1"], told["dates 2"]) == (datetime(2022, 12, 26), None)


def test_the_book_says_what_it_is() -> None:
    book = read_book(filters={"outlet": "Kompas", "type": "direct"})
    about = read_about(book)
    assert ("Filters", "outlet: Kompas, type: direct") in about
    assert ("Audit head", HEAD.hash) in about
    assert ("Time (UTC)", "2026-03-02 08:00:00") in about
    assert ("Statements", "3 rows") in about
    assert ("Mismatches", "1 rows, whatever type") in about
    assert about[-1] == ("Cut", "nothing")
    properties = book.properties
    assert properties.created == properties.modified == AT.replace(tzinfo=None)
    assert properties.creator.startswith("quotetrack ")
    assert HEAD.hash in properties.description


def test_what_is_cut_is_said_with_how_to_get_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 4)
    monkeypatch.setattr(cells, "MOST_LINKS", 2)
    said = [replace(FULL, id=n, content="a" * 40_000 if n == 1 else "b") for n in range(5)]
    stream = io.BytesIO()
    report = Report(make_about(format_="xlsx"), Listed(said))
    written = load_writer("xlsx")(report, stream)
    assert written.rows == 3
    rows, long, links = written.cuts
    assert rows.startswith("statements: 2 rows are left out")
    assert long.startswith("statements: 1 cells are cut")
    assert links.startswith("statements: 1 addresses are no links")
    assert "quotetrack export statements --format csv -o statements.csv" in rows
    book = load_workbook(stream)
    assert book["Statements"].max_row == 4
    assert [line for heading, line in read_about(book) if heading == "Cut"] == [*written.cuts]


def test_the_same_is_the_same_byte_for_byte() -> None:
    first, second = (write_report(Subject.CLAIMS, "xlsx") for _ in range(2))
    assert first == second
    later = write_report(Subject.CLAIMS, "xlsx", at=AT.replace(year=2027))
    assert first != later


def test_libreoffice_opens_it(tmp_path: Path) -> None:
    file = tmp_path / "r.xlsx"
    said = [replace(FULL, content="“a”\n“b” _x0041_"), *CONTENTS.quotes[1:]]
    file.write_bytes(write_report(Subject.STATEMENTS, "xlsx", replace(CONTENTS, quotes=said)))
    # The third sheet, in UTF-8, as it is shown.
    options = "44,34,76,1,,0,false,true,false,,,3"
    made = convert(file, "r-Statements.csv", f"csv:Text - txt - csv (StarCalc):{options}")
    with made.open(encoding="utf-8", newline="") as text:
        first, second, _ = csv.DictReader(text)
    assert (first["content"], first["date"]) == (said[0].content, "2022-12-26")
    assert (second["content"], second["url"]) == ("=1+1", "")
