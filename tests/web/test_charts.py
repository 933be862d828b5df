"""Where bars stand: a year at least, so that the first and the last have their month below."""

from __future__ import annotations

import pytest

from quotetrack.web.charts import MONTHS_HEIGHT, MONTHS_WIDTH, draw_months
from quotetrack.web.shapes import MonthShape


@pytest.mark.parametrize(
    ("counts", "first", "bars"),
    [
        ({"2023-03": 2}, "2022-04", 12),
        ({"2023-02": 9, "2023-03": 1}, "2022-04", 12),
        ({"2022-01": 1, "2023-03": 1}, "2022-01", 15),
        ({"2022-12": 1}, "2022-01", 12),
        ({"0001-01": 1}, "0001-01", 1),
    ],
)
def test_months(counts: dict[str, int], first: str, bars: int) -> None:
    months = [MonthShape(month=month, statements=count) for month, count in counts.items()]
    drawn = draw_months(months)
    assert (len(drawn), drawn[0].month, drawn[-1].month) == (bars, first, months[-1].month)
    assert {bar.month: bar.statements for bar in drawn if bar.height} == counts
    assert max(bar.height for bar in drawn) == MONTHS_HEIGHT
    assert MONTHS_WIDTH * 0.9 < drawn[-1].x + drawn[-1].width / 0.8 <= MONTHS_WIDTH + 0.1


def test_no_months() -> None:
    assert draw_months([]) == []
