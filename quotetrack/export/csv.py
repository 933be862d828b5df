"""Rows as CSV after RFC 4180, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO, TextIO

from quotetrack.export.file import write_text
from quotetrack.export.report import Report, Written
from quotetrack.export.row import FIELDS, read_row
from quotetrack.records import StoredStatement

# A cell that begins with one of these is run as a formula by spreadsheets: an article that
# prints "=HYPERLINK(…)" must not act in the newsroom that opens the report.
_FORMULA_OPENERS = ("=", "+", "-", "@", "\t", "\r", "\n")
_BOM = "\ufeff"


def write(report: Report, stream: BinaryIO) -> Written:
    """Write a header and the rows; with a byte order mark if asked, by which Excel knows UTF-8."""
    with write_text(stream) as text:
        if report.with_bom:
            text.write(_BOM)
        return Written(write_csv_rows(report.rows(), report.schema.names, text))


def write_csv(statements: Iterable[StoredStatement], stream: TextIO) -> int:
    """Write a header and one row a statement, as the statements come; return how many."""
    return write_csv_rows((read_row(statement) for statement in statements), FIELDS, stream)


def write_csv_rows(
    rows: Iterable[Mapping[str, object]], fields: Sequence[str], stream: TextIO
) -> int:
    """Write a header and the rows, as they come; return how many.

    Several values in one cell are parted by "; ", the two of an offset by ":". A cell that a
    spreadsheet would run as a formula gets an apostrophe before it. Rows end in CR LF; line ends
    inside a cell stay as they are.
    """
    # All text in quotation marks: left to itself the writer forgets those round a lone "\r".
    writer = csv.writer(stream, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(fields)
    count = 0
    for row in rows:
        writer.writerow([_read_cell(field, row[field]) for field in fields])
        count += 1
    return count


def join_values(field: str, values: Sequence[object]) -> str:
    """Return several values, or the two of an offset, as one cell."""
    pairs = field.endswith("_offsets")
    if pairs and values and isinstance(values[0], int):
        values = [values]
    return "; ".join(_join(value) if pairs else _show(value) for value in values)


def _join(pair: object) -> str:
    return ":".join(map(str, pair)) if isinstance(pair, (list, tuple)) else _show(pair)


def _show(value: object) -> str:
    return "" if value is None else str(value)


def _read_cell(field: str, value: object) -> str | float:
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return value
    text = join_values(field, value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA_OPENERS) else text
