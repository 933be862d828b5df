"""Mismatches: what contradicts what, and what was decided about it. What holds now only."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from quotetrack import records
from quotetrack.errors import NotFoundError
from quotetrack.records import (
    MismatchKind,
    QuoteFilter,
    ReviewState,
    Span,
    StoredMismatch,
    StoredPlace,
)
from quotetrack.store.current import is_current
from quotetrack.store.identities import is_said_by
from quotetrack.store.keys import fold_name
from quotetrack.store.models import Article, Mismatch, Reading, Review, Statement
from quotetrack.store.reviews import is_review_of_mismatch
from quotetrack.store.speakers import find_names
from quotetrack.store.statements import read_article_conditions

_PAGE = 500  # mismatches fetched at a time

_SECOND = aliased(Article)
_STATE = func.coalesce(Review.state, ReviewState.OPEN.value)
_PLACE = ("external_id", "sha256", "title", "outlet", "published", "url")


def list_mismatches(
    session: Session,
    state: str | None = None,
    *,
    kind: MismatchKind | None = None,
    everything: bool = False,
    wanted: QuoteFilter | None = None,
) -> Generator[StoredMismatch]:
    """Yield the mismatches in a state (open, confirmed, dismissed) and of a kind, else all.

    By date and article of the first place. Those that the registry explains come with `everything`
    only, and so do dismissed ones unless they are asked for. A filter wants one of the two articles
    to fit and one of the names to be the speaker's; its `type` says nothing here. Streams, so do
    not commit while it runs. Raises NotFoundError for a state that there is not.
    """
    if state is not None and state not in set(ReviewState):
        raise NotFoundError(f"no state {state!r}: choose one of {', '.join(ReviewState)}")
    conditions: list[ColumnElement[bool]] = []
    if state is not None:
        conditions.append(_STATE.in_([state]))
    elif not everything:
        conditions.append(_STATE.is_distinct_from(ReviewState.DISMISSED.value))
    if kind is not None:
        conditions.append(Mismatch.kind == kind.value)
    if not everything:
        conditions.append(Mismatch.known.is_(False))
    if wanted is None or wanted.speaker_ids is None:
        return _stream(session, [*conditions, *_read_wanted(session, wanted)])
    conditions += _read_wanted(session, wanted)
    names = find_names(session, wanted.speaker_ids)
    return (
        m for m in _stream(session, conditions) if names & set(map(fold_name, m.mismatch.names))
    )


def _read_wanted(session: Session, wanted: QuoteFilter | None) -> Iterator[ColumnElement[bool]]:
    """Yield what a mismatch must fulfil to be wanted, but for the names."""
    if wanted is None:
        return
    if wanted.speaker_ids is not None:
        quoting = select(Statement.article_id).where(is_said_by(wanted.speaker_ids), is_current())
        yield or_(Mismatch.article_id.in_(quoting), Mismatch.second_article_id.in_(quoting))
    sides = [read_article_conditions(session, wanted, article) for article in (Article, _SECOND)]
    if any(sides):
        yield or_(*(and_(*side) for side in sides))


def find_article_mismatches(
    session: Session, article_ids: Sequence[int]
) -> Generator[StoredMismatch]:
    """Yield the mismatches that one of the articles has a side in, in the order of the list.

    Those that the registry explains are left out.
    """
    either = or_(Mismatch.article_id.in_(article_ids), Mismatch.second_article_id.in_(article_ids))
    return _stream(session, [either, Mismatch.known.is_(False)])


def _stream(
    session: Session, conditions: Sequence[ColumnElement[bool]]
) -> Generator[StoredMismatch]:
    query = (
        select(
            *Mismatch.__table__.columns,
            *(getattr(Article, name) for name in _PLACE),
            *(getattr(_SECOND, name).label(f"second_{name}") for name in _PLACE),
            Review.state,
            Review.author,
            Review.reason,
            Review.decided_at,
        )
        .outerjoin(Reading, Reading.id == Mismatch.reading_id)
        .join(Article, Article.id == Mismatch.article_id)
        .join(_SECOND, _SECOND.id == Mismatch.second_article_id)
        .outerjoin(Review, is_review_of_mismatch())
        .where(Reading.superseded_at.is_(None), Mismatch.superseded_at.is_(None), *conditions)
        .order_by(Article.published.nulls_last(), Article.id, Mismatch.first_start, Mismatch.id)
    )
    with session.execute(query, execution_options={"yield_per": _PAGE}) as result:
        yield from map(_read_row, result)


def _read_row(row: Row[*tuple[Any, ...]]) -> StoredMismatch:
    review = None
    if row.state is not None:
        review = records.Review(ReviewState(row.state), row.author, row.decided_at, row.reason)
    return StoredMismatch(
        id=row.id,
        mismatch=records.Mismatch(
            kind=MismatchKind(row.kind),
            names=(row.first_name, row.second_name),
            spans=(Span(row.first_start, row.first_end), Span(row.second_start, row.second_end)),
            score=row.score,
            evidence=row.evidence,
        ),
        first=StoredPlace(
            row.article_id,
            row.external_id or row.sha256,
            row.title,
            row.outlet,
            row.published,
            row.url,
        ),
        second=StoredPlace(
            row.second_article_id,
            row.second_external_id or row.second_sha256,
            row.second_title,
            row.second_outlet,
            row.second_published,
            row.second_url,
        ),
        known=row.known,
        review=review,
    )
