"""All mismatches between articles, of five kinds; what one kind tells, no other tells again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from quotetrack.records import Contradiction, Printed, Voice
from quotetrack.speakers.ascribed import find_ascribed
from quotetrack.speakers.contradictions import find_names
from quotetrack.speakers.evidence import read_name
from quotetrack.speakers.registry import Registry
from quotetrack.speakers.terms import find_offices


def find_contradictions(
    people: Sequence[Printed], pairs: Iterable[tuple[Voice, Voice]], registry: Registry
) -> Iterator[Contradiction]:
    """Yield what contradicts what between articles, each pair of names under one kind.

    `pairs` are articles that give the same words to different speakers. The time grows with the
    people and the pairs, not with their squares.
    """
    told: set[frozenset[str]] = set()
    keys: set[tuple[str, ...]] = set()
    for found in chain(
        find_ascribed(pairs, registry), find_names(people, registry), find_offices(people, registry)
    ):
        names = frozenset(" ".join(read_name(side.printed)) for side in found.sides)
        holders = found.key[0] == "holders"
        if found.key in keys or (holders and names in told):
            continue
        told.add(names)
        keys.add(found.key)
        yield found
