"""What people said, counted article by article; whoever keeps it waits only for what changed.

After a review the statements of one article are counted anew, not the thousands that somebody said
whom everybody quotes. What is kept cannot be out of date: the log tells in which articles something
happened since, and where it does not, or in too many, nothing is kept.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from threading import Lock
from typing import Any

from sqlalchemy import CompoundSelect, Select, case, select
from sqlalchemy.orm import Session

from quotetrack.records import EventKind
from quotetrack.store.current import is_current
from quotetrack.store.digests import IDENTITIES
from quotetrack.store.engine import is_among
from quotetrack.store.events import find_last_event
from quotetrack.store.identities import PERSON, select_said_by, with_identity
from quotetrack.store.models import (
    Alias,
    Article,
    Event,
    Identity,
    Reading,
    Review,
    Source,
    Statement,
    StatementSource,
)
from quotetrack.store.said import NOWHERE, Part, Place, Said, Tally, Way
from quotetrack.store.statements import PLACE

_CHUNK = 500  # values in one IN (…)
_MOST = 50_000  # articles of people that are kept, each with about a kilobyte
_MOST_EVENTS = 200  # after as many all is counted anew
# What changes neither which statements are listed nor who is behind them.
_INDIFFERENT = (
    *(EventKind.RUN_BEGUN, EventKind.RUN_ENDED, EventKind.ARTICLE_STORED),
    *(EventKind.STATEMENTS_CLAIMED, EventKind.ARTICLES_COMPARED),
    *(EventKind.MISMATCH_DECIDED, EventKind.PROPOSAL_DECIDED),
)
_TOLD = (EventKind.STATEMENT_REVIEWED, EventKind.ARTICLE_READ, EventKind.SPEAKERS_IDENTIFIED)

_SAID = (
    select(
        *(PERSON.label("person_id"), Statement.id, Statement.article_id),
        *(Statement.alias_id, Statement.role, Statement.place),
    )
    .select_from(Statement)
    .where(is_current())
)

_Query = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
_Parts = defaultdict[int, dict[int, Part]]  # by person and article


def count_said(session: Session, speaker_id: int, tallies: Tallies | None = None) -> Said:
    """Return how many statements a person has, and of what; of nobody, none."""
    said = (tallies or Tallies()).count(session, [speaker_id], whole=True).get(speaker_id)
    if said is None:
        return Said()
    first, last = said.ends
    return replace(
        said,
        first_id=_find_statement(session, speaker_id, first),
        last_id=_find_statement(session, speaker_id, last, last=True),
    )


def _find_statement(
    session: Session, speaker_id: int, article_id: int, *, last: bool = False
) -> int:
    """Return the first or the last of what a person says in an article."""
    query = select(Statement.id, PLACE.label("place")).where(
        is_current(), Statement.article_id == article_id
    )
    said = select_said_by([speaker_id], query).subquery().c
    order = [column.desc() if last else column for column in (said.place, said.id)]
    return session.scalar(select(said.id).order_by(*order).limit(1)) or 0


class Tallies:
    """What people said. Every thread may use it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last = 0  # the event up to which the tallies tell what holds
        self._clear()

    def count(
        self, session: Session, ids: Sequence[int], *, whole: bool = False
    ) -> dict[int, Said]:
        """Return what people said, by their ids; whoever said nothing is left out.

        Of which statements first and last, it does not tell; nor of sources, outlets and days,
        where not the `whole` is asked for. What is returned is not to be altered.
        """
        with self._lock:
            self._follow(session)
            if sum(len(tally.parts) for tally in self._kept.values()) > _MOST:
                self._clear()
            kept = self._kept
            new = [id_ for id_ in ids if id_ not in kept or (whole and not kept[id_].whole)]
            for start in range(0, len(new), _CHUNK):
                self._add(session, new[start : start + _CHUNK], whole=whole)
            for id_ in ids:
                if id_ not in self._said:
                    self._said[id_] = self._kept[id_].read(self._names)
            return {id_: self._said[id_] for id_ in ids if self._said[id_].statements}

    def _clear(self) -> None:
        self._kept: dict[int, Tally] = {}
        self._said: dict[int, Said] = {}  # as it was read of those kept
        self._names: dict[int, str] = {}
        self._places: dict[int, Place] = {}

    def _follow(self, session: Session) -> None:
        """Have the tallies tell what holds for a session, which may be behind another one."""
        last = find_last_event(session)  # first: what comes in meanwhile is followed next time
        if last == self._last:
            return
        changed = _find_changed(session, self._last) if last > self._last and self._kept else None
        if changed is None:
            self._clear()
        elif changed:
            self._replace(session, changed)
        self._last = last

    def _add(self, session: Session, ids: Sequence[int], *, whole: bool) -> None:
        parts = self._read(session, select_said_by(ids, _SAID), whole=whole)
        for id_ in ids:
            tally = self._kept[id_] = Tally(whole=whole)
            self._said.pop(id_, None)
            for article_id, part in parts[id_].items():
                tally.put(article_id, part)

    def _replace(self, session: Session, articles: Collection[int]) -> None:
        """Count anew what was said in some articles."""
        said = with_identity(_SAID).where(Statement.article_id.in_(articles))
        parts = self._read(session, said, whole=True)
        for id_, tally in self._kept.items():
            for article_id in articles:
                new = parts[id_].get(article_id)
                if new or article_id in tally.parts:
                    bare = new and replace(new, sources={}, place=NOWHERE)
                    tally.put(article_id, new if tally.whole else bare)
                    self._said.pop(id_, None)

    def _read(self, session: Session, said: _Query, *, whole: bool) -> _Parts:
        """Return what people said among some statements."""
        parts: _Parts = defaultdict(dict)
        said_in: dict[int, Part] = {}
        names: set[int | None] = set()
        # Row by row: counted by the engine it takes as long.
        for person_id, id_, article_id, alias_id, role, place in session.execute(said).all():
            part = parts[person_id].get(article_id)
            if part is None:
                part = parts[person_id][article_id] = Part()
            part.ids.append(id_)
            way = Way(alias_id, role)
            part.ways[way] = part.ways.get(way, 0) + 1
            part.reviewed += place is not None
            said_in[id_] = part
            names.add(alias_id)
        self._learn_names(session, names)
        if whole:
            self._add_places(session, parts)
            _add_sources(session, said_in)
        return parts

    def _learn_names(self, session: Session, ids: set[int | None]) -> None:
        new = {id_ for id_ in ids if id_ is not None and id_ not in self._names}
        query = select(Alias.id, Alias.name).where(is_among(session.connection(), Alias.id, new))
        self._names |= dict(session.execute(query).all()) if new else {}

    def _add_places(self, session: Session, parts: _Parts) -> None:
        new = {id_ for of in parts.values() for id_ in of} - self._places.keys()
        columns = select(Article.id, Article.outlet, Article.published)
        query = columns.where(is_among(session.connection(), Article.id, new))
        for id_, outlet, published in session.execute(query).all() if new else ():
            self._places[id_] = Place(outlet, published)
        for of in parts.values():
            for id_, part in of.items():
                part.place = self._places[id_]


def _add_sources(session: Session, said_in: Mapping[int, Part]) -> None:
    """Count through which sources statements came, by what is counted of each article."""
    query = select(StatementSource.statement_id, Source.name).join(
        Source, Source.id == StatementSource.source_id
    )
    among = is_among(session.connection(), StatementSource.statement_id, said_in)
    for statement_id, name in session.execute(query.where(among)).all() if said_in else ():
        named = said_in[statement_id].sources
        named[name] = named.get(name, 0) + 1


def _find_changed(session: Session, after: int) -> set[int] | None:
    """Return the articles in which something changed after an event, None if it may be any."""
    is_listed = Event.kind == EventKind.SPEAKERS_IDENTIFIED.value
    payload = case((is_listed, Event.payload), else_="")  # others may be long
    query = select(Event.kind, Event.about_id, payload).where(Event.id > after)
    events = session.execute(query.limit(_MOST_EVENTS)).all()
    if len(events) == _MOST_EVENTS or {kind for kind, *_ in events} - {*_TOLD, *_INDIFFERENT}:
        return None
    about = {told: [id_ for kind, id_, _ in events if kind == told] for told in _TOLD}
    try:
        listed = [json.loads(written) for *_, written in events if written]
        identified = {
            id_ for rows in listed for id_, *_ in (*rows[IDENTITIES.field], *rows["superseded"])
        }
    except (ValueError, KeyError, TypeError):  # altered by hand: an audit names it
        return None
    # What was found again stands in the article of what was reviewed first.
    roots = select(Review.statement_id).where(Review.id.in_(about[EventKind.STATEMENT_REVIEWED]))
    read = Reading.id.in_(about[EventKind.ARTICLE_READ])
    queries = (
        select(Statement.article_id).where(Statement.id.in_(roots)),
        select(Reading.article_id).where(read),
        select(Identity.article_id).where(is_among(session.connection(), Identity.id, identified)),
    )
    changed = {article_id for query in queries for article_id in session.scalars(query)}
    return changed if len(changed) <= _CHUNK else None
