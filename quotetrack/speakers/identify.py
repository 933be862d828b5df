"""Who is who across articles: every appearance of a speaker gets the name of one person.

"Menparekraf Sandiaga Uno" in one paper and "Sandiaga Salahuddin Uno" in another are one person;
two Budi Santosos with different offices are two, the later called "Budi Santoso (Kapolres Sleman)".
What is doubtful stays apart and is proposed. An official of the registry gives a person the name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from quotetrack.records import Appearance, Identity, Official, Proposal, SpeakerKind
from quotetrack.speakers.bodies import spell_out
from quotetrack.speakers.evidence import Weight, read_name
from quotetrack.speakers.groups import Group, Name, gather, make_official_group
from quotetrack.speakers.links import Link, Person, join

Identified = tuple[tuple[Identity, ...], tuple[Proposal, ...]]


def identify(appearances: Iterable[Appearance], officials: Iterable[Official] = ()) -> Identified:
    """Return who the appearances are, and the pairs that may be one person.

    An appearance without an identity is a speaker of its own, under the name that it has. The
    time grows linearly with the appearances.
    """
    people: defaultdict[Name, list[Appearance]] = defaultdict(list)
    bodies: defaultdict[str, list[Appearance]] = defaultdict(list)
    for appearance in appearances:
        if appearance.kind is SpeakerKind.PERSON:
            people[read_name(appearance.name)].append(appearance)
        else:
            bodies[spell_out(appearance.name)].append(appearance)
    identities, proposals = _identify_people(people, officials)
    return (*identities, *_identify_bodies(bodies)), proposals


def _identify_bodies(bodies: dict[str, list[Appearance]]) -> Iterator[Identity]:
    for written_out, appearances in bodies.items():
        printed = Counter(appearance.name for appearance in appearances)
        name = max(printed, key=lambda name: (printed[name], name))
        for appearance in appearances:
            if appearance.name != name:
                evidence = (
                    f"“{appearance.name}” and “{name}” are both “{written_out}”, written out."
                )
                yield Identity(appearance, name, 1.0, evidence)


def _identify_people(
    people: dict[Name, list[Appearance]], officials: Iterable[Official]
) -> Identified:
    groups = [make_official_group(official) for official in officials]
    known: defaultdict[Name, list[Group]] = defaultdict(list)
    for group in groups:
        for form in group.forms:
            known[form].append(group)
    for words, appearances in people.items():
        groups += gather(words, appearances, known[words])
    persons, links = join(groups)
    named = _name(person for person in persons if any(group.members for group in person.groups))
    names = {group: name for name, person in named.items() for group in person.groups}
    found = tuple(identity for name, person in named.items() for identity in _read(name, person))
    return found, tuple(_propose(groups, links, names))


def _name(persons: Iterable[Person]) -> dict[str, Person]:
    """Return the people by their names, those of one name told apart by what is known of them.

    The official, else the first in print, has the bare name, so that it stays when others come.
    """
    named: dict[str, Person] = {}
    taken: set[Name | str] = set()
    for person in sorted(persons, key=_order):
        lead = _find_lead(person)
        name, key = lead.name, read_name(lead.name)
        if key in taken:
            day, article = _first(person)
            told = next(iter(lead.offices), None) or (day.isoformat() if day < date.max else None)
            name = f"{lead.name} ({told or f'article {article}'})"
            if name in taken:
                name = f"{lead.name} ({told}, article {article})"
        taken |= {key, name}
        named[name] = person
    return named


def _order(person: Person) -> tuple[bool, date, int, str]:
    return (not any(g.official for g in person.groups), *_first(person), _find_lead(person).name)


def _first(person: Person) -> tuple[date, int]:
    return min(group.first for group in person.groups if group.members)


def _find_lead(person: Person) -> Group:
    """Return the group whose name the person has: the official's, else the fullest one."""
    return max(
        person.groups,
        key=lambda g: (g.official is not None, len(g.forms[0]), len(g.members), g.name),
    )


def _read(name: str, person: Person) -> Iterator[Identity]:
    lead = _find_lead(person)
    for group in person.groups:
        joined = None if group is lead else person.why.get(group, person.why.get(lead))
        for appearance, weight in group.members:
            weights = [w for w in (weight, joined) if w is not None]
            if not weights and appearance.name != name:
                weights = [Weight(1.0, f"“{appearance.name}” is told apart as “{name}”.")]
            if weights:
                weakest = min(weights, key=lambda w: w.score)
                yield Identity(appearance, name, weakest.score, weakest.evidence)


def _propose(groups: list[Group], links: list[Link], names: dict[Group, str]) -> Iterator[Proposal]:
    doubts = [(group, other, weight) for group in groups for other, weight in group.doubts]
    best: dict[tuple[str, str], Weight] = {}
    for a, b, weight in [*doubts, *((link.short, link.long, link.weight) for link in links)]:
        if a not in names or b not in names or names[a] == names[b]:
            continue
        pair = (min(names[a], names[b]), max(names[a], names[b]))
        if pair not in best or weight.score > best[pair].score:
            best[pair] = weight
    for pair, weight in best.items():
        yield Proposal(pair, weight.score, weight.evidence)
