"""Plain text files: one article a file, its title perhaps in the first line."""

from __future__ import annotations

import re
from pathlib import Path

from quotetrack.errors import InputError
from quotetrack.ingest.dateline import find_dateline_outlet
from quotetrack.ingest.decode import check_characters, decode_text, read_bytes
from quotetrack.records import Article

_LINE_END = re.compile(r"\r\n|\n|\r")
# The longest headlines run to some 150 characters; beyond this a first line is a paragraph.
_MAX_TITLE_LENGTH = 300


def read_text_file(path: Path, max_bytes: int) -> Article:
    """Return the article that a text file holds; raise InputError, naming the file, if none."""
    data = read_bytes(path, max_bytes)
    if not data:
        raise InputError(f"{path}: is empty: an article needs a text")
    text = decode_text(data, str(path))
    check_characters(text, str(path))
    return read_text(text, origin=str(path))


def read_text(text: str, origin: str | None = None) -> Article:
    """Return the article of a text whose first line may be its title.

    The first line is the title if the second is longer or empty and the first has no dateline:
    "JAKARTA, KOMPAS.com - …" begins a body.
    """
    body_start = find_body_start(text)
    title = text[:body_start].strip() or None
    outlet = find_dateline_outlet(text, body_start)
    return Article(text=text, title=title, outlet=outlet, body_start=body_start, origin=origin)


def find_body_start(text: str) -> int:
    """Return where the body begins: behind a title in the first line, else 0."""
    begin = len(text) - len(text.lstrip())
    first_end = _LINE_END.search(text, begin)
    if first_end is None or first_end.start() - begin > _MAX_TITLE_LENGTH:
        return 0
    second_end = _LINE_END.search(text, first_end.end())
    second = text[first_end.end() : second_end.start() if second_end else len(text)]
    body = text[first_end.end() :].lstrip()
    first = text[begin : first_end.start()]
    if not body or (second.strip() and len(second) <= len(first)):
        return 0
    if find_dateline_outlet(first, 0) is not None:
        return 0
    return len(text) - len(body)
