"""Claims: what was said, where first, and how often since. Current readings only."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import Any

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session

from quotetrack.errors import NotFoundError
from quotetrack.records import QuoteFilter, StoredClaim
from quotetrack.store.models import Article, Statement
from quotetrack.store.statements import (
    find_claim_statements,
    find_statements,
    from_current,
    read_conditions,
)

_PAGE = 500  # claims fetched at a time


def list_claims(session: Session, wanted: QuoteFilter, least: int = 1) -> Generator[StoredClaim]:
    """Yield the claims of which a statement fits, if so many articles print them.

    By the day of their first appearance, undated ones last. What is counted is every appearance,
    not only those that fit. Streams, so do not commit while it runs.
    """
    first_come = (Article.published.nulls_last(), Article.id, Statement.ordinal)
    ranked = from_current(
        select(
            Statement.claim_id,
            Statement.id,
            Statement.article_id,
            Article.outlet,
            Article.published,
            func.row_number()
            .over(partition_by=Statement.claim_id, order_by=first_come)
            .label("place"),
        )
    )
    if wanted != QuoteFilter():
        fitting = from_current(select(Statement.claim_id))
        ranked = ranked.where(
            Statement.claim_id.in_(fitting.where(*read_conditions(session, wanted)))
        )
    columns = ranked.subquery().columns
    appearances = func.count(columns.article_id.distinct())
    query = (
        select(
            columns.claim_id,
            func.min(case((columns.place == 1, columns.id))).label("first_id"),
            appearances.label("appearances"),
            func.count(columns.outlet.distinct()).label("outlets"),
        )
        .where(columns.claim_id.is_not(None))
        .group_by(columns.claim_id)
        .having(appearances >= least)
        .order_by(func.min(columns.published).nulls_last(), columns.claim_id)
    )
    with session.execute(query, execution_options={"yield_per": _PAGE}) as result:
        for rows in result.partitions():
            yield from _read_rows(session, rows)


def get_claim(session: Session, claim_id: int) -> StoredClaim:
    """Return a claim with its statements in order of appearance.

    Raises NotFoundError if there is none with this id, or no current reading has it any more.
    """
    statements = tuple(find_claim_statements(session, claim_id))
    if not statements:
        raise NotFoundError(
            f"no claim {claim_id} in the database: `quotetrack claims` lists those there are"
        )
    return StoredClaim(
        id=claim_id,
        first=statements[0],
        appearances=len({stored.article_id for stored in statements}),
        outlets=len({stored.outlet for stored in statements} - {None}),
        statements=statements,
    )


def _read_rows(session: Session, rows: Sequence[Row[*tuple[Any, ...]]]) -> Iterator[StoredClaim]:
    firsts = {
        stored.id: stored for stored in find_statements(session, [row.first_id for row in rows])
    }
    for row in rows:
        yield StoredClaim(
            id=row.claim_id,
            first=firsts[row.first_id],
            appearances=row.appearances,
            outlets=row.outlets,
        )
