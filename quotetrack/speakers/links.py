"""Groups under different names that are one person: "Sandiaga Uno", "Sandiaga Salahuddin Uno".

Candidates come from an index of what the names have in common, never from all pairs. Two groups
are joined only if all names of both sides go together and no two officials meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, islice

from quotetrack.speakers.evidence import (
    MERGE,
    PROPOSE,
    Tie,
    Weight,
    fold_all,
    full_words,
    weigh,
)
from quotetrack.speakers.groups import Group, Name
from quotetrack.speakers.offices import Fit, compare_all, read_office

MAX_SHARING = 20  # what more groups share tells none of them from another: "Muhammad", "Polri"
MAX_KEYED_OFFICES = 4
MAX_KEYED_WORDS = 3


@dataclass(frozen=True, slots=True)
class Link:
    """Two groups that may be one; a `narrow` one counts only if the shorter name has no other."""

    short: Group
    long: Group
    weight: Weight
    narrow: bool


@dataclass(eq=False)
class Person:
    """Groups that are one person; `why` holds the weight by which each but the first came in."""

    groups: list[Group]
    why: dict[Group, Weight] = field(default_factory=dict)


def join(groups: list[Group]) -> tuple[list[Person], list[Link]]:
    """Return the people behind the groups, and the doubtful links between them."""
    people = {group: Person([group]) for group in groups}
    order = {group: number for number, group in enumerate(groups)}
    links = sorted(
        find_links(groups),
        key=lambda link: (-link.weight.score, order[link.short], order[link.long]),
    )
    doubtful: list[Link] = []
    waiting: defaultdict[Group, list[Link]] = defaultdict(list)
    for link in links:
        if link.weight.score < MERGE:
            doubtful.append(link)
        elif link.narrow:
            waiting[link.short].append(link)
        elif not _unite(people, link):
            doubtful.append(link)
    for narrow in waiting.values():
        one = len({id(people[link.long]) for link in narrow}) == 1
        if not one or not _unite(people, narrow[0]):
            doubtful += narrow
    return list({id(person): person for person in people.values()}.values()), doubtful


def _unite(people: dict[Group, Person], link: Link) -> bool:
    """Join the sides of a link if nothing speaks against it; return whether they are one."""
    long, short = people[link.long], people[link.short]
    if long is short:
        return True
    for a in long.groups:
        for b in short.groups:
            if (a.official and b.official) or not _go_together(a, b):
                return False
    long.why |= short.why
    for group in short.groups:
        long.why.setdefault(group, link.weight)
        people[group] = long
    long.groups += short.groups
    return True


def _go_together(a: Group, b: Group) -> bool:
    # two groups of one name were kept apart for a reason
    return not set(a.forms) & set(b.forms) and any(
        b.tie(form) not in (None, Tie.NEAR) for form in a.forms
    )


def find_links(groups: list[Group]) -> Iterator[Link]:
    """Yield the links between groups of different names that are worth a human's look or more."""
    blocks: defaultdict[Hashable, list[Group]] = defaultdict(list)
    for group in groups:
        for key in _keys(group):
            blocks[key].append(group)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        if not 1 < len(block) <= MAX_SHARING:
            continue
        for a, b in combinations(block, 2):
            pair = (id(a), id(b)) if id(a) < id(b) else (id(b), id(a))
            if pair not in seen and not set(a.forms) & set(b.forms):
                seen.add(pair)
                if (link := _compare(a, b)) is not None:
                    yield link


def _keys(group: Group) -> set[Hashable]:
    keys: set[Hashable] = set()
    for form in group.forms:
        words = full_words(form)
        keys |= set(combinations(words, 2))
        if len(form) > 1:
            keys.add(("", *fold_all(form)))
        for word in words[:1] + words[-1:]:
            keys |= {(word, key) for key in _office_keys(group)}
    return keys


def _office_keys(group: Group) -> set[Hashable]:
    keys: set[Hashable] = set()
    for office in islice(group.offices, MAX_KEYED_OFFICES):
        read = read_office(office)
        keys |= set(sorted(read.place, key=len)[-MAX_KEYED_WORDS:])
        keys |= {read.post} if read.alone else set()
    return keys


def _compare(a: Group, b: Group) -> Link | None:
    ties = [(tie, form) for form in a.forms if (tie := b.tie(form))]
    if not ties:
        return None
    tie, form = min(ties, key=lambda pair: list(Tie).index(pair[0]))
    fit, office = compare_all(a.offices, b.offices)
    words = min((form, *b.forms), key=lambda name: (len(name), name))
    weight = weigh(a.name, b.name, tie, _shared(form, b) or words, fit, office)
    if weight.score < PROPOSE:
        return None
    short, long = sorted((a, b), key=lambda g: (g.official is not None, max(map(len, g.forms))))
    return Link(short, long, weight, narrow=tie is Tie.WORD or fit is Fit.NONE)


def _shared(form: Name, group: Group) -> Name:
    """Return the words that a form has in common with the nearest of a group's forms."""
    shared = (tuple(word for word in form if word in other) for other in group.forms)
    return max(shared, key=len)
