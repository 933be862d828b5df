"""The weights by which speakers are found in the context, learned from annotated articles.

Every statement of the annotated articles that names nobody at its cue is one example: its
candidates, as `quotetrack.speakers.context` sees them with the right speakers so far, and which of
them spoke. The weights are those of a multinomial logistic regression over the candidates, by
gradient descent (Adam) with an L2 penalty; without chance, so that a second run gives the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.language import Language

from quotetrack.evaluation.lines import Json, read_objects
from quotetrack.pipeline import find_all
from quotetrack.records import Attribution, Findings, Resolution, Span
from quotetrack.speakers.context import NOBODY, Candidate
from quotetrack.speakers.forms import Person
from quotetrack.speakers.names import is_part_of, name_words
from quotetrack.speakers.people import Directory
from quotetrack.speakers.resolve import NAMELESS, Resolver, Speaker

L2 = 0.004
STEPS = 300
RATE = 0.05
MIN_OVERLAP = 0.5
MIN_WEIGHT = 0.02


@dataclass(frozen=True, slots=True)
class Example:
    """The features of each candidate, and the number of the one who spoke."""

    features: list[frozenset[str]]
    right: int


class Teacher(Resolver):
    """A resolver that takes the annotated speaker and notes what it had to choose from."""

    def __init__(self, findings: Findings, text: str, statements: list[Json]) -> None:
        super().__init__(findings, Directory(findings, text))
        self.statements = statements
        self.examples: list[Example] = []

    def by_context(
        self, attribution: Attribution, resolution: Resolution, among: Sequence[Person] = ()
    ) -> Speaker:
        """Return the annotated speaker, and keep the example."""
        candidates = list(self.candidates(attribution, resolution, among))
        gold = find_annotated(attribution, self.statements)
        right = len(candidates) - 1
        if gold is not None:
            right = next((n for n, c in enumerate(candidates) if self.is_right(c, gold)), right)
            self.examples.append(Example([c.features for c in candidates], right))
        return self.speaker_at(candidates[right], resolution)

    def is_right(self, candidate: Candidate, gold: Json) -> bool:
        """Return whether a candidate is the annotated speaker."""
        if gold["speaker"] is None:
            return candidate.key == NAMELESS
        words = name_words(str(gold["speaker"]))
        return candidate.key != NOBODY and (
            is_part_of(candidate.key, words) or is_part_of(words, candidate.key)
        )


def find_annotated(attribution: Attribution, statements: list[Json]) -> Json | None:
    """Return the annotated statement whose content shares at least half with a found one."""
    mine = characters(attribution.content)
    for statement in statements:
        parts = statement["content"]
        assert isinstance(parts, list)
        theirs = characters(Span(*part) for part in parts)
        if len(mine & theirs) >= MIN_OVERLAP * len(mine | theirs):
            return statement
    return None


def characters(spans: Iterable[Span]) -> set[int]:
    """Return the offsets that spans cover."""
    return {i for span in spans for i in range(*span)}


def read_examples(nlp: Language, path: Path) -> list[Example]:
    """Return the examples of a file of annotated articles."""
    articles = [(str(article["text"]), article["statements"]) for _, article in read_objects(path)]
    found = find_all(nlp, (text for text, _ in articles))
    examples = []
    for (text, statements), findings in zip(articles, found, strict=True):
        assert isinstance(statements, list)
        teacher = Teacher(findings, text, statements)
        for attribution in findings.attributions:
            teacher.resolve(attribution)
        examples += teacher.examples
    return examples


def learn(examples: list[Example]) -> dict[str, float]:
    """Return the weight of each feature, those near nothing left out."""
    names = sorted({f for example in examples for found in example.features for f in found})
    number = {name: n for n, name in enumerate(names)}
    rows = [
        ([[number[f] for f in found] for found in example.features], example.right)
        for example in examples
    ]
    weights, first, second = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, STEPS + 1):
        gradient = L2 * weights
        for candidates, right in rows:
            sums = np.array([weights[features].sum() for features in candidates])
            share = np.exp(sums - sums.max())
            share /= share.sum()
            share[right] -= 1
            for value, features in zip(share, candidates, strict=True):
                gradient[features] += value / len(rows)
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        corrected = second / (1 - 0.999**step)
        weights -= RATE * first / (1 - 0.9**step) / (np.sqrt(corrected) + 1e-8)
    return {
        name: round(float(weight), 2)
        for name, weight in zip(names, weights, strict=True)
        if abs(weight) >= MIN_WEIGHT
    }


def write_weights(weights: dict[str, float], path: Path) -> None:
    """Write the weights where `quotetrack.speakers.context` reads them."""
    path.write_text(json.dumps(weights, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
