"""Claims: what was said, where first, and how often since. What holds now only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from typing import Any

from sqlalchemy import Row, case, exists, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from quotetrack.errors import NotFoundError
from quotetrack.records import (
    ListedClaim,
    QuoteFilter,
    StatementType,
    StoredClaim,
    StoredStatement,
)
from quotetrack.store.current import ROOT, is_current
from quotetrack.store.models import Article, Claim, Reading, Review, Speaker, Statement
from quotetrack.store.statements import (
    IN_ORDER,
    find_claim_statements,
    find_statements,
    from_current,
    read_conditions,
)

_PAGE = 500  # claims fetched at a time


def list_claims(
    session: Session, wanted: QuoteFilter, least: int = 1, *, whole: bool = False
) -> Generator[StoredClaim]:
    """Yield the claims of which a statement fits, if so many articles print them.

    By the day of their first appearance, undated ones last. What is counted is every appearance,
    not only those that fit, and `whole` claims have all their statements. Streams, so do not commit
    while it runs.
    """
    ranked = from_current(
        select(
            Statement.claim_id,
            Statement.id,
            Statement.article_id,
            Article.outlet,
            Article.published,
            func.row_number()
            .over(partition_by=Statement.claim_id, order_by=IN_ORDER)
            .label("place"),
        ),
        raw=wanted.raw,
    )
    if wanted != QuoteFilter(raw=wanted.raw):
        fitting = from_current(select(Statement.claim_id), raw=wanted.raw)
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
            read = _read_whole if whole else _read_rows
            yield from read(session, rows, raw=wanted.raw)


def get_claim(session: Session, claim_id: int, *, raw: bool = False) -> StoredClaim:
    """Return a claim with its statements in order of appearance.

    Raises NotFoundError if there is none with this id, or nothing that holds now is of it.
    """
    statements = tuple(find_claim_statements(session, [claim_id], raw=raw))
    if not statements:
        raise explain_none(claim_id)
    return StoredClaim(
        id=claim_id,
        first=statements[0],
        appearances=len({stored.article_id for stored in statements}),
        outlets=len({stored.outlet for stored in statements} - {None}),
        statements=statements,
    )


def list_most_printed(
    session: Session, after: tuple[int, int] | None = None, most: int = 20
) -> tuple[list[ListedClaim], tuple[int, int] | None]:
    """Return the next claims, those with most statements first, and what follows them.

    `after` is what the page before gave; None stands for the first page, and for no next one.
    """
    query = (
        select(Claim.id, Claim.content, Claim.type, Claim.printed, Speaker.id, Speaker.name)
        .outerjoin(Speaker, Speaker.id == Claim.speaker_id)
        .where(Claim.printed > 0)
    )
    if after is not None:
        query = query.where(tuple_(Claim.printed, Claim.id) < tuple_(*map(literal, after)))
    rows = session.execute(
        query.order_by(Claim.printed.desc(), Claim.id.desc()).limit(most + 1)
    ).all()
    found = [
        ListedClaim(id_, content, StatementType(type_), printed, speaker_id, speaker)
        for id_, content, type_, printed, speaker_id, speaker in rows[:most]
    ]
    return found, ((found[-1].printed, found[-1].id) if len(rows) > most else None)


def find_claim_roots(session: Session, claim_id: int) -> list[int]:
    """Return the statements of a claim, those that were rejected or corrected as well.

    Each by the id under which it is reviewed. Raises NotFoundError if there is none.
    """
    reviewed = exists().where(Review.statement_id == ROOT)
    query = (
        select(ROOT)
        .join(Reading, Reading.id == Statement.reading_id)
        .where(Statement.claim_id == claim_id)
        .where(or_(Statement.listed, is_current(raw=True), reviewed))
    )
    roots = sorted(set(session.scalars(query)))
    if not roots:
        raise explain_none(claim_id)
    return roots


def explain_none(claim_id: int) -> NotFoundError:
    return NotFoundError(
        f"no claim {claim_id} in the database: `quotetrack claims` lists those there are"
    )


def _read_rows(
    session: Session, rows: Sequence[Row[*tuple[Any, ...]]], *, raw: bool
) -> Iterator[StoredClaim]:
    firsts = find_statements(session, [row.first_id for row in rows], raw=raw)
    for row in rows:
        yield StoredClaim(
            id=row.claim_id,
            first=firsts[row.first_id],
            appearances=row.appearances,
            outlets=row.outlets,
        )


def _read_whole(
    session: Session, rows: Sequence[Row[*tuple[Any, ...]]], *, raw: bool
) -> Iterator[StoredClaim]:
    statements: defaultdict[int | None, list[StoredStatement]] = defaultdict(list)
    for stored in find_claim_statements(session, [row.claim_id for row in rows], raw=raw):
        statements[stored.claim_id].append(stored)
    for row in rows:
        yield StoredClaim(
            id=row.claim_id,
            first=statements[row.claim_id][0],
            appearances=row.appearances,
            outlets=row.outlets,
            statements=tuple(statements[row.claim_id]),
        )
