"""Figures: right sums, an interval round them, a table and JSON."""

from __future__ import annotations

import json

import pytest

from quotetrack.evaluation.figures import (
    Figure,
    Score,
    f1,
    f1_of_overlaps,
    format_json,
    format_table,
    resample,
    share,
)
from quotetrack.training.evaluate import count_touching


@pytest.mark.parametrize(
    ("score", "rows", "value"),
    [
        (f1, [(1, 2, 1), (1, 1, 2)], 2 / 3),
        (f1, [(0, 0, 0)], 0.0),
        (f1_of_overlaps, [(1, 2, 1, 1)], 2 / 3),
        (f1_of_overlaps, [(0, 0, 0, 0)], 0.0),
        (share, [(3, 4), (0, 0)], 0.75),
    ],
)
def test_scores_are_of_sums_over_articles(
    score: Score, rows: list[tuple[int, ...]], value: float
) -> None:
    figure = resample("F1", "here", rows, score, None)
    assert figure.value == pytest.approx(value)
    assert figure.low is not None
    assert figure.high is not None
    assert figure.low <= figure.value <= figure.high


def test_the_interval_is_the_same_on_every_run_and_narrows_with_more_articles() -> None:
    rows = [(1, 2), (2, 2), (0, 2)]
    few, again, many = (resample("", "", r, share, None) for r in (rows, rows, rows * 50))
    assert few == again
    assert few.low is not None
    assert many.low is not None
    assert few.low < many.low < 0.5


def test_spans_that_touch_are_counted_once() -> None:
    assert count_touching({(0, 4), (6, 8)}, {(3, 5), (0, 1), (8, 9)}) == 1
    assert count_touching(set(), {(0, 1)}) == 0


def test_figures_are_printed() -> None:
    figures = [
        Figure("PERSON F1", "names.dev", 0.9251, 0.9, 0.95, 0.94),
        Figure("tokens a second", "news", 10556.4),
    ]
    assert format_table(figures).splitlines() == [
        "what             measured on  value  95 %         bar",
        "PERSON F1        names.dev    0.925  0.900–0.950  0.94",
        "tokens a second  news         10556",
    ]
    assert json.loads(format_json(figures))[0]["bar"] == 0.94


def test_a_draw_with_nothing_to_measure_is_no_score_of_zero() -> None:
    figure = resample("", "", [(1, 1), (0, 0)], share, None)
    assert (figure.low, figure.value, figure.high) == (1, 1, 1)
