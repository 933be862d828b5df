"""Tables, JSON and CSV on standard output: framed for a terminal, whole lines for a pipe.

In a pipe every row is one line, nothing is cut or wrapped and no colour is written, so that
`less -S`, `grep` and `cut` see all of it. Rows are printed in blocks: memory stays flat.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

_BLOCK_ROWS = 200
_SPACES = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and how much of a terminal's width it gets: so many cells, or a share of the rest.

    `below` puts its cells under those of the column before it where there is a frame: eight
    columns side by side would leave no room for what was said.
    """

    heading: str
    ratio: int = 1
    width: int | None = None
    style: str = ""
    below: bool = False


def clean(text: str) -> str:
    """Return text that cannot steer a terminal: control characters shown as U+FFFD."""
    return _CONTROLS.sub("\ufffd", text.replace("\r\n", "\n"))


def clean_line(text: str) -> str:
    """Return text on one line, its line ends and runs of space as one space each."""
    return clean(_SPACES.sub(" ", text)).strip()


def print_table(
    columns: Sequence[Column], rows: Iterable[Sequence[str | None]], *, framed: bool = False
) -> int:
    """Print the rows as they come and return how many; `framed` frames them in a pipe as well."""
    count = 0
    for block in _blocks(rows):
        if framed or sys.stdout.isatty():
            _print_frame(columns, block, with_headings=count == 0)
        else:
            sys.stdout.writelines(_align(columns, block, with_headings=count == 0))
        count += len(block)
    return count


def _print_frame(columns: Sequence[Column], block: list[list[str]], *, with_headings: bool) -> None:
    # Here, not above: what is read from a pipe need not wait for the import of the frames.
    from quotetrack.cli.frame import print_frame

    print_frame(columns, block, with_headings=with_headings)


def _blocks(rows: Iterable[Sequence[str | None]]) -> Iterator[list[list[str]]]:
    lines = ([clean_line(cell or "") for cell in row] for row in rows)
    while block := list(itertools.islice(lines, _BLOCK_ROWS)):
        yield block


def _align(
    columns: Sequence[Column], block: list[list[str]], *, with_headings: bool
) -> Iterator[str]:
    lines = [[column.heading for column in columns], *block] if with_headings else block
    widths = [max(map(cell_len, cells)) for cells in zip(*lines, strict=True)]
    for line in lines:
        padded = (
            cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)
        )
        yield "  ".join(padded).rstrip() + "\n"
