"""Where the bars of a chart stand: plain numbers, in which a template writes SVG.

Bars have their places by attributes, not by style, which a strict Content-Security-Policy lets
through.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 600, 120
_FEWEST = 12  # bars have no more than a twelfth of the width
_LOWEST = 2.0  # so that one statement is still seen beside thousands


class Bar(NamedTuple):
    """A bar of a chart, from its upper left corner, and what it stands for."""

    x: float
    y: float
    width: float
    height: float
    label: str
    statements: int


def draw_bars(counted: Sequence[tuple[str, int]]) -> list[Bar]:
    """Return a bar for each label from left to right, in a field of WIDTH and HEIGHT."""
    if not counted:
        return []
    most = max(count for _, count in counted) or 1
    step = WIDTH / max(len(counted), _FEWEST)
    bars: list[Bar] = []
    for place, (label, count) in enumerate(counted):
        height = max(round(count / most * HEIGHT, 1), _LOWEST) if count else 0.0
        x = round(place * step, 2)
        bars.append(Bar(x, HEIGHT - height, round(step * 0.8, 2), height, label, count))
    return bars


def list_months(first: str, last: str) -> list[str]:
    """Return all months from the first to the last: "2022-12", "2023-01"."""
    year, month = map(int, first.split("-"))
    listed: list[str] = []
    while (written := f"{year:04}-{month:02}") <= last:
        listed.append(written)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return listed
