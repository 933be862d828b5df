"""How many statements there are, and over which time they are charted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from quotetrack.export.counted import Unit, count
from quotetrack.records import SpeakerKind, StatementType
from tests.export.samples import BARE, FULL, REVIEWED


def test_everything_is_counted_once() -> None:
    counted = count([FULL, BARE, REVIEWED])
    assert (counted.statements, counted.reviewed, counted.undated, counted.named) == (3, 1, 2, 2)
    assert counted.types == {StatementType.DIRECT: 2, StatementType.INDIRECT: 1}
    assert counted.speakers == {"Mikhail Galuzin": 2}
    assert counted.outlets == {"Jatimcenter.com": 2}
    assert (counted.articles, counted.claims) == ({3, 4}, {8})


def test_who_is_not_named_is_no_speaker() -> None:
    unnamed = replace(FULL.statement, speaker="seorang saksi", kind=SpeakerKind.UNNAMED)
    counted = count([replace(FULL, statement=unnamed)])
    assert (counted.named, counted.speakers) == (0, {})


@pytest.mark.parametrize(
    ("days", "unit", "periods"),
    [
        ([], Unit.MONTH, []),
        (["2022-12-26"], Unit.DAY, [("2022-12-26", 1)]),
        (
            ["2022-12-31", "2023-01-02", "2022-12-31"],
            Unit.DAY,
            [("2022-12-31", 2), ("2023-01-01", 0), ("2023-01-02", 1)],
        ),
        (
            ["2023-02-28", "2022-11-30"],
            Unit.MONTH,
            [("2022-11", 1), ("2022-12", 0), ("2023-01", 0), ("2023-02", 1)],
        ),
        (
            ["2017-06-01", "2022-06-01", "2022-07-01"],
            Unit.YEAR,
            [("2017", 1), ("2018", 0), ("2019", 0), ("2020", 0), ("2021", 0), ("2022", 2)],
        ),
    ],
)
def test_periods_fit_the_time(days: list[str], unit: Unit, periods: list[tuple[str, int]]) -> None:
    counted = count(replace(FULL, published=date.fromisoformat(day)) for day in days)
    assert counted.periods() == (unit, periods)
