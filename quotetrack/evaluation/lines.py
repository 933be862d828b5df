"""Files to measure on or to learn from, a line at a time; refused by file and line."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from quotetrack.errors import InputError

Json = dict[str, object]


def read_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each line of a text file, gzipped or not, with its place: "names.jsonl:12"."""
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                yield f"{path}:{number}", line.rstrip("\n")
    except FileNotFoundError:
        raise InputError(f"{path}: is missing: name the file where it is") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: is not UTF-8: convert it, for instance with iconv") from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise InputError(f"{path}: is no gzip file, or is cut short: fetch it anew") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None


def read_objects(path: Path) -> Iterator[tuple[str, Json]]:
    """Yield each JSON object of a JSON lines file with its place."""
    empty = True
    for place, line in read_lines(path):
        if not line.strip():
            continue
        empty = False
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(
                f"{place}: is not JSON: {error}: one JSON object a line is expected"
            ) from None
        if not isinstance(value, dict):
            raise InputError(f"{place}: is JSON but no object: one object a line is expected")
        yield place, value
    if empty:
        raise InputError(f"{path}: is empty: one JSON object a line is expected")


def get_text(value: Json, key: str, place: str) -> str:
    """Return a field that must be text."""
    text = value.get(key)
    if not isinstance(text, str) or not text:
        raise InputError(f"{place}: has no text in its field “{key}”")
    return text
