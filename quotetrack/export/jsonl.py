"""Rows as JSON: one object a line, or one array for programs that want a whole document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, TextIO

from quotetrack.export.file import write_text
from quotetrack.export.report import Report, Written
from quotetrack.export.row import read_row
from quotetrack.records import StoredStatement


def write(report: Report, stream: BinaryIO) -> Written:
    """Write one row a line, nothing else: whoever reads JSON lines expects all to be alike."""
    count = 0
    with write_text(stream) as text:
        for row in report.rows():
            text.write(dump(row) + "\n")
            count += 1
    return Written(count)


def write_json(rows: Iterable[Mapping[str, object]], stream: TextIO) -> int:
    """Write rows as one JSON array, an object a line, as they come; return how many."""
    count = 0
    for row in rows:
        stream.write(("[\n  " if count == 0 else ",\n  ") + dump(row))
        count += 1
    stream.write("\n]\n" if count else "[]\n")
    return count


def read_rows(statements: Iterable[StoredStatement]) -> Iterator[dict[str, object]]:
    """Yield the row of each statement."""
    return (read_row(statement) for statement in statements)


def dump(value: object) -> str:
    """Return a value as JSON on one line, letters as they are.

    Only the separators U+2028 and U+2029, at which some programs end a line, are escaped.
    """
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
