"""Where bars stand."""

from __future__ import annotations

from itertools import pairwise

import pytest

from quotetrack.html.charts import HEIGHT, WIDTH, draw_bars, list_months


def test_bars_reach_from_edge_to_edge() -> None:
    bars = draw_bars([("a", 10), ("b", 0), ("c", 5), ("d", 1)])
    assert bars[0].x == 0
    assert bars[-1].x + bars[-1].width == WIDTH
    assert [bar.height for bar in bars] == [HEIGHT, 0, HEIGHT / 2, HEIGHT / 10]
    assert all(bar.y + bar.height == HEIGHT for bar in bars)
    assert all(second.x >= first.x + first.width for first, second in pairwise(bars))


def test_one_among_thousands_is_seen() -> None:
    assert draw_bars([("a", 5000), ("b", 1)])[1].height == 2


@pytest.mark.parametrize("counted", [[], [("a", 0)]])
def test_nothing_has_no_height(counted: list[tuple[str, int]]) -> None:
    assert sum(bar.height for bar in draw_bars(counted)) == 0


def test_many_bars_fit() -> None:
    bars = draw_bars([(str(n), n) for n in range(400)])
    assert bars[-1].x + bars[-1].width == pytest.approx(WIDTH, abs=0.02)
    assert all(second.x >= first.x + first.width for first, second in pairwise(bars))


def test_months_cross_the_year() -> None:
    assert list_months("2022-11", "2023-02") == ["2022-11", "2022-12", "2023-01", "2023-02"]
