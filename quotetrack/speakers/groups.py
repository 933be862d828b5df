"""The appearances under one name, gathered into the people who bear it.

Each appearance is compared with the groups that share a word of an office with it, and with the
first one, so that the time grows with the appearances and not with their pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from quotetrack.outlets import get_outlet
from quotetrack.records import Appearance, Official
from quotetrack.speakers.evidence import (
    FOLLOWED,
    MERGE,
    PROPOSE,
    Tie,
    Weight,
    confirm,
    find_tie,
    read_name,
    weigh,
)
from quotetrack.speakers.offices import Fit, compare_all, read_office

MAX_OFFICES = 30  # of one group that are compared; who has more is known by the first
MAX_GROUPS = 20  # of one name and one word of an office that an appearance is compared with

Name = tuple[str, ...]


@dataclass(eq=False)
class Group:
    """Appearances under one name that are one person; an official's are under several.

    `doubts` are the groups of the same name that it may belong to.
    """

    forms: tuple[Name, ...]
    official: Official | None = None
    members: list[tuple[Appearance, Weight | None]] = field(default_factory=list)
    offices: dict[str, None] = field(default_factory=dict)
    doubts: list[tuple[Group, Weight]] = field(default_factory=list)
    weeks: set[tuple[str, int]] = field(default_factory=set)
    issues: set[tuple[str, int]] = field(default_factory=set)
    printed: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The name as it is printed most often."""
        if self.official is not None:
            return self.official.name
        return max(self.printed, key=lambda name: (self.printed[name], name))

    @property
    def first(self) -> tuple[date, int]:
        """Day and article of the first appearance."""
        return min((a.published or date.max, a.article_id) for a, _ in self.members)

    def add(self, appearance: Appearance, weight: Weight | None) -> None:
        """Take an appearance in, with its offices and those beside it."""
        self.members.append((appearance, weight))
        self.printed[appearance.name] += 1
        for office in appearance.offices[: MAX_OFFICES - len(self.offices)]:
            self.offices[office] = None
        self.weeks.update(read_weeks(appearance, appearance.beside))
        self.issues.update(read_weeks(appearance, read_outlet(appearance)))

    def offices_by(self, day: date | None) -> Iterable[str]:
        """Return the offices but those that an official took up after the day."""
        if self.official is None or day is None:
            return self.offices
        begun = [t.printed for t in self.official.terms if t.since is None or t.since <= day]
        terms = {term.printed for term in self.official.terms}
        return [*begun, *(office for office in self.offices if office not in terms)]

    def tie(self, words: Name) -> Tie | None:
        """Return how a name goes together with the group's; a nickname counts as a full name."""
        if self.official is not None and words in self.forms:
            nickname = len(words) == 1 and words[0] not in self.forms[0]
            return Tie.FULL if nickname or len(words) > 1 else Tie.WORD
        ties = [tie for form in self.forms if (tie := find_tie(words, form))]
        return min(ties, key=list(Tie).index, default=None)


def make_official_group(official: Official) -> Group:
    """Return the group of an official, still without an appearance."""
    names = (official.name, *official.aliases)
    offices = dict.fromkeys(term.printed for term in official.terms)
    return Group(tuple(dict.fromkeys(map(read_name, names))), official, offices=offices)


def read_weeks(appearance: Appearance, names: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield each name with the week of the appearance and the next; none if undated."""
    if appearance.published is not None:
        week = appearance.published.toordinal() // 7
        for name in names:
            yield from ((name, week), (name, week + 1))


def read_outlet(appearance: Appearance) -> tuple[str, ...]:
    """Return the outlet of an appearance, if it is known."""
    return (get_outlet(appearance.outlet).casefold(),) if appearance.outlet else ()


def gather(words: Name, appearances: Iterable[Appearance], known: Iterable[Group]) -> list[Group]:
    """Return the people who bear a name beside the `known` ones, who are added to.

    Appearances with an office come first, so that the others find somebody to belong to.
    """
    groups = list(known)
    new: list[Group] = []
    index: defaultdict[str, dict[Group, None]] = defaultdict(dict)
    for group in groups:
        _file(index, group, group.offices)
    for appearance in sorted(
        appearances, key=lambda a: (not a.offices, a.published or date.max, a.article_id, a.name)
    ):
        near = {group: None for key in sorted(_keys(appearance.offices)) for group in index[key]}
        likely = [*near, *groups[:MAX_GROUPS]]
        found, weight = _choose(words, appearance, likely)
        if found is None or weight is None or weight.score < MERGE:
            doubts = [(found, weight)] if found and weight else []
            found, weight = Group((words,), doubts=doubts), None
            groups.append(found)
            new.append(found)
        found.add(appearance, weight)
        _file(index, found, appearance.offices)
    return new


def _choose(
    words: Name, appearance: Appearance, groups: list[Group]
) -> tuple[Group | None, Weight | None]:
    """Return the likeliest group with its weight; none where none is likely enough to propose.

    Without an office to tell them apart, two likely ones are one too many; the outlet does not.
    """
    found = [(group, compare(words, appearance, group)) for group in dict.fromkeys(groups)]
    found = [(group, weight) for group, weight in found if weight.score >= PROPOSE]
    if not found:
        return None, None
    found.sort(key=lambda pair: -pair[1].score)
    group, weight = found[0]
    close = len(found) > 1 and found[1][1].score + FOLLOWED >= weight.score
    if close and not appearance.offices:
        weight = Weight(min(weight.score, PROPOSE), weight.evidence)
    return group, weight


def compare(words: Name, appearance: Appearance, group: Group) -> Weight:
    """Return how sure it is that an appearance belongs to a group."""
    fit, office = compare_all(appearance.offices, group.offices_by(appearance.published))
    met = not group.weeks.isdisjoint(read_weeks(appearance, appearance.beside))
    followed = not group.issues.isdisjoint(read_weeks(appearance, read_outlet(appearance)))
    tie = group.tie(words) or Tie.WORD
    weight = weigh(appearance.name, group.name, tie, words, fit, office)
    return confirm(weight, met=met, followed=followed) if _may_be_one(tie, fit) else weight


def _may_be_one(tie: Tie, fit: Fit) -> bool:
    return tie is Tie.FULL and fit is not Fit.DIFFERENT


def _file(index: defaultdict[str, dict[Group, None]], group: Group, offices: Iterable[str]) -> None:
    for key in _keys(offices):
        if len(index[key]) < MAX_GROUPS:
            index[key][group] = None


def _keys(offices: Iterable[str]) -> set[str]:
    keys: set[str] = set()
    for office in offices:
        read = read_office(office)
        keys |= read.place or (read.post if read.alone else set())
    return keys
