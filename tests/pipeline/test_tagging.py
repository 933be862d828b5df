"""The chain of tags against all sequences written out one by one."""

from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest

from quotetrack.pipeline.recurrent import Layout
from quotetrack.pipeline.tagging import Tags, expect, find_best

TAGS = Tags(["PERSON"])  # O, B, I, L, U
STRETCHES = [(0, 2), (2, 6), (6, 7), (7, 10)]


def make(seed: int) -> tuple[Any, Any]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(10, 5)).astype(np.float32), rng.normal(size=(5, 5)).astype(np.float32)


def sequences(length: int) -> list[tuple[int, ...]]:
    """Return all sequences of tags that make sense."""
    texts = product(range(5), repeat=length)
    follows = TAGS.follows
    return [
        t
        for t in texts
        if TAGS.first[t[0]] and TAGS.last[t[-1]] and all(follows[a, b] for a, b in pairwise(t))
    ]


def weigh(scores: Any, transitions: Any, tags: tuple[int, ...]) -> float:
    own = sum(scores[i, tag] for i, tag in enumerate(tags))
    return float(own + sum(transitions[a, b] for a, b in pairwise(tags)))


@pytest.mark.parametrize("seed", range(5))
def test_best_is_the_best_of_all(seed: int) -> None:
    scores, transitions = make(seed)
    found = find_best(scores, transitions, TAGS, Layout(STRETCHES))
    for start, end in STRETCHES:
        rows = scores[start:end]
        best = max(sequences(end - start), key=lambda tags: weigh(rows, transitions, tags))
        assert tuple(found[start:end]) == best


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("limited", [False, True])
def test_expectation_is_the_mean_over_all(seed: int, limited: bool) -> None:
    scores, transitions = make(seed)
    allowed = np.ones((10, 5), dtype=bool)
    if limited:
        allowed[3] = [False, True, False, False, False]
        allowed[9] = [True, False, False, False, True]
    tags, pairs, log_weight = np.zeros((10, 5)), np.zeros((5, 5)), 0.0
    for start, end in STRETCHES:
        ways = [
            t for t in sequences(end - start) if all(allowed[start + i, k] for i, k in enumerate(t))
        ]
        weights = np.exp([weigh(scores[start:end], transitions, t) for t in ways])
        log_weight += float(np.log(weights.sum()))
        for way, share in zip(ways, weights / weights.sum(), strict=True):
            for i, k in enumerate(way):
                tags[start + i, k] += share
            for a, b in pairwise(way):
                pairs[a, b] += share
    found = expect(scores, transitions, TAGS, Layout(STRETCHES), allowed)
    assert np.allclose(found.tags, tags, atol=1e-5)
    assert np.allclose(found.pairs, pairs, atol=1e-5)
    assert found.log_weight == pytest.approx(log_weight, abs=1e-4)
    assert found.possible.all()


@pytest.mark.parametrize(
    ("token", "stretch"),
    [
        (6, (6, 7)),  # a beginning where the stretch ends
        (5, (2, 6)),
    ],
)
def test_a_stretch_without_any_sequence_is_told(token: int, stretch: tuple[int, int]) -> None:
    scores, transitions = make(0)
    allowed = np.ones((10, 5), dtype=bool)
    allowed[token] = [False, True, False, False, False]
    found = expect(scores, transitions, TAGS, Layout(STRETCHES), allowed)
    assert np.flatnonzero(~found.possible).tolist() == list(range(*stretch))
    assert np.isfinite(found.tags).all()
    assert np.isfinite(found.pairs).all()


def test_a_break_in_the_middle_does_no_harm() -> None:
    scores, transitions = make(0)
    allowed = np.ones((10, 5), dtype=bool)
    allowed[3:5] = [[False, True, False, False, False], [False, False, False, False, True]]
    found = expect(scores, transitions, TAGS, Layout(STRETCHES), allowed)
    assert np.flatnonzero(~found.possible).tolist() == [2, 3, 4, 5]
    assert np.isfinite(found.tags).all()
    assert np.isfinite(found.pairs).all()


def test_far_scores_do_not_overflow() -> None:
    scores = np.array([[900.0, -900, 0, 0, 0], [-900, 0, 0, 0, 900]], dtype=np.float32)
    found = expect(scores, np.zeros((5, 5)), TAGS, Layout([(0, 2)]))
    assert np.allclose(found.tags, [[1, 0, 0, 0, 0], [0, 0, 0, 0, 1]], atol=1e-6)


def test_names_in_tags() -> None:
    tags = Tags(["LOC", "PERSON"])
    numbers = [tags.number[t] for t in ("U-LOC", "O", "B-PERSON", "I-PERSON", "L-PERSON")]
    assert tags.names_in(numbers) == [(0, 1, "LOC"), (2, 5, "PERSON")]
