"""Where the bars of a chart stand: plain numbers, in which a template writes SVG.

No style stands in the page, so bars have their places by attributes, which a strict
Content-Security-Policy lets through.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from quotetrack.web.shapes import MonthShape, TermShape

MONTHS_WIDTH, MONTHS_HEIGHT = 600, 120
TERMS_WIDTH = 100
_FEWEST_MONTHS = 12  # fewer bars would be as wide as a page
_MOST_MONTHS = 120  # bars of less than five units are no longer seen


class Bar(NamedTuple):
    """A bar of a chart, from its upper left corner, and what it stands for."""

    x: float
    y: float
    width: float
    height: float
    month: str
    statements: int


class Line(NamedTuple):
    """Where a term begins and how long it is, of TERMS_WIDTH."""

    x: float
    width: float


def draw_months(months: Sequence[MonthShape]) -> list[Bar]:
    """Return a bar for each month to the last, the empty ones without height.

    They begin with the first, or a year before the last where that is earlier.
    """
    if not months:
        return []
    counts = {found.month: found.statements for found in months}
    first = min(months[0].month, _go_back(months[-1].month, _FEWEST_MONTHS - 1))
    listed = _list_months(first, months[-1].month)[-_MOST_MONTHS:]
    most = max(counts.values())
    step = MONTHS_WIDTH / len(listed)
    bars: list[Bar] = []
    for place, month in enumerate(listed):
        count = counts.get(month, 0)
        height = round(count / most * MONTHS_HEIGHT, 1)
        if count:
            height = max(height, 2.0)
        x = round(place * step, 2)
        bars.append(Bar(x, MONTHS_HEIGHT - height, round(step * 0.8, 2), height, month, count))
    return bars


def draw_terms(terms: Sequence[TermShape], today: date) -> list[Line | None]:
    """Return a line for each term on one scale of time; None for one whose first day is unknown."""
    days = [day for term in terms for day in (term.since, term.until) if day]
    if not days:
        return [None] * len(terms)
    first = min(days)
    running = any(term.since and not term.until for term in terms)
    last = max([*days, today]) if running else max(days)
    whole = max((last - first).days, 1)
    lines: list[Line | None] = []
    for term in terms:
        if term.since is None:
            lines.append(None)
            continue
        x = (term.since - first).days / whole * TERMS_WIDTH
        end = ((term.until or last) - first).days / whole * TERMS_WIDTH
        width = max(end - x, 1.5)
        lines.append(Line(round(min(x, TERMS_WIDTH - width), 2), round(width, 2)))
    return lines


def _go_back(month: str, months: int) -> str:
    year, number = map(int, month.split("-"))
    counted = max(year * 12 + number - 1 - months, 12)  # no year before the first
    return f"{counted // 12:04}-{counted % 12 + 1:02}"


def _list_months(first: str, last: str) -> list[str]:
    year, month = map(int, first.split("-"))
    listed: list[str] = []
    while (written := f"{year:04}-{month:02}") <= last:
        listed.append(written)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return listed
