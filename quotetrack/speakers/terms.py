"""Offices that contradict each other: one person in two, or two people in one of one holder.

"Menteri Perdagangan Zulkifli Hasan" is "Menteri Pertanian" elsewhere on that day; two "Kapolres
Sleman" speak in one week, the first before and after the second. A successor is no contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from quotetrack.records import Contradiction, Held, MismatchKind, Printed, Side
from quotetrack.speakers.contradictions import is_same
from quotetrack.speakers.evidence import find_tie, full_words, read_name
from quotetrack.speakers.offices import Office, contradict, is_of_one, read_office
from quotetrack.speakers.registry import Registry

MAX_OFFICES = 10  # of one person that are compared
MAX_HOLDERS = 20  # of one office that are compared: so many hold "Ketua RT"


def find_offices(people: Iterable[Printed], registry: Registry) -> Iterator[Contradiction]:
    """Yield the offices that contradict each other, each pair of people or offices once."""
    by_person: defaultdict[int, list[tuple[Printed, Held]]] = defaultdict(list)
    by_office: defaultdict[Office, list[tuple[Printed, Held]]] = defaultdict(list)
    for person in people:
        for held in person.offices[:MAX_OFFICES]:
            by_person[person.person_id].append((person, held))
            if is_of_one(held.office):
                by_office[read_office(held.office)].append((person, held))
    for offices in by_person.values():
        yield from _compare_offices(offices[:MAX_OFFICES])
    for holders in by_office.values():
        if len(holders) <= MAX_HOLDERS:
            yield from _compare_holders(holders, registry)


def _compare_offices(offices: list[tuple[Printed, Held]]) -> Iterator[Contradiction]:
    for (person, held), (_, other) in combinations(offices, 2):
        if _meet(held, other) and contradict(held.office, other.office):
            yield make_offices(person.name, held, other, "on the same day")


def make_offices(name: str, one: Held, other: Held, when: str) -> Contradiction:
    """Return the mismatch of two offices of one person."""
    first, second = sorted((one, other), key=lambda held: held.statement_id)
    evidence = (
        f"“{name}” is “{first.office}” in one article and “{second.office}” in another {when}, and "
        "nobody is both."
    )
    sides = (Side(first.statement_id, first.office), Side(second.statement_id, second.office))
    key = ("offices", " ".join(read_name(name)), *sorted(map(_spell, (one, other))))
    return Contradiction(MismatchKind.OFFICE, sides, 0.8, evidence, key)


def _spell(held: Held) -> str:
    office = read_office(held.office)
    return " ".join((*sorted(office.post), *sorted(office.place)))


def _meet(one: Held, other: Held) -> bool:
    """Return whether the days of two offices overlap, as far as they are known."""
    if not (one.since and one.until and other.since and other.until):
        return False
    return max(one.since, other.since) <= min(one.until, other.until)


def _compare_holders(
    holders: list[tuple[Printed, Held]], registry: Registry
) -> Iterator[Contradiction]:
    for (a, held), (b, other) in combinations(holders, 2):
        words, others = read_name(a.name), read_name(b.name)
        if a.person_id == b.person_id or not _are_two(words, others, registry):
            continue
        office = read_office(held.office)
        if registry.held(words, office, other.since) or registry.held(others, office, held.since):
            # The registry knows that one of them held it when the other is said to.
            if registry.held(words, office, held.since) and registry.held(
                others, office, other.since
            ):
                continue
            yield _make_holders(a, held, b, other, 0.9, "by the registry one of them held it then")
        elif _meet(held, other) and not _hand_over(held, other):
            yield _make_holders(a, held, b, other, 0.7, "the days on which they do overlap")


def _are_two(a: tuple[str, ...], b: tuple[str, ...], registry: Registry) -> bool:
    """Return whether two names can be no one's: nothing shared, and no nickname alone."""
    full = len(full_words(a)) > 1 and len(full_words(b)) > 1
    return full and not is_same(a, b) and find_tie(a, b) is None and not registry.one_person(a, b)


def _hand_over(one: Held, other: Held) -> bool:
    """Return whether one begins on the day on which the other ends."""
    first, second = sorted((one, other), key=lambda held: (str(held.since), str(held.until)))
    return first.until == second.since and first.since != second.until


def _make_holders(
    a: Printed, held: Held, b: Printed, other: Held, score: float, why: str
) -> Contradiction:
    (first, one), (second, two) = sorted(((a, held), (b, other)), key=lambda s: s[1].statement_id)
    evidence = (
        f"“{first.name}” and “{second.name}” are both given the office “{one.office}”, which one "
        f"person holds at a time, and {why}."
    )
    sides = (Side(one.statement_id, first.name), Side(two.statement_id, second.name))
    names = sorted(" ".join(read_name(person.name)) for person in (a, b))
    return Contradiction(
        MismatchKind.OFFICE, sides, score, evidence, ("holders", _spell(held), *names)
    )
