"""JSON lines, plain or gzipped: one object an article, of which only `text` must be there."""

from __future__ import annotations

import contextlib
import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from quotetrack.errors import InputError
from quotetrack.ingest.decode import CONVERT, decode_text
from quotetrack.ingest.fields import read_fields
from quotetrack.ingest.lines import read_lines
from quotetrack.records import Article

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_jsonl_file(path: Path, max_bytes: int) -> Iterator[Article | InputError]:
    """Yield the articles of a .jsonl or .jsonl.gz file, an error for each line that holds none."""
    try:
        with path.open("rb") as plain, contextlib.ExitStack() as stack:
            file: BinaryIO = plain
            if path.suffix.casefold() == ".gz":
                file = cast(BinaryIO, stack.enter_context(gzip.GzipFile(fileobj=plain)))
            yield from read_jsonl(file, str(path), max_bytes)
    except (EOFError, zlib.error):
        yield InputError(
            f"{path}: is cut short or damaged: its gzip stream does not end; what came"
            " before was read"
        )
    except gzip.BadGzipFile:
        yield InputError(f"{path}: is not a gzip file, whatever its name says")
    except OSError as error:
        yield InputError(f"{path}: cannot be read: {error.strerror or error}")


def read_jsonl(file: BinaryIO, name: str, max_bytes: int) -> Iterator[Article | InputError]:
    """Yield the articles of a stream of JSON lines; `name` and the line's number name an error.

    Blank lines are passed over. A line longer than `max_bytes` bytes is refused without being
    held in memory. A stream that proves to be binary is refused once and left.
    """
    seen = False
    for number, line in enumerate(read_lines(file, max_bytes), start=1):
        place = f"{name}:{number}"
        if line is None:
            seen = True
            yield InputError(
                f"{place}: is longer than {max_bytes:,} bytes, the limit for one article:"
                " set QUOTETRACK_MAX_ARTICLE_BYTES to raise it"
            )
            continue
        if b"\x00" in line or (number == 1 and line.startswith(_UTF16_MARKS)):
            yield InputError(
                f"{place}: is not JSON lines in UTF-8: {CONVERT}; the rest is left unread"
            )
            return
        if line.strip():
            seen = True
            yield _read_line(line, place)
    if not seen:
        yield InputError(f"{name}: is empty: one JSON object a line is expected")


def _read_line(line: bytes, place: str) -> Article | InputError:
    try:
        return read_fields(_read_object(decode_text(line, place), place), place)
    except InputError as error:
        return error


def _read_object(line: str, place: str) -> dict[str, object]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        # "Invalid control character at": the place is told once
        reason = error.msg.removesuffix(" at")
        raise InputError(f"{place}: is not JSON: {reason} at column {error.colno}") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets without end
        raise InputError(f"{place}: is JSON that no article needs: too deep or too long") from None
    if not isinstance(value, dict):
        raise InputError(f'{place}: is JSON but no object: {{"text": …}} is expected')
    return value
