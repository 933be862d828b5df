"""Mismatches: what contradicts what, and what was decided about it. Current readings only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from quotetrack import records
from quotetrack.errors import NotFoundError
from quotetrack.records import MismatchKind, Span, StoredMismatch
from quotetrack.store.models import MISMATCH_STATES, Article, Mismatch, Reading

_PAGE = 500  # mismatches fetched at a time


def list_mismatches(session: Session, state: str | None = None) -> Iterator[StoredMismatch]:
    """Yield the mismatches in a state (open, confirmed, dismissed) or all, by date and article.

    Streams, so do not commit while it runs. Raises NotFoundError for a state that there is not.
    """
    if state is not None and state not in MISMATCH_STATES:
        raise NotFoundError(f"no state {state!r}: choose one of {', '.join(MISMATCH_STATES)}")
    return _stream(session, [] if state is None else [Mismatch.state == state])


def find_article_mismatches(
    session: Session, article_ids: Sequence[int]
) -> Iterator[StoredMismatch]:
    """Yield the mismatches of the given articles, in the order of `list_mismatches`."""
    return _stream(session, [Mismatch.article_id.in_(article_ids)])


def _stream(
    session: Session, conditions: Sequence[ColumnElement[bool]]
) -> Iterator[StoredMismatch]:
    query = (
        select(
            *Mismatch.__table__.columns,
            Article.external_id,
            Article.sha256,
            Article.title,
            Article.outlet,
            Article.published,
        )
        .join(Reading, Reading.id == Mismatch.reading_id)
        .join(Article, Article.id == Mismatch.article_id)
        .where(Reading.superseded_at.is_(None), *conditions)
        .order_by(Article.published.nulls_last(), Article.id, Mismatch.ordinal)
    )
    with session.execute(query, execution_options={"yield_per": _PAGE}) as result:
        yield from map(_read_row, result)


def _read_row(row: Row[*tuple[Any, ...]]) -> StoredMismatch:
    return StoredMismatch(
        id=row.id,
        mismatch=records.Mismatch(
            kind=MismatchKind(row.kind),
            names=(row.first_name, row.second_name),
            spans=(Span(row.first_start, row.first_end), Span(row.second_start, row.second_end)),
            score=row.score,
            evidence=row.evidence,
        ),
        state=row.state,
        article_id=row.article_id,
        article_key=row.external_id or row.sha256,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
    )
