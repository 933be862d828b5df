"""Names of two articles that contradict each other: two spellings, or two names for one office.

*Galuzin* in one paper is *Galuzyn* in another, *Leonid Kanevsky* is *Leonid Kasinsky*. Two names
that look alike may be two people's, so that something else must say that one is meant: the office,
the same words said, or who is who across articles. Candidates come from an index, never from all
pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, permutations

from rapidfuzz.distance import OSA

from quotetrack.records import Contradiction, MismatchKind, Printed, Side
from quotetrack.speakers.evidence import count_telling, fold_all, full_words, read_name
from quotetrack.speakers.mismatches import are_parts, find_differing
from quotetrack.speakers.offices import Fit, compare_all, is_of_one, read_office
from quotetrack.speakers.registry import Registry

MAX_SHARING = 60  # a key that more names share tells none from another: "ahmad" and "s…"
MAX_KEYED_OFFICES = 4
MAX_KEYED_WORDS = 3
NEAR_DAYS = timedelta(days=31)  # further apart two names in one office may be a successor's


@dataclass(frozen=True, slots=True)
class Bond:
    """What says that two names mean one person: how sure from 0 to 1, and a clause for it."""

    score: float
    why: str


def find_names(people: Iterable[Printed], registry: Registry) -> Iterator[Contradiction]:
    """Yield the names that contradict each other, each pair once."""
    for a, b in find_near(people):
        found = compare_names(a, b, registry)
        if found is not None:
            yield found


def find_near(people: Iterable[Printed]) -> Iterator[tuple[Printed, Printed]]:
    """Yield the pairs of people whose names or offices are worth comparing, each once."""
    blocks: defaultdict[Hashable, list[Printed]] = defaultdict(list)
    for person in people:
        for key in _keys(person):
            if len(blocks[key]) <= MAX_SHARING:
                blocks[key].append(person)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) > MAX_SHARING:
            continue
        for a, b in combinations(block, 2):
            pair = (a.statement_id, b.statement_id)
            if pair not in seen:
                seen.add(pair)
                yield a, b


def _keys(person: Printed) -> set[Hashable]:
    words = full_words(read_name(person.name))
    # What is alike has the same first letter; the other words are the same.
    keys: set[Hashable] = {(word, other[0]) for word, other in permutations(words, 2)}
    keys.add(("", *fold_all(words)))
    for place in _office_keys(person) if words else ():
        keys |= {(place, words[0]), (place, words[0][0], words[-1][0])}
    return keys


def _office_keys(person: Printed) -> set[str]:
    keys: set[str] = set()
    for held in person.offices[:MAX_KEYED_OFFICES]:
        office = read_office(held.office)
        keys |= set(sorted(office.place, key=len)[-MAX_KEYED_WORDS:])
        keys |= {" ".join(sorted(office.post))} if office.alone else set()
    return keys


def compare_names(
    a: Printed, b: Printed, registry: Registry, same_claim: Bond | None = None
) -> Contradiction | None:
    """Return the mismatch of two printed names, None if they are one, or two people's.

    `same_claim` says that papers ascribe the same words to both.
    """
    words, others = read_name(a.name), read_name(b.name)
    if is_same(words, others) or registry.two_people(words, others):
        return None
    known = registry.one_person(words, others)
    short, full = sorted((words, others), key=len)
    bond = same_claim or _bind(a, b)
    differing = find_differing(short, full) or (_find_slip(short, full) if bond else [])
    if differing:
        bond = bond or _bind_by_rarity(short, full, differing, a, b)
        if bond is None and not known:
            return None
        what = " and ".join(f"“{x}” for “{y}”" for x, y in differing)
        why = bond.why if bond and not known else "the registry lists both as one person's"
        evidence = f"“{a.name}” and “{b.name}” differ only in {what}, and {why}."
        score = bond.score if bond else 0.9
        return make(MismatchKind.SPELLING, a, b, score, evidence, known=known)
    if known or len(words) < 2 or len(others) < 2 or words[0] != others[0]:
        return None
    bond = same_claim or _bind_by_post(a, b)
    if bond is None:
        return None
    evidence = f"“{a.name}” and “{b.name}” share the first name, not the last, and {bond.why}."
    return make(MismatchKind.DIFFERENT_NAME, a, b, bond.score, evidence)


def is_same(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether two names are one as printed: parts, initials, hyphens and spaces apart."""
    return are_parts(a, b) or "".join(a) == "".join(b)


def make(
    kind: MismatchKind, a: Printed, b: Printed, score: float, evidence: str, *, known: bool = False
) -> Contradiction:
    """Return the mismatch of two people's names, the one that was read first as the first side."""
    first, second = sorted((a, b), key=lambda person: person.statement_id)
    sides = (Side(first.statement_id, first.name), Side(second.statement_id, second.name))
    names = sorted(" ".join(read_name(person.name)) for person in (a, b))
    return Contradiction(kind, sides, score, evidence, ("names", *names), known)


def _find_slip(a: tuple[str, ...], b: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the one pair of words that are a letter apart, however short; else none.

    Where one person is meant, "Leis Hamilton" is a slip for "Lewis Hamilton".
    """
    if len(a) != len(b) or len(a) < 2:
        return []
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    slip = len(differing) == 1 and OSA.distance(*differing[0], score_cutoff=1) <= 1
    return differing if slip and min(map(len, differing[0])) > 2 else []


def _bind(a: Printed, b: Printed) -> Bond | None:
    fit, office = _compare_offices(a, b)
    if fit is Fit.SAME:
        return Bond(0.95, f"have the same office, “{office}”")
    telling = count_telling(tuple(set(read_name(a.name)) & set(read_name(b.name))))
    if fit is Fit.BODY and telling:
        return Bond(0.8, f"have the same body in the office “{office}”")
    if a.person_id == b.person_id and fit is not Fit.DIFFERENT:
        return Bond(0.85, "are one person by all that articles tell of them")
    return None


def _compare_offices(a: Printed, b: Printed) -> tuple[Fit, str]:
    return compare_all([h.office for h in a.offices], [h.office for h in b.offices])


def _bind_by_rarity(
    short: tuple[str, ...],
    full: tuple[str, ...],
    differing: list[tuple[str, str]],
    a: Printed,
    b: Printed,
) -> Bond | None:
    """Two names that few people bear, a slip apart, are one person's unless offices differ."""
    shared = tuple(set(short) & set(full))
    rare = count_telling(shared) and all(count_telling(pair) == 2 for pair in differing)
    if len(short) < 2 or len(differing) > 1 or not rare:
        return None
    if _compare_offices(a, b)[0] is Fit.DIFFERENT or not near_in_time(a, b):
        return None
    return Bond(0.6, "few people bear the rest of the name")


def _bind_by_post(a: Printed, b: Printed) -> Bond | None:
    """One post of one holder at one time: two last names are one too many."""
    if not near_in_time(a, b):
        return None
    for held in a.offices:
        for other in b.offices:
            one, two = read_office(held.office), read_office(other.office)
            same = one.post == two.post and one.place == two.place
            if same and is_of_one(held.office) and is_of_one(other.office):
                return Bond(0.85, f"have the same office, “{held.office}”")
            shared = one.place & two.place
            telling = count_telling(read_name(a.name)[:1])
            if telling and len(shared) > 1 and one.post & two.post and not one.many | two.many:
                return Bond(0.75, f"have the same body in the offices “{held.office}”")
    return None


def near_in_time(a: Printed | None, b: Printed | None, days: timedelta = NEAR_DAYS) -> bool:
    """Return whether two people speak within some days of each other, as far as that is known."""
    if a is None or b is None or not (a.since and a.until and b.since and b.until):
        return True
    return max(a.since, b.since) - min(a.until, b.until) <= days


def days_apart(one: date | None, other: date | None) -> timedelta:
    """Return how far two days are from each other; none where one is not known."""
    return abs(one - other) if one and other else timedelta(0)
