"""Statements as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from quotetrack.export.row import FIELDS, read_row
from quotetrack.records import StoredStatement

# A cell that begins with one of these is run as a formula by spreadsheets: an article that
# prints "=HYPERLINK(…)" must not act in the newsroom that opens the report.
_FORMULA_OPENERS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(statements: Iterable[StoredStatement], stream: TextIO) -> int:
    """Write a header and one row a statement, as the statements come; return how many.

    Several offsets or sources in one cell are parted by "; ", a pair of offsets by ":". A cell
    that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    return write_csv_rows((read_row(statement) for statement in statements), FIELDS, stream)


def write_csv_rows(
    rows: Iterable[Mapping[str, object]], fields: Sequence[str], stream: TextIO
) -> int:
    """Write a header and the rows, as they come; return how many."""
    # All text in quotation marks: left to itself the writer forgets those round a lone "\r".
    writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(fields)
    count = 0
    for row in rows:
        writer.writerow([_read_cell(field, row[field]) for field in fields])
        count += 1
    return count


def _read_cell(field: str, value: object) -> str | float:
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, list):
        pairs = field.endswith("_offsets")
        if pairs and value and isinstance(value[0], int):
            value = [value]
        value = "; ".join(":".join(map(str, item)) if pairs else str(item) for item in value)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_OPENERS) else text
