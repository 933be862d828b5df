"""What people said, counted article by article; whoever keeps it waits only for what changed.

After a review the statements of one article are counted anew, not the thousands that somebody said
whom everybody quotes. What is kept cannot be out of date: the log tells what happened since, and
where it tells of anything but reviews of statements, nothing is kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import CompoundSelect, Row, Select, select
from sqlalchemy.orm import Session

from quotetrack.records import EventKind
from quotetrack.store.current import is_current
from quotetrack.store.engine import is_among
from quotetrack.store.events import find_last_event
from quotetrack.store.identities import PERSON, select_said_by, with_identity
from quotetrack.store.models import (
    Alias,
    Article,
    Event,
    Review,
    Source,
    Statement,
    StatementSource,
)

_CHUNK = 500  # values in one IN (…)
_MOST = 50_000  # articles of people that are kept, each with half a kilobyte
_MOST_EVENTS = 200  # after as many all is counted anew
# What changes neither which statements are listed nor who is behind them.
_INDIFFERENT = (
    *(EventKind.RUN_BEGUN, EventKind.RUN_ENDED, EventKind.ARTICLES_COMPARED),
    *(EventKind.MISMATCH_DECIDED, EventKind.PROPOSAL_DECIDED),
)

_SAID = (
    select(
        *(PERSON.label("person_id"), Statement.id, Statement.article_id),
        *(Statement.alias_id, Statement.role, Statement.place),
    )
    .select_from(Statement)
    .where(is_current())
)

_Query = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
_Rows = Sequence[Row[*tuple[Any, ...]]]
_Counts = TypeVar("_Counts")


class Way(NamedTuple):
    """How an article prints somebody: the id of the alias, the office."""

    alias_id: int | None
    role: str | None


class Place(NamedTuple):
    """Where and when an article was printed."""

    outlet: str | None
    published: date | None


@dataclass
class Tally:
    """How many statements one person has, by article; a `whole` one has sources and places as well.

    Where something changes another is made. `names` of aliases and `places` of articles are shared.
    """

    ways: dict[int, dict[Way, int]] = field(default_factory=dict)
    reviews: dict[int, int] = field(default_factory=dict)  # confirmed or corrected
    sources: dict[int, dict[str, int]] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    places: Mapping[int, Place] = field(default_factory=dict)
    whole: bool = False

    @property
    def reviewed(self) -> int:
        """How many statements somebody confirmed or corrected."""
        return sum(self.reviews.values())

    @cached_property
    def by_way(self) -> Counter[Way]:
        """How many statements are printed how."""
        counts: defaultdict[Way, int] = defaultdict(int)
        for ways in self.ways.values():
            for way, count in ways.items():
                counts[way] += count
        return Counter(counts)

    @property
    def statements(self) -> int:
        """How many there are."""
        return self.by_way.total()

    @property
    def aliases(self) -> Counter[str]:
        """How often which name is printed."""
        counts: Counter[str] = Counter()
        for way, count in self.by_way.items():
            if way.alias_id is not None:
                counts[self.names[way.alias_id]] += count
        return counts

    @property
    def offices(self) -> Counter[str]:
        """How often which office is printed."""
        counts: Counter[str] = Counter()
        for way, count in self.by_way.items():
            if way.role is not None:
                counts[way.role] += count
        return counts


class Tallies:
    """What people said. Every thread may use it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last = 0  # the event up to which the tallies tell what holds
        self._clear()

    def count(
        self, session: Session, ids: Sequence[int], *, whole: bool = False
    ) -> dict[int, Tally]:
        """Return what people said, by their ids; whoever said nothing is left out."""
        with self._lock:
            self._follow(session)
            if sum(len(tally.ways) for tally in self._kept.values()) > _MOST:
                self._clear()
            kept = self._kept
            new = [id_ for id_ in ids if id_ not in kept or (whole and not kept[id_].whole)]
            for start in range(0, len(new), _CHUNK):
                chunk = new[start : start + _CHUNK]
                kept |= self._read(session, select_said_by(chunk, _SAID), chunk, whole=whole)
            return {id_: kept[id_] for id_ in ids if kept[id_].ways}

    def _clear(self) -> None:
        self._kept: dict[int, Tally] = {}
        self._names: dict[int, str] = {}
        self._places: dict[int, Place] = {}

    def _follow(self, session: Session) -> None:
        """Have the tallies tell what holds for a session, which may be behind another one."""
        last = find_last_event(session)  # first: what comes in meanwhile is followed next time
        if last == self._last:
            return
        changed = _find_reviewed(session, self._last) if last > self._last and self._kept else None
        if changed is None:
            self._clear()
        elif changed:
            self._replace(session, changed)
        self._last = last

    def _replace(self, session: Session, articles: Collection[int]) -> None:
        """Count anew what was said in some articles."""
        said = with_identity(_SAID).where(Statement.article_id.in_(articles))
        for id_, new in self._read(session, said, list(self._kept), whole=True).items():
            held = self._kept[id_]
            if new.ways or not held.ways.keys().isdisjoint(articles):
                self._kept[id_] = replace(
                    held,
                    ways=_put(held.ways, new.ways, articles),
                    reviews=_put(held.reviews, new.reviews, articles),
                    sources=_put(held.sources, new.sources, articles),
                )

    def _read(
        self, session: Session, said: _Query, ids: Iterable[int], *, whole: bool
    ) -> dict[int, Tally]:
        """Return what people said among some statements, by their ids; of some, nothing."""
        # Counted by the engine it takes as long.
        rows = session.execute(said).all()
        self._learn_names(session, {row.alias_id for row in rows})
        tallies = {id_: Tally(names=self._names, places=self._places, whole=whole) for id_ in ids}
        for person_id, _, article_id, alias_id, role, place in rows:
            if (tally := tallies.get(person_id)) is not None:
                ways = tally.ways.setdefault(article_id, {})
                way = Way(alias_id, role)
                ways[way] = ways.get(way, 0) + 1
                if place is not None:
                    tally.reviews[article_id] = tally.reviews.get(article_id, 0) + 1
        if whole:
            self._learn_places(session, {row.article_id for row in rows})
            _add_sources(session, rows, tallies)
        return tallies

    def _learn_names(self, session: Session, ids: set[int | None]) -> None:
        new = {id_ for id_ in ids if id_ is not None and id_ not in self._names}
        query = select(Alias.id, Alias.name).where(is_among(session.connection(), Alias.id, new))
        self._names |= dict(session.execute(query).all()) if new else {}

    def _learn_places(self, session: Session, ids: set[int]) -> None:
        new = ids - self._places.keys()
        columns = select(Article.id, Article.outlet, Article.published)
        query = columns.where(is_among(session.connection(), Article.id, new))
        for id_, outlet, published in session.execute(query) if new else ():
            self._places[id_] = Place(outlet, published)


def _put(
    held: Mapping[int, _Counts], new: Mapping[int, _Counts], articles: Collection[int]
) -> dict[int, _Counts]:
    """Return what is held, with what is counted of some articles in its place."""
    return {id_: counts for id_, counts in held.items() if id_ not in articles} | dict(new)


def _add_sources(session: Session, rows: _Rows, tallies: Mapping[int, Tally]) -> None:
    """Count through which sources the statements came."""
    who = {row.id: (row.person_id, row.article_id) for row in rows if row.person_id in tallies}
    query = select(StatementSource.statement_id, Source.name).join(
        Source, Source.id == StatementSource.source_id
    )
    among = is_among(session.connection(), StatementSource.statement_id, who)
    for statement_id, name in session.execute(query.where(among)) if who else ():
        person_id, article_id = who[statement_id]
        named = tallies[person_id].sources.setdefault(article_id, {})
        named[name] = named.get(name, 0) + 1


def _find_reviewed(session: Session, after: int) -> set[int] | None:
    """Return the articles in which statements were reviewed after an event, None if more happened.

    Or so much that it is as well to count anew.
    """
    query = select(Event.kind, Event.about_id).where(Event.id > after).limit(_MOST_EVENTS)
    events = session.execute(query).all()
    reviewed = EventKind.STATEMENT_REVIEWED.value
    if {kind for kind, _ in events} - {reviewed, *_INDIFFERENT} or len(events) == _MOST_EVENTS:
        return None
    # What was found again stands in the article of what was reviewed first.
    roots = select(Review.statement_id).where(
        Review.id.in_([about for kind, about in events if kind == reviewed])
    )
    return set(session.scalars(select(Statement.article_id).where(Statement.id.in_(roots))))
