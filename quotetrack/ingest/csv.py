"""CSV files with a header, one row an article: text, title, outlet, url, date and id."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from quotetrack.errors import InputError
from quotetrack.ingest.decode import decode_text
from quotetrack.ingest.fields import read_fields
from quotetrack.ingest.lines import read_lines
from quotetrack.records import Article

_DELIMITERS = ",;\t"


def read_csv_file(path: Path, max_bytes: int) -> Iterator[Article | InputError]:
    """Yield the articles of a CSV file, an error for each row that holds none.

    The first line names the columns; comma, semicolon or tab, whichever it holds most of, parts
    them. A row of which no end is found within `max_bytes` characters ends the reading.
    """
    try:
        with path.open("rb") as file:
            yield from _read_rows(file, path, max_bytes)
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(f"{path}: cannot be read: {error.strerror or error}")


def _read_rows(file: BinaryIO, path: Path, max_bytes: int) -> Iterator[Article | InputError]:
    lines = _read_text_lines(file, path, max_bytes)
    header = next(lines, "")
    if not header:
        raise InputError(f"{path}: is empty: a line with the names of the columns is expected")
    delimiter = max(_DELIMITERS, key=header.count)
    columns = [name.strip().casefold() for name in next(csv.reader([header], delimiter=delimiter))]
    if "text" not in columns:
        raise InputError(f"{path}:1: has no column “text”: its first line must name the columns")
    csv.field_size_limit(max_bytes)
    rows = csv.reader(lines, delimiter=delimiter)
    begin = 2
    try:
        for row in rows:
            if row:
                yield _read_row(dict(zip(columns, row, strict=False)), f"{path}:{begin}")
            begin = rows.line_num + 2
    except csv.Error as error:
        raise InputError(f"{path}:{begin}: is not CSV: {error}: the rest is left unread") from None


def _read_row(cells: dict[str, str], place: str) -> Article | InputError:
    try:
        return read_fields({name: cell for name, cell in cells.items() if cell}, place)
    except InputError as error:
        return error


def _read_text_lines(file: BinaryIO, path: Path, max_bytes: int) -> Iterator[str]:
    for number, line in enumerate(read_lines(file, max_bytes), start=1):
        if line is None:
            raise InputError(f"{path}:{number}: is longer than {max_bytes:,} bytes: left unread")
        # A blank line may stand inside a quoted cell, so it is no error here.
        yield decode_text(line, f"{path}:{number}") if line.strip() else line.decode("ascii")
