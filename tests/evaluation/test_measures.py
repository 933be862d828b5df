"""Figures: those that the project's own scorer gives for the same articles, to the last digit."""

from __future__ import annotations

import pytest

from quotetrack.evaluation.counting import Matched
from quotetrack.evaluation.measures import (
    Grouping,
    Measured,
    measure_all,
    measure_confidence,
    measure_groups,
    read_measured,
)

# Made by running the scorer that issue 4 names over tests/evaluation/articles.py, not by us:
# precision, recall, F1, right, found, wanted; or a share alone.
SCORED: dict[tuple[str, str], tuple[float, ...]] = {
    ("who-said-what F1", "all"): (0.4737, 0.5294, 0.5, 9, 19, 17),
    ("who-said-what F1", "direct"): (0.4545, 0.5556, 0.5, 5, 11, 9),
    ("who-said-what F1", "indirect"): (0.375, 0.375, 0.375, 3, 8, 8),
    ("content F1, lenient", "all"): (0.7368, 0.8235, 0.7778, 14, 19, 17),
    ("content F1, lenient", "direct"): (0.7273, 0.8889, 0.8, 8, 11, 9),
    ("content F1, lenient", "indirect"): (0.625, 0.625, 0.625, 5, 8, 8),
    ("content F1, strict", "all"): (0.4737, 0.5294, 0.5, 9, 19, 17),
    ("content F1, strict", "direct"): (0.6364, 0.7778, 0.7, 7, 11, 9),
    ("content F1, strict", "indirect"): (0.25, 0.25, 0.25, 2, 8, 8),
    ("speaker accuracy", "all"): (0.6429,),
    ("speaker accuracy", "direct"): (0.625,),
    ("speaker accuracy", "indirect"): (0.6,),
    ("unnamed at cue accuracy", "all"): (0.3333,),
    ("wrong speaker rate", "all"): (0.2857,),
    ("source F1, by statement", "all"): (0.3333, 0.25, 0.2857, 2, 6, 8),
    ("source F1, by article", "all"): (0.6667, 0.6667, 0.6667, 4, 6, 6),
    ("role accuracy", "all"): (0.1429,),
    ("cue F1", "all"): (0.75, 0.5455, 0.6316, 6, 8, 11),
    ("mention F1", "all"): (1.0, 0.4545, 0.625, 5, 5, 11),
    ("type accuracy", "all"): (0.9286,),
}
F1_FIELDS = ("precision", "recall", "value", "count", "found", "of")


def test_figures_are_those_of_the_scorer(matched: list[Matched]) -> None:
    rows = [read_measured(measured) for measured in measure_all(matched)]
    assert {
        (row["figure"], row["measured_on"]): (
            (row["value"],) if row["found"] is None else tuple(row[name] for name in F1_FIELDS)
        )
        for row in rows
    } == SCORED


def test_each_figure_lies_in_its_interval(matched: list[Matched]) -> None:
    for measured in measure_all(matched):
        figure = measured.figure
        assert figure.low is not None
        assert figure.high is not None
        assert 0 <= figure.low <= figure.value <= figure.high <= 1


def read_sums(measured: list[Measured]) -> dict[tuple[str, str], tuple[int, ...]]:
    return {(one.figure.measured_on, one.figure.what): one.sums for one in measured}


def test_groups_by_type_are_the_figures_by_type(matched: list[Matched]) -> None:
    groups = read_sums(measure_groups(matched, Grouping.TYPE))
    for one in measure_all(matched):
        on, what = one.figure.measured_on, one.figure.what
        if on != "all":
            assert groups[on, what] == one.sums
    assert groups["direct", "wrong speaker rate"] == (2, 8)
    assert ("direct", "type accuracy") not in groups
    assert ("indirect", "unnamed at cue accuracy") not in groups  # there is none


def test_groups_by_outlet(matched: list[Matched]) -> None:
    groups = read_sums(measure_groups(matched, Grouping.OUTLET))
    who = {on: sums for (on, what), sums in groups.items() if what == "who-said-what F1"}
    assert who == {
        "(no outlet)": (0, 1, 1),
        "Harian Pagi": (4, 8, 7),
        "Suara Kota": (5, 10, 9),
    }
    assert list(who) == sorted(who)


def test_groups_by_resolution_count_what_was_predicted(matched: list[Matched]) -> None:
    groups = read_sums(measure_groups(matched, Grouping.RESOLUTION))
    shares = {on: sums for (on, what), sums in groups.items() if what == "who-said-what precision"}
    assert list(shares.items()) == [
        ("full_name", (8, 15)),
        ("office", (1, 1)),
        ("nya", (0, 1)),
        ("unresolved", (0, 1)),
        ("(not given)", (0, 1)),
    ]
    assert groups["unresolved", "wrong speaker rate"] == (0, 1)
    assert groups["nya", "speaker accuracy"] == (0, 1)


def test_confidence_in_tenths_of_those_that_have_one(matched: list[Matched]) -> None:
    bands = {one.figure.measured_on: one.sums for one in measure_confidence(matched)}
    assert bands == {"0.3–0.4": (0, 1), "0.5–0.6": (0, 1), "0.8–0.9": (0, 1), "0.9–1.0": (9, 15)}


@pytest.mark.parametrize("by", Grouping)
def test_no_group_of_nothing(matched: list[Matched], by: Grouping) -> None:
    assert all(any(one.sums) for one in measure_groups(matched, by))
