"""What people decided about speakers that may be one goes before what the program finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quotetrack.records import Appearance, Decision, Identity, SpeakerKind


def obey(
    decisions: Sequence[Decision],
    appearances: Iterable[Appearance],
    identities: Sequence[Identity],
    officials: Iterable[str] = (),
) -> tuple[Identity, ...]:
    """Return the identities as the decisions have it: merged people as one, others kept apart.

    Of two merged names an official's stays, else the fuller one.
    """
    if not decisions:
        return tuple(identities)
    people = [a for a in appearances if a.kind is SpeakerKind.PERSON]
    found = {_key(identity.appearance): identity for identity in identities}
    for decision in (d for d in decisions if not d.one):
        _part(decision, people, found)
    known = set(officials)
    for decision in (d for d in decisions if d.one):
        lead, other = sorted(decision.names, key=lambda n: (n not in known, -len(n.split()), n))
        _merge(lead, other, decision, people, found)
    return tuple(found.values())


def _key(appearance: Appearance) -> tuple[int, int]:
    return appearance.article_id, appearance.speaker_id


def _merge(
    lead: str,
    other: str,
    decision: Decision,
    people: list[Appearance],
    found: dict[tuple[int, int], Identity],
) -> None:
    because = f": {decision.reason}" if decision.reason else ""
    evidence = f"{decision.author} decided that “{other}” is “{lead}”{because}."
    for appearance in people:
        identity = found.get(_key(appearance))
        if other != (identity.name if identity else appearance.name):
            continue
        if identity is not None:
            found[_key(appearance)] = replace(identity, name=lead, score=1.0, evidence=evidence)
        else:
            found[_key(appearance)] = Identity(appearance, lead, 1.0, evidence)


def _part(
    decision: Decision, people: list[Appearance], found: dict[tuple[int, int], Identity]
) -> None:
    """Give those of one of the names, who were taken for the other, their own name back."""
    taken: defaultdict[str, dict[str, list[Appearance]]] = defaultdict(lambda: defaultdict(list))
    for appearance in people:
        if appearance.name in decision.names:
            identity = found.get(_key(appearance))
            who = identity.name if identity else appearance.name
            taken[appearance.name][who].append(appearance)
    one, other = decision.names
    for who in taken[one].keys() & taken[other].keys():
        for appearance in taken[one if who == other else other][who]:
            found.pop(_key(appearance), None)
