"""Where the bars of a speaker's months stand: those of a year at least."""

from __future__ import annotations

import pytest

from quotetrack.html.charts import HEIGHT
from quotetrack.web.charts import draw_months
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
    assert (len(drawn), drawn[0].label, drawn[-1].label) == (bars, first, months[-1].month)
    assert {bar.label: bar.statements for bar in drawn if bar.height} == counts
    assert max(bar.height for bar in drawn) == HEIGHT


def test_no_months() -> None:
    assert draw_months([]) == []
