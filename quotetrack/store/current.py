"""Which statements a list shows: as they are reviewed, or with `raw` as the program found them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    exists,
    func,
    not_,
    or_,
    select,
    update,
)

from quotetrack.records import ReviewState
from quotetrack.store.models import Claim, Reading, Review, Statement
from quotetrack.store.search_index import index_listed

_CHUNK = 500  # values in one IN (…)

ROOT = func.coalesce(Statement.root_id, Statement.id)
_IS_READ = exists().where(Reading.id == Statement.reading_id, Reading.superseded_at.is_(None))
_IS_DECIDED = exists().where(
    Review.statement_id == ROOT,
    Review.superseded_at.is_(None),
    Review.state != ReviewState.OPEN.value,
)
_HOLDS = exists().where(Review.made_id == Statement.id, Review.superseded_at.is_(None))
# What `listed` has to be: the audit asks for it as well.
LISTED = case(
    (Statement.place.is_(None), and_(_IS_READ, not_(_IS_DECIDED))),
    else_=_HOLDS,
)


def is_current(*, raw: bool = False) -> ColumnElement[bool]:
    """Return the condition that a statement, joined with its reading, is one that lists show."""
    if raw:
        return and_(Statement.place.is_(None), Reading.superseded_at.is_(None))
    return Statement.listed.expression


def of_current(query: Select[*tuple[Any, ...]], *, raw: bool = False) -> Select[*tuple[Any, ...]]:
    """Return a query on statements, kept to those that lists show."""
    if raw:
        query = query.join(Reading, Reading.id == Statement.reading_id)
    return query.where(is_current(raw=raw))


def is_of_root(roots: Iterable[int]) -> ColumnElement[bool]:
    """Return the condition that a statement is, or stands for, one of those reviewed."""
    ids = list(roots)
    return or_(Statement.id.in_(ids), Statement.root_id.in_(ids))


def settle(connection: Connection, roots: Iterable[int]) -> None:
    """Have what is decided now about the statements tell which of them are listed."""
    ids = sorted(set(roots))
    for start in range(0, len(ids), _CHUNK):
        of_roots = is_of_root(ids[start : start + _CHUNK])
        connection.execute(update(Statement).where(of_roots).values(listed=LISTED))
        index_listed(connection, of_roots)
        claims = connection.scalars(select(Statement.claim_id).where(of_roots).distinct())
        count_printed(connection, [id_ for id_ in claims if id_ is not None])


def count_printed(connection: Connection, claim_ids: Iterable[int]) -> None:
    """Count anew how many listed statements are of the claims."""
    ids = sorted(set(claim_ids))
    printed = select(func.count(Statement.id)).where(
        Statement.claim_id == Claim.id, Statement.listed
    )
    for start in range(0, len(ids), _CHUNK):
        connection.execute(
            update(Claim)
            .where(Claim.id.in_(ids[start : start + _CHUNK]))
            .values(printed=printed.scalar_subquery())
        )
