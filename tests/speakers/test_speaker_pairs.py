"""Pairs of speakers across articles: B³ F1 and wrong merges, with the registry and without.

`gold/speaker_pairs.jsonl` holds two appearances a line, `who` tells which are one person. Names,
offices, outlets and days of the first kinds are from annotated news, the rest from the registry
and from what papers do; `kind` says what makes the pair hard.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from quotetrack.records import Appearance, Official, SpeakerKind
from quotetrack.speakers.identify import identify
from tests.speakers.officials import OFFICIALS

PAIRS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "gold" / "speaker_pairs.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
BAR = 0.95


def _key(side: dict[str, Any]) -> tuple[object, ...]:
    return (side["name"], *side["offices"], side["outlet"], side["date"], side["who"])


SIDES = {_key(side): side for pair in PAIRS for side in (pair["a"], pair["b"])}
WHO = [side["who"] for side in SIDES.values()]


@cache
def name_all(officials: tuple[Official, ...]) -> dict[tuple[object, ...], str]:
    """Return the name of the person that each appearance is found to be."""
    appearances = [
        Appearance(
            article_id=number,
            speaker_id=number,
            name=side["name"],
            kind=SpeakerKind.PERSON,
            offices=tuple(side["offices"]),
            outlet=side["outlet"],
            published=date.fromisoformat(side["date"]) if side["date"] else None,
        )
        for number, side in enumerate(SIDES.values())
    ]
    identities, _ = identify(appearances, officials)
    names = {identity.appearance.article_id: identity.name for identity in identities}
    return {key: names.get(n, appearances[n].name) for n, key in enumerate(SIDES)}


def measure(names: list[str], truth: list[str]) -> float:
    """Return B³ F1: precision and recall of each item's cluster, averaged over the items."""
    both, found, wanted = Counter(zip(names, truth, strict=True)), Counter(names), Counter(truth)
    items = list(zip(names, truth, strict=True))
    precision = sum(both[item] / found[item[0]] for item in items) / len(items)
    recall = sum(both[item] / wanted[item[1]] for item in items) / len(items)
    return 2 * precision * recall / (precision + recall)


def find_wrong(names: list[str], truth: list[str]) -> dict[str, set[str]]:
    """Return the names under which two people or more were merged, with these people."""
    people = defaultdict(set)
    for name, who in zip(names, truth, strict=True):
        people[name].add(who)
    return {name: who for name, who in people.items() if len(who) > 1}


def test_there_are_pairs_of_every_kind() -> None:
    kinds = Counter(pair["kind"] for pair in PAIRS)
    assert len(PAIRS) >= 150
    assert min(kinds.values()) >= 10
    assert all((pair["a"]["who"] == pair["b"]["who"]) == ("same" in pair["kind"]) for pair in PAIRS)


@pytest.mark.parametrize("officials", [OFFICIALS, ()], ids=["registry", "no registry"])
def test_no_wrong_merge(officials: tuple[Official, ...]) -> None:
    assert find_wrong(list(name_all(officials).values()), WHO) == {}


@pytest.mark.parametrize(
    ("officials", "bar"), [(OFFICIALS, BAR), ((), 0.9)], ids=["registry", "no registry"]
)
def test_b_cubed(
    officials: tuple[Official, ...], bar: float, record_property: Callable[[str, object], None]
) -> None:
    figure = measure(list(name_all(officials).values()), WHO)
    record_property("b_cubed_f1", round(figure, 3))
    assert figure >= bar


def test_the_measure_can_fail() -> None:
    assert measure(["a", "a", "b"], ["x", "x", "y"]) == 1
    assert measure(["a", "a", "a"], ["x", "x", "y"]) < 0.9
    assert find_wrong(["a", "a"], ["x", "y"]) == {"a": {"x", "y"}}
