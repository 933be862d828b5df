"""Statements: the quotes that fit a filter, and those of given articles. Current readings only."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from quotetrack import records
from quotetrack.records import (
    QuoteFilter,
    Resolution,
    Span,
    SpeakerKind,
    StatementType,
    StoredStatement,
)
from quotetrack.store.identities import PERSON, is_person, with_identity
from quotetrack.store.keys import fold_name
from quotetrack.store.models import (
    Article,
    Reading,
    Source,
    Speaker,
    Statement,
    StatementPart,
    StatementSource,
)

_PAGE = 500  # statements fetched at a time

_COLUMNS = (
    Statement.id,
    Statement.article_id,
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
    Reading.run_id,
    Article.external_id,
    Article.sha256,
    Article.title,
    Article.outlet,
    Article.url,
    Article.published,
)


def find_quotes(session: Session, wanted: QuoteFilter) -> Generator[StoredStatement]:
    """Yield the statements that fit, by date (undated last), article and place in the article.

    Streams: holds some hundred statements at a time, so do not commit while it runs. An outlet
    is compared without case, diacritics and punctuation; a date leaves out undated articles.
    """
    yield from _stream(session, read_conditions(session, wanted))


def count_quotes(session: Session, wanted: QuoteFilter) -> int:
    """Return how many statements `find_quotes` would yield."""
    counted = from_current(select(func.count(Statement.id)))
    return session.scalar(counted.where(*read_conditions(session, wanted))) or 0


def find_article_statements(
    session: Session, article_ids: Sequence[int]
) -> Iterator[StoredStatement]:
    """Yield the statements of the given articles, in the order of `find_quotes`."""
    yield from _stream(session, [Statement.article_id.in_(article_ids)])


def find_statements(session: Session, ids: Sequence[int]) -> Iterator[StoredStatement]:
    """Yield the statements with the given ids, in the order of `find_quotes`."""
    yield from _stream(session, [Statement.id.in_(ids)])


def find_claim_statements(session: Session, claim_id: int) -> Iterator[StoredStatement]:
    """Yield the statements of a claim in the order of `find_quotes`: the first one first."""
    yield from _stream(session, [Statement.claim_id == claim_id])


def read_conditions(session: Session, wanted: QuoteFilter) -> list[ColumnElement[bool]]:
    """Return what a statement of `from_current` must fulfil to be wanted."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.speaker_ids is not None:
        conditions.append(is_person(wanted.speaker_ids))
    if wanted.type is not None:
        conditions.append(Statement.type == wanted.type.value)
    if wanted.outlet is not None:
        conditions.append(Article.outlet.in_(_find_outlets(session, wanted.outlet)))
    if wanted.since is not None:
        conditions.append(Article.published >= wanted.since)
    if wanted.until is not None:
        conditions.append(Article.published <= wanted.until)
    return conditions


def _find_outlets(session: Session, name: str) -> list[str]:
    key = fold_name(name)
    printed = session.scalars(select(Article.outlet).distinct())
    return [outlet for outlet in printed if outlet is not None and fold_name(outlet) == key]


def from_current(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Return a query of statements' columns, kept to current readings, with all joined to them."""
    return (
        with_identity(query.select_from(Statement))
        .join(Reading, Reading.id == Statement.reading_id)
        .join(Article, Article.id == Statement.article_id)
        .outerjoin(Speaker, Speaker.id == PERSON)
        .where(Reading.superseded_at.is_(None))
    )


def _stream(
    session: Session, conditions: Sequence[ColumnElement[bool]]
) -> Iterator[StoredStatement]:
    query = (
        from_current(select(*_COLUMNS))
        .where(*conditions)
        .order_by(Article.published.nulls_last(), Article.id, Statement.ordinal)
    )
    # Closed here, also where the caller stops early: a server keeps an open cursor.
    with session.execute(query, execution_options={"yield_per": _PAGE}) as result:
        for rows in result.partitions():
            ids = [row.id for row in rows]
            parts, sources = _find_parts(session, ids), _find_sources(session, ids)
            for row in rows:
                yield _read_row(row, parts.get(row.id, ()), sources.get(row.id, ()))


def _find_parts(session: Session, ids: list[int]) -> dict[int, tuple[Span, ...]]:
    found: dict[int, tuple[Span, ...]] = {}
    for id_, start, end in session.execute(
        select(StatementPart.statement_id, StatementPart.start_char, StatementPart.end_char)
        .where(StatementPart.statement_id.in_(ids))
        .order_by(StatementPart.statement_id, StatementPart.ordinal)
    ):
        found[id_] = (*found.get(id_, ()), Span(start, end))
    return found


def _find_sources(session: Session, ids: list[int]) -> dict[int, tuple[records.Source, ...]]:
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


def _read_row(
    row: Row[*tuple[Any, ...]], parts: tuple[Span, ...], sources: tuple[records.Source, ...]
) -> StoredStatement:
    return StoredStatement(
        id=row.id,
        statement=records.Statement(
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
        ),
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
    )
