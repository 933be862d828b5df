"""Statements: the quotes that fit a filter, and those of given articles.

What holds now only: as it was reviewed, or, with `raw`, as the current readings found it. A
reviewed statement keeps the id under which it was reviewed first, whatever run finds it again.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select
from sqlalchemy.orm import Session

from quotetrack import records
from quotetrack.errors import NotFoundError
from quotetrack.outlets import get_outlet
from quotetrack.records import (
    QuoteFilter,
    Resolution,
    ReviewState,
    Span,
    SpeakerKind,
    StatementType,
    StoredStatement,
)
from quotetrack.store.current import ROOT, is_current, is_of_root
from quotetrack.store.identities import PERSON, is_said_by, with_identity
from quotetrack.store.keys import fold_name
from quotetrack.store.models import (
    Article,
    Reading,
    Review,
    Source,
    Speaker,
    Statement,
    StatementPart,
    StatementSource,
)

_PAGE = 500  # statements fetched at a time

_COLUMNS = (
    Statement.id,
    Statement.root_id,
    Statement.place,
    Statement.article_id,
    Statement.claim_id,
    Statement.type,
    Statement.content,
    Statement.cue_start,
    Statement.cue_end,
    Statement.cue,
    Statement.mention_start,
    Statement.mention_end,
    Statement.mention,
    PERSON.label("speaker_id"),
    Speaker.name.label("speaker"),
    Statement.kind,
    Statement.role,
    Statement.resolution,
    Statement.rule,
    Statement.confidence,
    Statement.claim_id,
    Reading.run_id,
    Article.external_id,
    Article.sha256,
    Article.title,
    Article.outlet,
    Article.url,
    Article.published,
    Review.state,
    Review.author,
    Review.decided_at,
    Review.reason,
)
# By what a statement follows another in its article.
PLACE = func.coalesce(Statement.place, Statement.ordinal)
# By date, undated ones last, article and place in the article.
IN_ORDER = (Article.published.nulls_last(), Article.id, PLACE, Statement.id)


def find_quotes(session: Session, wanted: QuoteFilter) -> Generator[StoredStatement]:
    """Yield the statements that fit, by date (undated last), article and place in the article.

    Streams: holds some hundred statements at a time, so do not commit while it runs. An outlet
    is compared without case, diacritics and punctuation; a date leaves out undated articles.
    """
    yield from _stream(session, read_conditions(session, wanted), raw=wanted.raw)


def count_quotes(session: Session, wanted: QuoteFilter) -> int:
    """Return how many statements `find_quotes` would yield."""
    counted = from_current(select(func.count(Statement.id)), raw=wanted.raw)
    return session.scalar(counted.where(*read_conditions(session, wanted))) or 0


def find_article_statements(
    session: Session, article_ids: Sequence[int], *, raw: bool = False
) -> Iterator[StoredStatement]:
    """Yield the statements of the given articles, in the order of `find_quotes`."""
    yield from _stream(session, [Statement.article_id.in_(article_ids)], raw=raw)


def find_statements(
    session: Session, ids: Sequence[int], *, raw: bool = False
) -> dict[int, StoredStatement]:
    """Return the statements in the rows with the given ids, each by its row's id."""
    return dict(_stream_rows(session, [Statement.id.in_(ids)], raw=raw))


def get_statement(session: Session, id_: int) -> StoredStatement:
    """Return what holds of a statement, by any of its ids; of a rejected one what was found.

    Raises NotFoundError where there is none, or where only an earlier run found it.
    """
    root = session.scalar(select(ROOT).where(Statement.id == id_))
    for raw in (False, True):
        for _, stored in _stream_rows(session, [is_of_root([root or 0])], raw=raw):
            return replace(stored, id=root or 0)
    if root is None:
        raise NotFoundError(
            f"no statement {id_} in the database: `quotetrack quotes` lists those there are"
        )
    article_id = session.scalar(select(Statement.article_id).where(Statement.id == id_))
    raise NotFoundError(
        f"statement {id_} is of an earlier run, and a later one read the article anew: look at "
        f"article {article_id} for what holds now"
    )


def find_claim_statements(
    session: Session, claim_ids: Sequence[int], *, raw: bool = False
) -> Iterator[StoredStatement]:
    """Yield the statements of claims in the order of `find_quotes`: a claim's first one first."""
    yield from _stream(session, [Statement.claim_id.in_(claim_ids)], raw=raw)


def read_conditions(session: Session, wanted: QuoteFilter) -> list[ColumnElement[bool]]:
    """Return what a statement of `from_current` must fulfil to be wanted."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.speaker_ids is not None:
        conditions.append(is_said_by(wanted.speaker_ids))
    if wanted.type is not None:
        conditions.append(Statement.type == wanted.type.value)
    return [*conditions, *read_article_conditions(session, wanted)]


def read_article_conditions(
    session: Session, wanted: QuoteFilter, article: type[Article] = Article
) -> list[ColumnElement[bool]]:
    """Return what an article, or an alias of the table, must fulfil for what stands in it."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.outlet is not None:
        conditions.append(is_of_outlet(session, wanted.outlet, article))
    if wanted.since is not None:
        conditions.append(article.published >= wanted.since)
    if wanted.until is not None:
        conditions.append(article.published <= wanted.until)
    return conditions


def is_of_outlet(
    session: Session, name: str, article: type[Article] = Article
) -> ColumnElement[bool]:
    """Return the condition that an article is of an outlet: for "Kompas", also "KOMPAS.com"."""
    key = fold_name(get_outlet(name))
    printed = session.scalars(select(Article.outlet).distinct())
    names = [o for o in printed if o is not None and fold_name(get_outlet(o)) == key]
    return article.outlet.in_(names)


def find_reading_statements(
    session: Session, reading_ids: Sequence[int]
) -> dict[int, list[StoredStatement]]:
    """Return what readings found, superseded ones as well, in the order of the articles."""
    found: dict[int, list[StoredStatement]] = {id_: [] for id_ in reading_ids}
    of_readings = select(Statement.reading_id, Statement.id).where(
        Statement.reading_id.in_(reading_ids), Statement.place.is_(None)
    )
    ids = {id_: reading_id for reading_id, id_ in session.execute(of_readings)}
    query = _join(select(*_COLUMNS)).where(Statement.id.in_(ids))
    for id_, stored in _read_pages(session, query):
        found[ids[id_]].append(stored)
    return found


def from_current(query: Select[*tuple[Any, ...]], *, raw: bool = False) -> Select[*tuple[Any, ...]]:
    """Return a query of statements' columns, kept to what lists show, with all joined to them."""
    return _join(query).where(is_current(raw=raw))


def _join(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        with_identity(query.select_from(Statement))
        .join(Reading, Reading.id == Statement.reading_id)
        .join(Article, Article.id == Statement.article_id)
        .outerjoin(Speaker, Speaker.id == PERSON)
    )


def _stream(
    session: Session, conditions: Sequence[ColumnElement[bool]], *, raw: bool
) -> Iterator[StoredStatement]:
    return (stored for _, stored in _stream_rows(session, conditions, raw=raw))


def _stream_rows(
    session: Session, conditions: Sequence[ColumnElement[bool]], *, raw: bool
) -> Iterator[tuple[int, StoredStatement]]:
    return _read_pages(session, from_current(select(*_COLUMNS), raw=raw).where(*conditions))


def _read_pages(
    session: Session, query: Select[*tuple[Any, ...]]
) -> Iterator[tuple[int, StoredStatement]]:
    """Yield the statements that a query of _COLUMNS selects, each with its row's id."""
    query = query.outerjoin(
        Review, and_(Statement.place.is_not(None), Review.made_id == Statement.id)
    ).order_by(*IN_ORDER)
    # Closed here, also where the caller stops early: a server keeps an open cursor.
    with session.execute(query, execution_options={"yield_per": _PAGE}) as result:
        for rows in result.partitions():
            ids = [row.id for row in rows]
            parts, sources = find_parts(session, ids), find_sources(session, ids)
            found = _find_found(session, [row.root_id for row in rows if row.place is not None])
            for row in rows:
                stored = _read_row(row, parts.get(row.id, ()), sources.get(row.id, ()))
                if row.place is not None:
                    stored = replace(stored, id=row.root_id, found=row.root_id in found)
                yield row.id, stored


def _find_found(session: Session, roots: list[int]) -> set[int]:
    """Return those of the reviewed statements that the articles' current readings find."""
    if not roots:
        return set()
    found = select(ROOT).join(Reading, Reading.id == Statement.reading_id)
    return set(session.scalars(found.where(is_of_root(roots), is_current(raw=True))))


def find_parts(session: Session | Connection, ids: list[int]) -> dict[int, tuple[Span, ...]]:
    """Return the contents of the rows with the given ids."""
    found: dict[int, tuple[Span, ...]] = {}
    for id_, start, end in session.execute(
        select(StatementPart.statement_id, StatementPart.start_char, StatementPart.end_char)
        .where(StatementPart.statement_id.in_(ids))
        .order_by(StatementPart.statement_id, StatementPart.ordinal)
    ):
        found[id_] = (*found.get(id_, ()), Span(start, end))
    return found


def find_sources(
    session: Session | Connection, ids: list[int]
) -> dict[int, tuple[records.Source, ...]]:
    """Return the sources of the rows with the given ids."""
    found: dict[int, tuple[records.Source, ...]] = {}
    for id_, name, start, end in session.execute(
        select(
            StatementSource.statement_id,
            Source.name,
            StatementSource.start_char,
            StatementSource.end_char,
        )
        .join(Source, Source.id == StatementSource.source_id)
        .where(StatementSource.statement_id.in_(ids))
        .order_by(StatementSource.statement_id, StatementSource.ordinal)
    ):
        found[id_] = (*found.get(id_, ()), records.Source(name, Span(start, end)))
    return found


def _read_span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def read_statement(
    row: Row[*tuple[Any, ...]], parts: tuple[Span, ...], sources: tuple[records.Source, ...]
) -> records.Statement:
    """Return the statement of a row with its columns and `speaker`, the speaker's name."""
    return records.Statement(
        type=StatementType(row.type),
        content=parts,
        cue=_read_span(row.cue_start, row.cue_end),
        mention=_read_span(row.mention_start, row.mention_end),
        speaker=row.speaker,
        kind=SpeakerKind(row.kind),
        role=row.role,
        sources=sources,
        resolution=Resolution(row.resolution),
        rule=row.rule,
        confidence=row.confidence,
    )


def _read_row(
    row: Row[*tuple[Any, ...]], parts: tuple[Span, ...], sources: tuple[records.Source, ...]
) -> StoredStatement:
    return StoredStatement(
        id=row.id,
        statement=read_statement(row, parts, sources),
        content=row.content,
        cue=row.cue,
        mention=row.mention,
        article_id=row.article_id,
        article_key=row.external_id or row.sha256,
        sha256=row.sha256,
        title=row.title,
        outlet=row.outlet,
        url=row.url,
        published=row.published,
        run_id=row.run_id,
        speaker_id=row.speaker_id,
        review=_read_review(row),
        claim_id=row.claim_id,
    )


def _read_review(row: Row[*tuple[Any, ...]]) -> records.Review | None:
    if row.state is None:
        return None
    return records.Review(ReviewState(row.state), row.author, row.decided_at, row.reason)
