"""A report that is there whole or not at all."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from quotetrack.errors import QuotetrackError

_BLOCK = 1 << 20


@contextmanager
def open_report(path: Path) -> Iterator[TextIO]:
    """Open a text file in UTF-8 that takes the place of `path` once it is wholly written.

    As `open_binary_report` does.
    """
    with open_binary_report(path) as stream, write_text(stream) as text:
        yield text


@contextmanager
def open_binary_report(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes the place of `path` once it is wholly written.

    Until then, and if anything fails, what stood at `path` stays as it was. A device or a pipe
    is written to as it is. Raises QuotetrackError, naming the file, if it cannot be written.
    """
    if path.is_dir():
        raise QuotetrackError(f"{path}: is a folder: give the name of a file")
    plain = is_plain(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part") if plain else path
    try:
        # Read as well, for the digest.
        with part.open("w+b" if plain else "wb") as stream:
            yield stream
        if plain:
            part.replace(path)
    except OSError as error:
        raise QuotetrackError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        if plain:
            part.unlink(missing_ok=True)


@contextmanager
def write_text(stream: BinaryIO) -> Iterator[TextIO]:
    """Give a text stream in UTF-8 that writes to a binary one and leaves it open."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        yield text
        text.flush()
    finally:
        # Closed by whoever opened it; what is left of a text that failed must not be flushed then.
        text.detach()


def is_plain(path: Path) -> bool:
    """Return whether a path is, or would be, a file and not a device or a pipe."""
    return path.is_file() or not path.exists()


def read_digest(stream: BinaryIO) -> tuple[int, str]:
    """Return how many bytes a file that `open_binary_report` opened has now, and the SHA-256."""
    digest, size = hashlib.sha256(), 0
    stream.seek(0)
    while block := stream.read(_BLOCK):
        digest.update(block)
        size += len(block)
    return size, digest.hexdigest()
