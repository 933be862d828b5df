"""Statements a page at a time, the newest first, found by what the search holds of each.

A page goes on where the one before ended, by day and row, so that it takes as long as the first,
and shows nothing twice when articles come in meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from quotetrack.records import QuoteFilter, StoredStatement
from quotetrack.search import Query
from quotetrack.store.engine import is_among
from quotetrack.store.identities import PERSON, with_identity
from quotetrack.store.models import SearchEntry, Statement
from quotetrack.store.search import fits, has_words, shows_words
from quotetrack.store.statements import find_statements

_NEAR = 1_000  # statements to look through for those of somebody who has many
_NEAR_WORDS = 3_000  # and for words, which takes a tenth of finding all that have a common one

Place = tuple[date | None, int]  # the day of the last line of a page, and its row


def list_newest(
    session: Session,
    wanted: QuoteFilter,
    query: Query | None = None,
    after: Place | None = None,
    most: int = 20,
    *,
    said: Sequence[int] = (),
) -> tuple[list[StoredStatement], Place | None]:
    """Return the next statements that fit filter and query, undated ones last, and what follows.

    `after` is what the page before gave; None stands for the first page, and for no next one. `raw`
    in the filter is of no effect: the search knows what lists show. `said` are the ids of all that
    is said by the speaker who is asked for, where it is thousands: so the next is soon come upon.
    """
    connection = session.connection()
    conditions = fits(session, replace(wanted, speaker_ids=None) if said else wanted)
    if said:
        # It need not be found out who is behind whom; and an engine knows how many there are.
        conditions.append(is_among(connection, SearchEntry.statement_id, said))
    if query is not None:
        conditions += has_words(session, query)
    places: list[Place] = []
    # SQLite looks up all that have the words; PostgreSQL goes by the order where many have them.
    looks_up = query is not None and connection.dialect.name == "sqlite"
    if said and query is None and wanted.outlet is None:
        places = _find_near(session, wanted, after, most + 1)
    elif query is not None and looks_up and wanted.speaker_ids is None:
        places = _find_words_near(session, wanted, query, after, most + 1)
    if len(places) <= most:
        # A speaker's statements are looked up all the same, and then sorted.
        sorts = looks_up or wanted.speaker_ids is not None
        find = _find_and_sort if sorts else _find_in_order
        places = find(session, conditions, after, most + 1)
    shown = [place[1] for place in places[:most]]
    found = find_statements(session, shown)
    follows = places[most - 1] if len(places) > most else None
    return [found[id_] for id_ in shown if id_ in found], follows


def _find_in_order(
    session: Session, conditions: list[ColumnElement[bool]], after: Place | None, most: int
) -> list[Place]:
    """Ask two questions, each in the index's order: PostgreSQL would sort all for "nulls last"."""
    places: list[Place] = []
    if after is None or after[0] is not None:
        places += _read_places(session, _select_dated(after).where(*conditions), most)
    if len(places) < most:
        undated = after if after is not None and after[0] is None else None
        rest = _select_undated(undated).where(*conditions)
        places += _read_places(session, rest, most - len(places))
    return places


def _find_near(
    session: Session, wanted: QuoteFilter, after: Place | None, most: int
) -> list[Place]:
    """Look through the next `_NEAR` dated statements, by whomever: fewer than asked for may fit."""
    if after is not None and after[0] is None:
        return []
    others = fits(session, replace(wanted, speaker_ids=None))
    near = _select_dated(after).where(*others).limit(_NEAR).subquery()
    query = select(near.c.published, near.c.statement_id).join(
        Statement, Statement.id == near.c.statement_id
    )
    query = with_identity(query).where(PERSON.in_(wanted.speaker_ids or ()))
    order = (near.c.published.desc(), near.c.statement_id.desc())
    return _read_places(session, query.order_by(*order), most)


def _find_words_near(
    session: Session, wanted: QuoteFilter, query: Query, after: Place | None, most: int
) -> list[Place]:
    """Look through the next `_NEAR_WORDS` dated statements: fewer than asked for may fit."""
    if after is not None and after[0] is None:
        return []
    days = QuoteFilter(since=wanted.since, until=wanted.until)
    near = _select_dated(after).where(*fits(session, days)).limit(_NEAR_WORDS).subquery()
    found = select(SearchEntry.published, SearchEntry.statement_id).join(
        near, near.c.statement_id == SearchEntry.statement_id
    )
    found = found.where(*fits(session, wanted), *shows_words(query))
    order = (SearchEntry.published.desc(), SearchEntry.statement_id.desc())
    return _read_places(session, found.order_by(*order), most)


def _find_and_sort(
    session: Session, conditions: list[ColumnElement[bool]], after: Place | None, most: int
) -> list[Place]:
    query = select(SearchEntry.published, SearchEntry.statement_id).where(*conditions)
    if after is not None and after[0] is None:
        query = query.where(SearchEntry.published.is_(None), SearchEntry.statement_id < after[1])
    elif after is not None:
        dated = and_(SearchEntry.published <= after[0], _is_behind(after))
        query = query.where(or_(SearchEntry.published.is_(None), dated))
    order = (SearchEntry.published.desc().nulls_last(), SearchEntry.statement_id.desc())
    return _read_places(session, query.order_by(*order), most)


def _select_dated(after: Place | None) -> Select[date | None, int]:
    query = select(SearchEntry.published, SearchEntry.statement_id).where(
        SearchEntry.published.is_not(None)
    )
    if after is not None and after[0] is not None:
        query = query.where(SearchEntry.published <= after[0], _is_behind(after))
    return query.order_by(SearchEntry.published.desc(), SearchEntry.statement_id.desc())


def _select_undated(after: Place | None) -> Select[date | None, int]:
    query = select(SearchEntry.published, SearchEntry.statement_id).where(
        SearchEntry.published.is_(None)
    )
    if after is not None:
        query = query.where(SearchEntry.statement_id < after[1])
    return query.order_by(SearchEntry.statement_id.desc())


def _is_behind(after: Place) -> ColumnElement[bool]:
    return or_(SearchEntry.published < after[0], SearchEntry.statement_id < after[1])


def _read_places(session: Session, query: Select[date | None, int], most: int) -> list[Place]:
    return [(published, id_) for published, id_ in session.execute(query.limit(most))]
