"""The best sequence of tags, and what each tag is worth: a linear-chain conditional random field.

A name of several tokens is tagged B I L, one of a single token U, what is none O. Which tag may
follow which is known; how likely it does is learned (`transitions`), beside the scores of each
token. Everything is done for one step of all stretches at once, see `recurrent.Layout`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from quotetrack.pipeline.recurrent import FORWARD, Layout

OUTSIDE = "O"
BEGINS, GOES_ON = "OBU", "IL"
LOWEST = -60.0  # below the best tag of a token: as good as never, yet not nothing
NEVER = -1e9

Array = Any  # numpy's and thinc's types of the same thing do not meet
Name = tuple[int, int, str]


class Tags:
    """The tags for some labels, and which may stand where; `number` is a tag's place."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.names = [OUTSIDE, *(f"{part}-{label}" for label in labels for part in "BILU")]
        self.number = {name: i for i, name in enumerate(self.names)}
        self.first: Array = np.array([name[0] in BEGINS for name in self.names])
        self.last: Array = np.array([name[0] in "OLU" for name in self.names])
        self.follows: Array = np.array([[may_follow(a, b) for b in self.names] for a in self.names])

    def names_in(self, numbers: Sequence[int]) -> list[Name]:
        """Return the names that a sequence of tags makes: (start, end, label) in tokens."""
        found, start = [], 0
        for i, number in enumerate(numbers):
            part, _, label = self.names[number].partition("-")
            if part in ("B", "U"):
                start = i
            if part in ("L", "U"):
                found.append((start, i + 1, label))
        return found


def may_follow(before: str, after: str) -> bool:
    """Return whether a tag may stand right after another."""
    if before[0] in "BI":
        return after[0] in GOES_ON and after[1:] == before[1:]
    return after[0] in BEGINS


@dataclass(frozen=True, slots=True)
class Expectation:
    """How often each tag is expected: of each token, and of each pair of neighbours, summed.

    `possible` tells of each token whether its stretch has any sequence at all.
    """

    tags: Array
    pairs: Array
    log_weight: float
    possible: Array


def expect(
    scores: Array, transitions: Array, tags: Tags, layout: Layout, allowed: Array | None = None
) -> Expectation:
    """Return what is expected of rows of scores, with no other tags than the allowed ones."""
    rows, edges = layout.rows[FORWARD], layout.edges
    ordered = scores[rows].astype(np.float64)
    highest = ordered.max(axis=1, keepdims=True)
    weight = np.exp(np.maximum(ordered - highest, LOWEST))
    if allowed is not None:
        weight *= allowed[rows]
    steps = np.exp(transitions.astype(np.float64)) * tags.follows
    alpha, scale = forward(weight, steps, tags, edges)
    beta = np.tile(tags.last.astype(np.float64), (len(rows), 1))
    pairs = np.zeros_like(steps)
    for step in range(len(edges) - 2, 0, -1):
        start, end = edges[step], edges[step + 1]
        before = slice(edges[step - 1], edges[step - 1] + end - start)
        ahead = weight[start:end] * beta[start:end]
        beta[before] = ahead @ steps.T / scale[start:end]
        reached = (alpha[before] * beta[before]).sum(axis=1, keepdims=True) * scale[start:end]
        pairs += (alpha[before] / np.maximum(reached, 1e-300)).T @ ahead
    expected = alpha * beta
    total = expected.sum(axis=1, keepdims=True)
    expected /= np.maximum(total, 1e-300)
    result = np.empty_like(expected)
    result[rows] = expected
    possible = np.empty(len(rows), dtype=bool)
    possible[rows] = total[:, 0] > 0
    ends = find_ends(edges)
    log_weight = (np.log(scale[:, 0]) + highest[:, 0]).sum()
    log_weight += np.log(np.maximum((alpha[ends] * tags.last).sum(axis=1), 1e-300)).sum()
    return Expectation(result, pairs * steps, float(log_weight), possible)


def forward(weight: Array, steps: Array, tags: Tags, edges: list[int]) -> tuple[Array, Array]:
    """Return the share of each tag in the weight of all beginnings, and that weight by token."""
    alpha = weight.copy()
    alpha[: edges[1]] *= tags.first
    scale = np.ones((len(weight), 1))
    for step, (start, end) in enumerate(pairwise(edges)):
        if step:
            before = slice(edges[step - 1], edges[step - 1] + end - start)
            alpha[start:end] *= alpha[before] @ steps
        total = alpha[start:end].sum(axis=1, keepdims=True)
        scale[start:end] = np.where(total > 0, total, 1.0)  # else no sequence: all stays nought
        alpha[start:end] /= scale[start:end]
    return alpha, scale


def find_ends(edges: list[int]) -> list[int]:
    """Return the row of each stretch's last token, the longest stretch first."""
    sizes = [end - start for start, end in pairwise(edges)]
    ends: list[int] = []
    for step in range(len(sizes) - 1, -1, -1):
        shorter = sizes[step + 1] if step + 1 < len(sizes) else 0
        ends += range(edges[step] + shorter, edges[step + 1])
    return ends


def find_best(scores: Array, transitions: Array, tags: Tags, layout: Layout) -> list[int]:
    """Return the tags of the best sequences, one number a token (Viterbi)."""
    rows, edges = layout.rows[FORWARD], layout.edges
    steps = np.where(tags.follows, transitions, NEVER).astype(np.float32)
    best = scores[rows].astype(np.float32)
    best[: edges[1]] += np.where(tags.first, 0, NEVER)
    came_from = np.zeros(best.shape, dtype=np.int16)
    for step in range(1, len(edges) - 1):
        start, end = edges[step], edges[step + 1]
        before = slice(edges[step - 1], edges[step - 1] + end - start)
        ways = best[before][:, :, None] + steps
        came_from[start:end] = ways.argmax(axis=1)
        best[start:end] += ways.max(axis=1)
    best += np.where(tags.last, 0, NEVER)
    tag = best.argmax(axis=1)  # right where a stretch ends; put right below where it goes on
    for step in range(len(edges) - 2, 0, -1):
        start, end = edges[step], edges[step + 1]
        before = slice(edges[step - 1], edges[step - 1] + end - start)
        tag[before] = came_from[np.arange(start, end), tag[start:end]]
    result = np.empty_like(tag)
    result[rows] = tag
    return result.tolist()  # type: ignore[no-any-return]
