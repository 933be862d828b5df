"""Which stretches of an article's text belong to which statements: for a terminal and for a page.

Stretches may lie inside each other, and overlap: a cue stands in the middle of a content, a content
is reported inside another. Nothing here knows how a stretch is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from quotetrack.records import Span, Statement


class Label(StrEnum):
    """What a stretch is to its statement; a content is told by the statement's type."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    CUE = "cue"
    MENTION = "mention"
    SOURCE = "source"


CONTENTS = frozenset({Label.DIRECT, Label.INDIRECT})


class Marked(NamedTuple):
    """A stretch with its label and the numbers of the statements it belongs to."""

    span: Span
    label: Label
    numbers: tuple[int, ...]


class Stretch(NamedTuple):
    """Characters over which the same things are marked, those that begin or reach farther first."""

    span: Span
    marked: tuple[Marked, ...]


def find_marked(statements: Iterable[tuple[int, Statement]]) -> list[Marked]:
    """Return what is marked of statements given with their numbers, in the order of the text.

    A cue that two statements share is marked once, for both.
    """
    numbers: defaultdict[tuple[Span, Label], set[int]] = defaultdict(set)
    for number, statement in statements:
        for span, label in _find_spans(statement):
            numbers[span, label].add(number)
    return [
        Marked(span, label, tuple(sorted(belongs)))
        for (span, label), belongs in sorted(numbers.items())
    ]


def split_text(length: int, marked: Iterable[Marked]) -> Iterator[Stretch]:
    """Yield a text of some length as stretches that touch, each with all that is marked over it.

    Together they are the whole text. Marks that reach beyond it end with it.
    """
    begins: defaultdict[int, list[Marked]] = defaultdict(list)
    edges = {0, length}
    for mark in marked:
        start, end = (min(max(edge, 0), length) for edge in mark.span)
        if start < end:
            begins[start].append(mark)
            edges |= {start, end}
    active: list[Marked] = []
    places = sorted(edges)
    for start, end in pairwise(places):
        active = [mark for mark in (*active, *begins[start]) if mark.span.end_char > start]
        outer_first = sorted(active, key=lambda m: (m.span.start_char, -m.span.end_char, m.label))
        yield Stretch(Span(start, end), tuple(outer_first))


def _find_spans(statement: Statement) -> Iterator[tuple[Span, Label]]:
    for part in statement.content:
        yield part, Label(statement.type.value)
    if statement.cue:
        yield statement.cue, Label.CUE
    if statement.mention:
        yield statement.mention, Label.MENTION
    for source in statement.sources:
        yield source.span, Label.SOURCE
