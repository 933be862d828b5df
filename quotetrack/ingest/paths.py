"""Files, folders and standard input, each given to the reader of its format."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from quotetrack.errors import InputError
from quotetrack.ingest.csv import read_csv_file
from quotetrack.ingest.html import read_html_file
from quotetrack.ingest.jsonl import read_jsonl, read_jsonl_file
from quotetrack.ingest.text import read_text_file
from quotetrack.records import Article
from quotetrack.settings import Settings

Items: TypeAlias = Iterator[Article | InputError]

STANDARD_INPUT = "-"


def find_articles(paths: Sequence[str], settings: Settings) -> Items:
    """Yield every article at the paths, in order, and an error as a value where one is refused.

    A path is a file, a folder (searched through and through, in order of name, for files of a
    known suffix) or `-` for JSON lines on standard input. One article is held at a time.
    """
    for path in paths:
        yield from _find_at(path, settings.max_article_bytes)


def _one(read: Callable[[Path, int], Article]) -> Callable[[Path, int], Items]:
    """Return the reader of a format that holds one article a file."""

    def read_one(path: Path, max_bytes: int) -> Items:
        try:
            yield read(path, max_bytes)
        except InputError as error:
            yield error

    return read_one


_READERS: dict[str, Callable[[Path, int], Items]] = {
    ".txt": _one(read_text_file),
    ".jsonl": read_jsonl_file,
    ".jsonl.gz": read_jsonl_file,
    ".csv": read_csv_file,
    ".html": _one(read_html_file),
    ".htm": _one(read_html_file),
}


def _find_at(path: str, max_bytes: int) -> Items:
    if path == STANDARD_INPUT:
        yield from read_jsonl(sys.stdin.buffer, "standard input", max_bytes)
        return
    place = Path(path)
    if place.is_dir():
        yield from _find_in_folder(place, max_bytes)
    elif not place.exists():
        yield InputError(f"{path}: no such file or folder")
    else:
        reader = _find_reader(place)
        yield from reader(place, max_bytes) if reader else iter([_refuse_suffix(place)])


def _find_in_folder(folder: Path, max_bytes: int) -> Items:
    found = False
    unreadable: list[OSError] = []
    for where, subfolders, names in os.walk(folder, onerror=unreadable.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            reader = _find_reader(Path(name))
            if reader is not None and not name.startswith("."):
                found = True
                yield from reader(Path(where, name), max_bytes)
    for error in unreadable:
        yield InputError(f"{error.filename}: cannot be read: {error.strerror}")
    if not found and not unreadable:
        yield InputError(f"{folder}: holds no article: {_known()} files are looked for")


def _find_reader(path: Path) -> Callable[[Path, int], Items] | None:
    name = path.name.casefold()
    return next((read for suffix, read in _READERS.items() if name.endswith(suffix)), None)


def _refuse_suffix(path: Path) -> InputError:
    return InputError(f"{path}: is of a kind that is not read: give {_known()} files")


def _known() -> str:
    *others, last = _READERS
    return f"{', '.join(others)} or {last}"
