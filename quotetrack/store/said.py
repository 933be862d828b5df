"""All that a speaker said, counted. What holds now only.

The engine counts what is alike within an article, by tallies that whoever keeps them need not have
counted anew; the rest is added up here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotetrack.store.current import is_current
from quotetrack.store.identities import select_said_by
from quotetrack.store.models import Statement
from quotetrack.store.statements import PLACE
from quotetrack.store.tallies import Tallies, Tally


@dataclass(slots=True)
class Said:
    """How many statements a speaker has: of which first and last, and in which articles.

    Months are "2022-12"; undated statements have none. Aliases are counted by name, and have the
    outlets that printed them and the ids that have that name; offices have their first and last
    day, None where no article has one.
    """

    statements: int = 0
    reviewed: int = 0
    first_id: int = 0
    last_id: int = 0
    article_ids: tuple[int, ...] = ()
    aliases: Counter[str] = field(default_factory=Counter)
    alias_outlets: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    alias_ids: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    offices: Counter[str] = field(default_factory=Counter)
    office_days: dict[str, tuple[date | None, date | None]] = field(default_factory=dict)
    months: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)


def count_said(session: Session, speaker_id: int, tallies: Tallies | None = None) -> Said:
    """Return how many statements a person has, and of what; of nobody, none."""
    tally = (tallies or Tallies()).count(session, [speaker_id], whole=True).get(speaker_id)
    if tally is None:
        return Said()
    first, last = _find_ends(tally)
    said = Said(
        statements=tally.statements,
        reviewed=tally.reviewed,
        first_id=_find_statement(session, speaker_id, first),
        last_id=_find_statement(session, speaker_id, last, last=True),
        article_ids=tuple(sorted(tally.ways)),
        aliases=tally.aliases,
        offices=tally.offices,
        office_days=_find_days(tally),
    )
    for alias_id, outlet in _list_aliases(tally):
        name = tally.names[alias_id]
        said.alias_outlets[name] |= {outlet} if outlet else set()
        said.alias_ids[name].add(alias_id)
    for article_id, ways in tally.ways.items():
        day = tally.places[article_id].published
        if day is not None:
            said.months[day.isoformat()[:7]] += sum(ways.values())
    for sources in tally.sources.values():
        for name, count in sources.items():
            said.sources[name] += count
    return said


def _find_ends(tally: Tally) -> tuple[int, int]:
    """Return the articles of the first and of the last statement; undated ones tell nothing."""
    days = [(tally.places[id_].published, id_) for id_ in tally.ways]
    dated = [(day, id_) for day, id_ in days if day is not None]
    if dated:
        return min(dated)[1], max(dated)[1]
    return min(tally.ways), max(tally.ways)


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


def _list_aliases(tally: Tally) -> Iterator[tuple[int, str | None]]:
    """Return the ids of aliases with each of the outlets that printed them."""
    printed = {
        (way.alias_id, tally.places[article_id].outlet)
        for article_id, ways in tally.ways.items()
        for way in ways
    }
    return ((alias_id, outlet) for alias_id, outlet in printed if alias_id is not None)


def _find_days(tally: Tally) -> dict[str, tuple[date | None, date | None]]:
    """Return the first and the last day of each office that is printed."""
    printed = {
        (way.role, tally.places[article_id].published)
        for article_id, ways in tally.ways.items()
        for way in ways
    }
    days: defaultdict[str, list[date]] = defaultdict(list)
    for role, day in printed:
        if role is not None:
            days[role] += [day] if day else []
    return {role: (min(of, default=None), max(of, default=None)) for role, of in days.items()}
