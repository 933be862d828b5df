"""Names in one article that contradict each other: two spellings, or two names for one office.

*Leonid Kanevsky*, "Kepala staf Direktorat Utama Ideologi", and *Leonid Kasinsky*, "kepala
Direktorat Utama Ideologi", share a first name and an office, and differ in the last name.
"""

from __future__ import annotations

from itertools import combinations

from quotetrack.records import Findings, Mismatch, MismatchKind
from quotetrack.speakers.names import is_part_of
from quotetrack.speakers.people import Directory, Person, near
from quotetrack.speakers.resolve import office_words

MIN_SHARED_OFFICE_WORDS = 2


def find_mismatches(findings: Findings, text: str) -> tuple[Mismatch, ...]:
    """Return the pairs of names that contradict each other, in the order of their first mention."""
    people = sorted(
        Directory(findings, text, forgiving=False).people, key=lambda p: p.names[0].span
    )
    found = []
    for a, b in combinations(people, 2):
        if is_part_of(a.words, b.words) or is_part_of(b.words, a.words):
            continue
        mismatch = compare_spelling(a, b) or compare_office(a, b)
        if mismatch is not None:
            found.append(mismatch)
    return tuple(found)


def compare_spelling(a: Person, b: Person) -> Mismatch | None:
    """Return a mismatch where the names are equal but for one word that is nearly the same."""
    if len(a.words) != len(b.words):
        return None
    differing = [(x, y) for x, y in zip(a.words, b.words, strict=True) if x != y]
    if len(differing) != 1 or not near(*differing[0]):
        return None
    shared = [w for w in a.words if w in b.words]
    also = f" and share {printed(a, shared)}" if shared else ""
    score = 0.9 if shared else 0.6
    evidence = (
        f"{a.name} and {b.name} differ only in “{differing[0][0]}” and “{differing[0][1]}”{also}."
    )
    return pair(MismatchKind.SPELLING, a, b, score, evidence)


def compare_office(a: Person, b: Person) -> Mismatch | None:
    """Return a mismatch where two people share the first name and the office, not the last name."""
    if len(a.words) < 2 or len(b.words) < 2 or a.words[0] != b.words[0]:
        return None
    best = max(
        ((shared_office(x, y), x, y) for x in a.roles for y in b.roles),
        key=lambda found: len(found[0]),
        default=None,
    )
    if best is None or len(best[0]) < MIN_SHARED_OFFICE_WORDS:
        return None
    shared, office_a, office_b = best
    words = [w for w in office_b.split() if w.casefold().strip(",.") in shared]
    evidence = (
        f"{a.name} (“{office_a}”) and {b.name} (“{office_b}”) share the first name "
        f"{printed(a, [a.words[0]])} and the office {' '.join(words)}, but not the last name."
    )
    return pair(MismatchKind.DIFFERENT_NAME, a, b, 0.9, evidence)


def shared_office(a: str, b: str) -> frozenset[str]:
    """Return the words that two offices share."""
    return office_words(a) & office_words(b)


def printed(person: Person, words: list[str]) -> str:
    """Return words of a person's name as the paper prints them."""
    kept = [w for w in person.name.split() if w.casefold().strip(".,") in words]
    return " ".join(kept) or " ".join(words)


def pair(kind: MismatchKind, a: Person, b: Person, score: float, evidence: str) -> Mismatch:
    """Return the mismatch, with the first place of each name."""
    spans = (a.names[0].span, b.names[0].span)
    return Mismatch(kind, (a.name, b.name), spans, score, evidence)
