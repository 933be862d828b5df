"""Names in one article that contradict each other: two spellings, or two names for one office.

*Leonid Kanevsky*, "Kepala staf Direktorat Utama Ideologi", and *Leonid Kasinsky*, "kepala
Direktorat Utama Ideologi", share a first name and an office, and differ in the last name.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from quotetrack.records import Findings, Mismatch, MismatchKind, Span
from quotetrack.speakers.forms import Person
from quotetrack.speakers.names import is_part_of
from quotetrack.speakers.people import Directory
from quotetrack.speakers.resolve import office_words
from quotetrack.speakers.spellings import (
    alike,
    find_bodies,
    find_ordinary,
    find_strays,
    keys_of,
    one_slip,
)

MIN_SHARED_OFFICE_WORDS = 2
MAX_SHARING = 20  # a key that more names share tells none of them from another: Muhammad
MAX_BESIDE = 120
MAX_ROLES = 10


def find_mismatches(findings: Findings, text: str) -> tuple[Mismatch, ...]:
    """Return the pairs of names that contradict each other, in the order of their first mention."""
    directory = Directory(findings, text, forgiving=False)
    introduced = {nickname for person in directory.people for nickname in person.nicknames}
    people = [p for p in directory.people if p.words not in introduced]
    beside = Beside(findings, text)
    ordinary = find_ordinary(text)
    strays, bodies = find_strays(findings, text, ordinary), find_bodies(findings)
    found = [
        compare_spelling(a, b) or compare_office(a, b, beside) for a, b in meeting(people, people)
    ]
    found += [compare_spelling(a, b) for a, b in meeting(people, strays)]
    found += [compare_bodies(a, b, ordinary) for a, b in meeting(bodies, bodies)]
    return tuple(sorted(filter(None, found), key=lambda mismatch: mismatch.spans))


class Beside:
    """Finds what stands beside a name in its sentence."""

    def __init__(self, findings: Findings, text: str) -> None:
        self._text = text
        self._sentences = findings.sentences
        self._starts = [sentence.start_char for sentence in findings.sentences]

    def text(self, span: Span) -> str:
        """Return the part of the name's sentence that is at most MAX_BESIDE characters away."""
        n = bisect_right(self._starts, span.start_char) - 1
        sentence = self._sentences[n] if n >= 0 else span
        start = max(sentence.start_char, span.start_char - MAX_BESIDE)
        return self._text[start : min(sentence.end_char, span.end_char + MAX_BESIDE)]


def meeting(names: Iterable[Person], others: Iterable[Person]) -> Iterator[tuple[Person, Person]]:
    """Yield the pairs that share a key and are no part of each other, each once, in text order."""
    by_key: dict[str, list[Person]] = defaultdict(list)
    for other in others:
        for key in keys_of(other.words):
            by_key[key].append(other)
    seen = set()
    for name in names:
        for key in sorted(keys_of(name.words)):
            for other in by_key[key][:MAX_SHARING]:
                a, b = sorted((name, other), key=lambda p: p.names[0].span)
                if (a.words, b.words) not in seen and not are_parts(a.words, b.words):
                    seen.add((a.words, b.words))
                    yield a, b


def are_parts(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether one name is a part of the other, or the same."""
    return is_part_of(a, b) or is_part_of(b, a)


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
        while position < len(full) and word != full[position] and not alike(word, full[position]):
            position += 1
        if position == len(full):
            return []
        if word != full[position]:
            differing.append((word, full[position]))
        position += 1
    return differing


def compare_bodies(a: Person, b: Person, ordinary: frozenset[str]) -> Mismatch | None:
    """Return a mismatch where two bodies' names are the same but for the spelling of one word."""
    if len(a.words) != len(b.words):  # Rusia, Russia Today
        return None
    differing = [(x, y) for x, y in zip(a.words, b.words, strict=True) if x != y]
    if len(differing) != 1 or not one_slip(*differing[0]):
        return None
    return None if ordinary.intersection(differing[0]) else compare_spelling(a, b)


def compare_office(a: Person, b: Person, beside: Beside) -> Mismatch | None:
    """Return a mismatch where two people share the first name and the office, not the last name."""
    if len(a.words) < 2 or len(b.words) < 2 or a.words[0] != b.words[0]:
        return None
    best = max(
        ((shared_office(x, y), x, y) for x in roles_of(a) for y in roles_of(b)),
        key=lambda found: len(found[0]),
        default=None,
    )
    if best is None or len(best[0]) < MIN_SHARED_OFFICE_WORDS:
        return compare_beside(a, b, beside) or compare_beside(b, a, beside)
    shared, office_a, office_b = best
    words = [w for w in office_b.split() if w.casefold().strip(",.") in shared]
    evidence = (
        f"{a.name} (“{office_a}”) and {b.name} (“{office_b}”) share the first name "
        f"{printed(a, [a.words[0]])} and the office {' '.join(words)}, but not the last name."
    )
    return pair(MismatchKind.DIFFERENT_NAME, a, b, 0.9, evidence)


def roles_of(person: Person) -> list[str]:
    """Return the first MAX_ROLES offices of a person."""
    return list(islice(person.roles, MAX_ROLES))


def compare_beside(a: Person, b: Person, beside: Beside) -> Mismatch | None:
    """Return a mismatch where the office of one person stands beside the other's name as well.

    What finds offices may miss one: "Ahmad Muhibbuddin, GM Corporate Communication Astra".
    """
    sentence = beside.text(b.names[0].span)
    if a.words[-1] in sentence.casefold():  # two people, named side by side
        return None
    for office in roles_of(a):
        words = words_of(office)
        if len(words) >= MIN_SHARED_OFFICE_WORDS and words <= office_words(sentence):
            evidence = (
                f"{a.name} and {b.name} share the first name {printed(a, [a.words[0]])}, and the "
                f"office “{office}” stands beside both, but not the last name."
            )
            first, second = sorted((a, b), key=lambda p: p.names[0].span)
            return pair(MismatchKind.DIFFERENT_NAME, first, second, 0.8, evidence)
    return None


def shared_office(a: str, b: str) -> frozenset[str]:
    """Return the words that two offices share."""
    return words_of(a) & words_of(b)


@lru_cache(maxsize=4096)
def words_of(office: str) -> frozenset[str]:
    """Return an office's words; a crowd of one first name asks for the same ones again."""
    return office_words(office)


def printed(person: Person, words: list[str]) -> str:
    """Return words of a person's name as the paper prints them."""
    kept = [w for w in person.name.split() if w.casefold().strip(".,") in words]
    return " ".join(kept) or " ".join(words)


def pair(kind: MismatchKind, a: Person, b: Person, score: float, evidence: str) -> Mismatch:
    """Return the mismatch, with the first place of each name."""
    spans = (a.names[0].span, b.names[0].span)
    return Mismatch(kind, (a.name, b.name), spans, score, evidence)
