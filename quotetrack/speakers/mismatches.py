"""Names in one article that contradict each other: two spellings, or two names for one office.

*Leonid Kanevsky*, "Kepala staf Direktorat Utama Ideologi", and *Leonid Kasinsky*, "kepala
Direktorat Utama Ideologi", share a first name and an office, and differ in the last name.
"""

from __future__ import annotations

from collections.abc import Callable

from quotetrack.records import Findings, Mismatch, MismatchKind
from quotetrack.speakers.names import is_part_of
from quotetrack.speakers.people import Directory, Person, index_keys, near
from quotetrack.speakers.resolve import office_words

MIN_SHARED_OFFICE_WORDS = 2


def find_mismatches(findings: Findings, text: str) -> tuple[Mismatch, ...]:
    """Return the pairs of names that contradict each other, in the order of their first mention."""
    directory = Directory(findings, text, forgiving=False)
    introduced = {nickname for person in directory.people for nickname in person.nicknames}
    people = sorted(directory.people, key=lambda p: p.names[0].span)
    place = {person.words: n for n, person in enumerate(people)}
    found = []
    for n, a in enumerate(people):
        # only names that share a beginning of a word can be alike: no walk over all pairs
        alike = {p.words: p for key in index_keys(a.words) for p in directory.sharing(key)}
        for b in sorted((p for p in alike.values() if place[p.words] > n), key=place_in(place)):
            if is_part_of(a.words, b.words) or is_part_of(b.words, a.words):
                continue
            if a.words in introduced or b.words in introduced:
                continue
            mismatch = compare_spelling(a, b) or compare_office(a, b)
            if mismatch is not None:
                found.append(mismatch)
    return tuple(found)


def place_in(place: dict[tuple[str, ...], int]) -> Callable[[Person], int]:
    """Return the key that sorts people by their place in the article."""
    return lambda person: place[person.words]


def compare_spelling(a: Person, b: Person) -> Mismatch | None:
    """Return a mismatch where one name is a part of the other but for words nearly the same."""
    short, full = sorted((a, b), key=lambda p: len(p.words))
    differing = find_differing(short.words, full.words)
    if not differing:
        return None
    shared = [w for w in short.words if w in full.words]
    also = f" and share {printed(full, shared)}" if shared else ""
    score = 0.9 if shared else 0.6
    words = " and ".join(
        f"“{printed(short, [x])}” for “{printed(full, [y])}”" for x, y in differing
    )
    evidence = f"{a.name} and {b.name} differ only in {words}{also}."
    return pair(MismatchKind.SPELLING, a, b, score, evidence)


def find_differing(short: tuple[str, ...], full: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the pairs of words that are nearly the same; none unless all others are the same."""
    differing, position = [], 0
    for word in short:
        while position < len(full) and word != full[position] and not near(word, full[position]):
            position += 1
        if position == len(full):
            return []
        if word != full[position]:
            differing.append((word, full[position]))
        position += 1
    return differing


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
