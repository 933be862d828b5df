"""Cells that Excel takes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook

from quotetrack.export import cells
from quotetrack.export.cells import Cells, Column, read_columns
from quotetrack.export.mismatch_row import MISMATCHES
from quotetrack.export.schema import Field, FieldType


def make_cells() -> Cells:
    """Return what makes the cells of a new sheet."""
    return Cells(Workbook(write_only=True).create_sheet())


def make(value: object, type_: FieldType = FieldType.TEXT) -> Any:
    """Return the cell for a value of a type."""
    field = Field("a", type_, "")
    return make_cells().make(Column("a", field, 1), {"a": value})


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("biasa", "biasa"),
        ("a\x00b\x0bc\ufffed\ud800", "a\ufffdb\ufffdc\ufffdd\ufffd"),
        ("a\r\nb\rc\td", "a\nb\nc\td"),
        ("_x0041_", "_x005F_x0041_"),
        ("#N/A", "#N/A"),
        ("=1+1", "=1+1"),
    ],
)
def test_text_stays_text(text: str, written: str) -> None:
    cell = make_cells().make_text(text)
    assert (cell.value, cell.data_type) == (written, "s")


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+62", "-nya", "@moh"])
def test_no_text_becomes_a_formula_when_it_is_edited(text: str) -> None:
    assert make_cells().make_text(text).quotePrefix
    assert not make_cells().make_text(f"a{text}").quotePrefix


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("a" * 32_767, 32_767),
        ("a" * 32_768, 32_767),
        ("😀" * 16_383, 16_383),  # two units each, as Excel counts
        ("😀" * 16_384, 16_381 + 4),
    ],
)
def test_long_text_is_cut_and_counted(text: str, length: int) -> None:
    made = make_cells()
    value = made.make_text(text).value
    assert len(value) == length
    assert len(value.encode("utf-16-le")) <= 2 * 32_767
    assert (made.cut, value.endswith(" […]")) == ((0, False) if value == text else (1, True))


@pytest.mark.parametrize(
    ("value", "type_", "written", "format_"),
    [
        ("2022-12-26", FieldType.DAY, datetime(2022, 12, 26), "yyyy-mm-dd"),
        (
            "2026-03-01T19:30:15+07:00",
            FieldType.MOMENT,
            datetime(2026, 3, 1, 12, 30, 15),
            "yyyy-mm-dd hh:mm:ss",
        ),
        ("1899-05-20", FieldType.DAY, "1899-05-20", "General"),
    ],
)
def test_dates_are_dates_where_excel_knows_them(
    value: str, type_: FieldType, written: object, format_: str
) -> None:
    cell = make(value, type_)
    assert (cell.value, cell.number_format) == (written, format_)


@pytest.mark.parametrize("value", [None, "", []])
def test_nothing_leaves_the_cell_empty(value: object) -> None:
    assert make(value) is None


def test_numbers_and_flags_are_such() -> None:
    assert [make(value) for value in (0, 0.5, False)] == [0, 0.5, False]


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("https://example.org/1?a=b&c", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://example.org/ dua", False),
        ("lihat https://example.org", False),
    ],
)
def test_addresses_of_the_web_are_links(text: str, linked: bool) -> None:
    cell = make(text)
    assert (cell.value, cell.hyperlink is not None) == (text, linked)


def test_more_links_than_a_sheet_takes_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MOST_LINKS", 2)
    made, column = make_cells(), Column("url", Field("url", FieldType.TEXT, ""), 1)
    addresses = [f"https://example.org/{n}" for n in range(3)] + [f"https://x.org/{'a' * 2_079}"]
    written: list[Any] = [made.make(column, {"url": address}) for address in addresses]
    assert [cell.hyperlink is not None for cell in written] == [True, True, False, False]
    assert ([cell.value for cell in written], made.unlinked) == (addresses, 2)


def test_a_field_with_two_sides_has_two_columns() -> None:
    names = [column.name for column in read_columns(MISMATCHES)]
    assert names[:5] == ["id", "kind", "names 1", "names 2", "article_ids 1"]
    field = Field("name_offsets", FieldType.SPAN, "", pair=True)
    row = {"name_offsets": [[1, 2], [3, 4]]}
    made = [make_cells().make(Column("a", field, 1, side), row) for side in (0, 1)]
    assert [cell.value for cell in made] == ["1:2", "3:4"]  # type: ignore[attr-defined]
