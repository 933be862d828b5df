"""Lines of bytes read one at a time, so that no line of any length fills the memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

_CHUNK_BYTES = 1 << 20


def read_lines(file: BinaryIO, max_bytes: int) -> Iterator[bytes | None]:
    """Yield each line with its end, or None for one longer than `max_bytes`, which is passed over.

    At most `max_bytes` bytes or one chunk are held at a time.
    """
    while line := file.readline(max_bytes + 2):  # two more for the line's own end
        if line.endswith(b"\n") or len(line) <= max_bytes:
            yield line
        else:
            _pass_over(file)
            yield None


def _pass_over(file: BinaryIO) -> None:
    while chunk := file.readline(_CHUNK_BYTES):
        if chunk.endswith(b"\n"):
            return
