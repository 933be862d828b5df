"""Cells of a workbook: what a field's type is in Excel, and what Excel refuses.

Text stays text, so that no cell is run as a formula, and is marked so that it does not become one
when somebody edits it. A day or moment is a date, in UTC; before 1900 Excel knows none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink

from quotetrack.export.csv import join_values
from quotetrack.export.schema import Field, FieldType, Row, Schema

MOST_UNITS = 32_767  # characters of a cell, as UTF-16 counts them
MOST_LINKS = 65_530  # of a sheet
_MOST_ADDRESS = 2_079
_CUT = " […]"
_FIRST_DAY = date(1900, 3, 1)  # Excel takes 1900 for a leap year
_FORMULA_OPENERS = ("=", "+", "-", "@")

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # what Excel reads as one character
_LINK = re.compile('https?://[^\\s"<>]+', re.IGNORECASE)

_WIDTHS = {
    FieldType.INTEGER: 10.0,
    FieldType.NUMBER: 10.0,
    FieldType.FLAG: 8.0,
    FieldType.DAY: 12.0,
    FieldType.MOMENT: 18.0,
    FieldType.SPAN: 12.0,
    FieldType.TEXT: 20.0,
}
_WIDE = {"content": 80.0, "evidence": 80.0, "title": 40.0, "first_title": 40.0, "titles": 40.0}
_FORMATS = {FieldType.DAY: "yyyy-mm-dd", FieldType.MOMENT: "yyyy-mm-dd hh:mm:ss"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: a field, or the `side` of one that has a value a side."""

    name: str
    field: Field
    width: float
    side: int | None = None


def read_columns(schema: Schema) -> list[Column]:
    """Return the columns for the fields of a schema; a field with two sides has two."""
    return [column for field in schema.fields for column in _read_field(field)]


def _read_field(field: Field) -> Iterator[Column]:
    width = _WIDE.get(field.name, _WIDTHS[field.type])
    if not field.pair:
        yield Column(field.name, field, width)
        return
    for side in (0, 1):
        yield Column(f"{field.name} {side + 1}", field, width, side)


class Cells:
    """Makes the cells of one sheet, and counts what it had to cut."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._links = 0
        self.cut = 0  # texts that are longer than a cell
        self.unlinked = 0  # addresses that are no links

    def make(self, column: Column, row: Row) -> object:
        """Return what to put into a column, None to leave the cell empty."""
        value, field = row[column.field.name], column.field
        if column.side is not None:
            value = value[column.side]
        if value is None or value == "" or value == []:
            return None
        if field.type in _FORMATS and isinstance(value, str):
            return self._make_date(field.type, value)
        if isinstance(value, (int, float)):
            return value
        if isinstance(value, list):
            value = join_values(field.name, value)
        return self._make_link(value) if _LINK.fullmatch(value) else self.make_text(value)

    def make_heading(self, name: str) -> Any:
        """Return a cell of the heading."""
        cell = self.make_text(name)
        cell.font = Font(bold=True)
        return cell

    def make_text(self, text: str) -> Any:
        """Return a cell of text that Excel takes, cut if it is too long."""
        text = _ESCAPE.sub("_x005F_", _REFUSED.sub("\ufffd", _LINE_END.sub("\n", text)))
        cell = WriteOnlyCell(self._sheet, self._shorten(text))
        cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
        if text.startswith(_FORMULA_OPENERS):
            cell.quotePrefix = True
        return cell

    def _make_date(self, type_: FieldType, value: str) -> Any:
        moment = datetime.fromisoformat(value)
        if moment.date() < _FIRST_DAY:
            return self.make_text(value)
        naive = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
        cell = WriteOnlyCell(self._sheet, naive)
        cell.number_format = _FORMATS[type_]
        return cell

    def _make_link(self, address: str) -> Any:
        cell = self.make_text(address)
        if self._links == MOST_LINKS or len(address) > _MOST_ADDRESS:
            self.unlinked += 1
            return cell
        self._links += 1
        cell.hyperlink = Hyperlink(ref="", target=_REFUSED.sub("\ufffd", address))
        cell.font = Font(underline="single", color="0563C1")
        return cell

    def _shorten(self, text: str) -> str:
        # One of two units at most: most texts need no counting.
        if 2 * len(text) <= MOST_UNITS:
            return text
        units = text.encode("utf-16-le")
        if len(units) <= 2 * MOST_UNITS:
            return text
        self.cut += 1
        kept = units[: 2 * (MOST_UNITS - len(_CUT))]
        return kept.decode("utf-16-le", "ignore") + _CUT
