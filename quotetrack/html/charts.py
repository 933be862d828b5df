"""Where the bars of a chart stand: plain numbers, in which a template writes SVG.

Bars have their places by attributes, not by style, which a strict Content-Security-Policy lets
through.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 600, 120
_SHARE, _WIDEST = 0.8, 40  # of its place a bar takes so much, and no more than that
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
    """Return a bar for each label, from the left edge of WIDTH and HEIGHT to the right one."""
    if not counted:
        return []
    most = max(count for _, count in counted) or 1
    width = round(min(WIDTH / len(counted) * _SHARE, _WIDEST), 2)
    step = (WIDTH - width) / max(len(counted) - 1, 1)
    bars: list[Bar] = []
    for place, (label, count) in enumerate(counted):
        height = max(round(count / most * HEIGHT, 1), _LOWEST) if count else 0.0
        bars.append(Bar(round(place * step, 2), HEIGHT - height, width, height, label, count))
    return bars


def list_months(first: str, last: str) -> list[str]:
    """Return all months from the first to the last: "2022-12", "2023-01"."""
    year, month = map(int, first.split("-"))
    listed: list[str] = []
    while (written := f"{year:04}-{month:02}") <= last:
        listed.append(written)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return listed
