"""A report that is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from quotetrack.errors import QuotetrackError


@contextmanager
def open_report(path: Path) -> Iterator[TextIO]:
    """Open a text file in UTF-8 that takes the place of `path` once it is wholly written.

    Until then, and if anything fails, what stood at `path` stays as it was. A device or a pipe
    is written to as it is. Raises QuotetrackError, naming the file, if it cannot be written.
    """
    if path.is_dir():
        raise QuotetrackError(f"{path}: is a folder: give the name of a file")
    plain = path.exists() and not path.is_file()
    part = path if plain else path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        if not plain:
            part.replace(path)
    except OSError as error:
        raise QuotetrackError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        if not plain:
            part.unlink(missing_ok=True)
