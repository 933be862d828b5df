"""Articles whose text went on a legal request: the log of events alone says which, when and why."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, literal_column, select
from sqlalchemy.orm import Session

from quotetrack.records import EventKind, Forgotten
from quotetrack.store.models import Article, Event

# To the letter, so that the index over these few events is used.
IS_FORGOTTEN: ColumnElement[bool] = literal_column(f"kind = '{EventKind.ARTICLE_FORGOTTEN.value}'")

_FORGOTTEN = (
    select(Event.about_id, Article.sha256, Event.at, Event.author, Event.payload)
    .join(Article, Article.id == Event.about_id)
    .where(IS_FORGOTTEN)
    .order_by(Event.id)
)


def list_forgotten(session: Session) -> list[Forgotten]:
    """Return every article that was forgotten, in the order in which that was decided."""
    return _read(session.connection(), _FORGOTTEN)


def find_forgotten(connection: Connection, ids: Iterable[int]) -> dict[int, Forgotten]:
    """Return which of some articles were forgotten, by their ids."""
    found = _read(connection, _FORGOTTEN.where(Event.about_id.in_(list(ids))))
    return {forgotten.article_id: forgotten for forgotten in found}


def find_forgotten_texts(session: Session, hashes: Iterable[str]) -> dict[str, Forgotten]:
    """Return which texts were forgotten, by the SHA-256 under which they would come in again."""
    found = _read(session.connection(), _FORGOTTEN.where(Article.sha256.in_(list(hashes))))
    return {forgotten.sha256: forgotten for forgotten in found}


def count_forgotten(session: Session) -> int:
    """Return how many articles were forgotten."""
    counted = select(func.count(Event.about_id.distinct())).where(IS_FORGOTTEN)
    return session.scalar(counted) or 0


def explain_forgotten(forgotten: Forgotten) -> str:
    """Return in a sentence what was decided, for whoever asks for the text or brings it again."""
    return (
        f"article {forgotten.article_id} (SHA-256 {forgotten.sha256[:12]}…) was forgotten on "
        f"{forgotten.at:%Y-%m-%d}, by {forgotten.author}: {forgotten.reason}"
    )


def _read(connection: Connection, query: Select[*tuple[Any, ...]]) -> list[Forgotten]:
    return [_read_row(row) for row in connection.execute(query)]


def _read_row(row: Row[*tuple[Any, ...]]) -> Forgotten:
    payload = json.loads(row.payload)
    return Forgotten(
        article_id=row.about_id,
        sha256=row.sha256,
        at=row.at,
        author=row.author,
        reason=payload["reason"],
        statement_ids=tuple(payload["statements"]),
    )
