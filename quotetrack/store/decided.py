"""All that people have decided, what was decided anew as well: the reviews as a list."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from quotetrack import records
from quotetrack.records import ReviewState, StoredReview
from quotetrack.store.corrections import tell_changes
from quotetrack.store.models import Alias, Article, Mismatch, Review, Speaker, Statement

_PAGE = 500  # reviews fetched at a time
_Told = dict[str, tuple[int | None, str, str | None]]  # by key: number, words, article


def list_reviews(session: Session) -> Generator[StoredReview]:
    """Yield every review in the order in which they were made.

    What a review is about may be gone: with a forgotten article, or because later runs do not find
    it. Streams, so do not commit while it runs.
    """
    query = select(*Review.__table__.columns).order_by(Review.id)
    with session.execute(query, execution_options={"yield_per": _PAGE}) as result:
        for rows in result.partitions():
            told = {
                subject: find(session, {row.key for row in rows if row.subject == subject})
                for subject, find in _FINDERS.items()
            }
            for row in rows:
                yield _read_row(row, told[row.subject])


def _read_row(row: Row[*tuple[Any, ...]], told: _Told) -> StoredReview:
    number, about, article_key = told.get(row.key, (row.statement_id, None, None))
    return StoredReview(
        id=row.id,
        subject=row.subject,
        subject_id=number,
        about=about,
        article_key=article_key,
        review=records.Review(ReviewState(row.state), row.author, row.decided_at, row.reason),
        changes=_read_changes(row.correction),
        superseded_at=row.superseded_at,
        cause_id=row.cause_id,
    )


def _read_changes(correction: str | None) -> str | None:
    """Return what a correction changed: of a statement, before and after; of an alias, a name."""
    if correction is None:
        return None
    changes = json.loads(correction)
    pairs = {k: ("", value) if isinstance(value, str) else value for k, value in changes.items()}
    return tell_changes(pairs)


def _find_statements(session: Session, keys: Iterable[str]) -> _Told:
    query = select(Statement.id, Statement.content, Article.external_id, Article.sha256)
    query = query.join(Article, Article.id == Statement.article_id)
    rows = session.execute(query.where(Statement.id.in_([int(key) for key in keys])))
    return {str(row.id): (row.id, row.content, row.external_id or row.sha256) for row in rows}


def _find_aliases(session: Session, keys: Iterable[str]) -> _Told:
    query = select(Alias.id, Alias.name, Speaker.name.label("speaker"))
    query = query.join(Speaker, Speaker.id == Alias.speaker_id)
    rows = session.execute(query.where(Alias.id.in_([int(key) for key in keys])))
    return {str(row.id): (row.id, f"{row.name} for {row.speaker}", None) for row in rows}


def _find_mismatches(session: Session, keys: Iterable[str]) -> _Told:
    """Return the newest mismatch of each key: every run may find it anew."""
    columns = (Mismatch.id, Mismatch.key, Mismatch.first_name, Mismatch.second_name)
    query = select(*columns).where(Mismatch.key.in_(list(keys))).order_by(Mismatch.id)
    return {
        row.key: (row.id, _pair(row.first_name, row.second_name), None)
        for row in session.execute(query)
    }


def _find_merges(session: Session, keys: Iterable[str]) -> _Told:
    pairs = {key: [int(id_) for id_ in key.split("|")] for key in keys}
    ids: Sequence[int] = sorted({id_ for pair in pairs.values() for id_ in pair})
    query = select(Speaker.id, Speaker.name).where(Speaker.id.in_(ids))
    names = dict(session.execute(query).all())
    return {
        key: (None, _pair(names[first], names[second]), None)
        for key, (first, second) in pairs.items()
        if first in names and second in names
    }


def _pair(first: str, second: str) -> str:
    return f"{first} / {second}"


_FINDERS = {
    "statement": _find_statements,
    "alias": _find_aliases,
    "mismatch": _find_mismatches,
    "merge": _find_merges,
}
