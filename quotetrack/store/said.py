"""What one person said, counted: article by article, and in all.

So that where one article is counted anew, the others need not be added up again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Counts = defaultdict[_Key, int]


class Way(NamedTuple):
    """How an article prints somebody: the id of the alias, the office."""

    alias_id: int | None
    role: str | None


class Place(NamedTuple):
    """Where and when an article was printed."""

    outlet: str | None
    published: date | None


NOWHERE = Place(None, None)


@dataclass(slots=True)
class Part:
    """How many statements somebody has in one article, and which; how many came through sources."""

    ids: list[int] = field(default_factory=list)
    ways: dict[Way, int] = field(default_factory=dict)
    reviewed: int = 0
    sources: dict[str, int] = field(default_factory=dict)
    place: Place = NOWHERE


@dataclass(slots=True)
class Said:
    """How many statements a speaker has: of which first and last, and in which articles.

    Months are "2022-12"; undated statements have none. Aliases are counted by name, and have the
    outlets that printed them and the ids that have that name; offices have their first and last
    day, None where no article has one. `ends` are the articles of the first and last statement.
    """

    statements: int = 0
    reviewed: int = 0
    first_id: int = 0
    last_id: int = 0
    article_ids: tuple[int, ...] = ()
    statement_ids: tuple[int, ...] = ()
    ends: tuple[int, int] = (0, 0)
    aliases: Counter[str] = field(default_factory=Counter)
    alias_outlets: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    alias_ids: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    offices: Counter[str] = field(default_factory=Counter)
    office_days: dict[str, tuple[date | None, date | None]] = field(default_factory=dict)
    months: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)


class Tally:
    """What one person said, by article, and added up. A `whole` one knows sources and places."""

    def __init__(self, *, whole: bool) -> None:
        self.whole = whole
        self.parts: dict[int, Part] = {}
        self._statements = self._reviewed = 0
        self._aliases: defaultdict[int, int] = defaultdict(int)
        self._outlets: defaultdict[int, _Counts[str]] = defaultdict(lambda: defaultdict(int))
        self._offices: defaultdict[str, int] = defaultdict(int)
        self._days: defaultdict[str, _Counts[date]] = defaultdict(lambda: defaultdict(int))
        self._months: defaultdict[str, int] = defaultdict(int)
        self._sources: defaultdict[str, int] = defaultdict(int)

    def put(self, article_id: int, part: Part | None) -> None:
        """Count an article, in place of what was counted of it; None has nothing of the person."""
        held = self.parts.pop(article_id, None)
        if held is not None:
            self._add(held, -1)
        if part is not None:
            self.parts[article_id] = part
            self._add(part, 1)

    def _add(self, part: Part, sign: int) -> None:
        outlet, day = part.place
        said = sign * sum(part.ways.values())
        self._statements += said
        self._reviewed += sign * part.reviewed
        if day is not None:
            self._months[day.isoformat()[:7]] += said
        for (alias_id, role), number in part.ways.items():
            if alias_id is not None:
                self._aliases[alias_id] += sign * number
                if outlet is not None:
                    self._outlets[alias_id][outlet] += sign * number
            if role is not None:
                self._offices[role] += sign * number
                if day is not None:
                    self._days[role][day] += sign * number
        for source, number in part.sources.items():
            self._sources[source] += sign * number

    def read(self, names: Mapping[int, str]) -> Said:
        """Return what was said, given the names of aliases by their ids."""
        offices = _without_none(self._offices)
        said = Said(
            statements=self._statements,
            reviewed=self._reviewed,
            article_ids=tuple(sorted(self.parts)),
            statement_ids=tuple(sorted(id_ for part in self.parts.values() for id_ in part.ids)),
            ends=self._find_ends(),
            offices=Counter(offices),
            office_days={role: _find_span(self._days[role]) for role in offices},
            months=Counter(_without_none(self._months)),
            sources=Counter(_without_none(self._sources)),
        )
        for id_, number in _without_none(self._aliases).items():
            said.aliases[names[id_]] += number
            said.alias_outlets[names[id_]] |= _without_none(self._outlets[id_]).keys()
            said.alias_ids[names[id_]].add(id_)
        return said

    def _find_ends(self) -> tuple[int, int]:
        """Return the articles of the first and the last statement; undated ones tell nothing."""
        days = ((part.place.published, id_) for id_, part in self.parts.items())
        dated = [(day, id_) for day, id_ in days if day is not None]
        if dated:
            return min(dated)[1], max(dated)[1]
        return min(self.parts, default=0), max(self.parts, default=0)


def _without_none(counts: Mapping[_Key, int]) -> dict[_Key, int]:
    """Return the counts without those of which there are none any more."""
    return {key: number for key, number in counts.items() if number}


def _find_span(days: Mapping[date, int]) -> tuple[date | None, date | None]:
    held = _without_none(days)
    return min(held, default=None), max(held, default=None)
