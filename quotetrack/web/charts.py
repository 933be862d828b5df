"""Where the bars of a speaker's charts stand: plain numbers, in which a template writes SVG."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from quotetrack.html.charts import Bar, draw_bars, list_months
from quotetrack.web.shapes import MonthShape, TermShape

TERMS_WIDTH = 100
_FEWEST_MONTHS = 12  # two bars would stand at the edges, as if far apart
_MOST_MONTHS = 120  # bars of less than five units are no longer seen


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
    listed = list_months(first, months[-1].month)[-_MOST_MONTHS:]
    return draw_bars([(month, counts.get(month, 0)) for month in listed])


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
