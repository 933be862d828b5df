"""Tables with frames and colours, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotetrack.cli.output import Column

_PIPE_WIDTH = 110  # where there is no terminal whose width could be asked for


def open_console(*, stderr: bool = False, width: int | None = None) -> Console:
    """Return a console that prints letters as they are: no markup, no emoji, no highlighting."""
    return Console(stderr=stderr, markup=False, emoji=False, highlight=False, width=width)


def print_frame(
    columns: Sequence[Column], block: Sequence[Sequence[str]], *, with_headings: bool
) -> None:
    """Print a block of rows in a frame; in colour on a terminal only."""
    console = open_console()
    if not console.is_terminal:
        console = open_console(width=_PIPE_WIDTH)
    console.print(make_frame(columns, block, with_headings=with_headings))


def make_frame(
    columns: Sequence[Column], block: Sequence[Sequence[str]], *, with_headings: bool
) -> Table:
    """Return a block of rows with lines round it, cells of a `below` column under those before."""
    table = Table(show_header=with_headings, expand=True, show_lines=True, box=box.ROUNDED)
    groups = _group(columns)
    for group in groups:
        first = columns[group[0]]
        heading = Text("\n".join(columns[place].heading for place in group), style="bold")
        ratio = None if first.width else first.ratio
        table.add_column(heading, ratio=ratio, width=first.width, overflow="fold")
    for row in block:
        table.add_row(*(_stack(columns, row, group) for group in groups))
    return table


def _group(columns: Sequence[Column]) -> list[list[int]]:
    groups: list[list[int]] = []
    for place, column in enumerate(columns):
        if column.below:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _stack(columns: Sequence[Column], row: Sequence[str], group: list[int]) -> Text:
    cells = (Text(row[place], style=columns[place].style) for place in group if row[place])
    return Text("\n").join(cells)
