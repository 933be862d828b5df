"""Figures, with the interval in which they would lie on other articles of the same kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt

RESAMPLES = 1000
Counts = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured; `low` and `high` hold 95 % of the resamples by article."""

    what: str
    measured_on: str
    value: float
    low: float | None = None
    high: float | None = None
    bar: float | None = None


def resample(
    what: str, measured_on: str, rows: Sequence[Sequence[int]], score: Score, bar: float | None
) -> Figure:
    """Return the score of counts summed over articles, a row an article, and its interval.

    Draws of articles that hold nothing to measure are left out: their score would be no score.
    """
    counts = np.asarray(rows, dtype=np.float64)
    drawn = np.random.default_rng(0).integers(len(counts), size=(RESAMPLES, len(counts)))
    sums = counts[drawn].sum(axis=1)
    measured = sums[sums.any(axis=1)]
    low, high = np.percentile(score(measured if len(measured) else sums), [2.5, 97.5])
    value = float(score(counts.sum(axis=0, keepdims=True))[0])
    return Figure(what, measured_on, value, float(low), float(high), bar)


Score = Callable[[Counts], Counts]


def f1(counts: Counts) -> Counts:
    """Return F1 for rows of (right, found, wanted)."""
    return f1_of_overlaps(counts[:, [0, 1, 0, 2]])


def f1_of_overlaps(counts: Counts) -> Counts:
    """Return F1 for rows of (found that touch, found, wanted that are touched, wanted)."""
    precision = counts[:, 0] / np.maximum(counts[:, 1], 1)
    recall = counts[:, 2] / np.maximum(counts[:, 3], 1)
    both = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    return np.asarray(both)


def share(counts: Counts) -> Counts:
    """Return the share of the first of two columns in the second."""
    return counts[:, 0] / np.maximum(counts[:, 1], 1)


def format_json(figures: Iterable[Figure]) -> str:
    """Return the figures as a JSON list."""
    return json.dumps([asdict(figure) for figure in figures], indent=1)


def format_table(figures: Iterable[Figure]) -> str:
    """Return the figures in columns, one a line."""
    rows = [("what", "measured on", "value", "95 %", "bar")]
    for figure in figures:
        interval = (
            ""
            if figure.low is None or figure.high is None
            else f"{figure.low:.3f}–{figure.high:.3f}"
        )
        bar = "" if figure.bar is None else f"{figure.bar:.2f}"
        value = f"{figure.value:.3f}" if figure.value < 100 else f"{figure.value:.0f}"
        rows.append((figure.what, figure.measured_on, value, interval, bar))
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)
