"""Articles, by any of their keys, with what holds of what was found in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from quotetrack import records
from quotetrack.errors import NotFoundError
from quotetrack.records import ListedArticle, StoredArticle, StoredMismatch, StoredStatement
from quotetrack.store.forgotten import find_forgotten
from quotetrack.store.mismatches import find_article_mismatches
from quotetrack.store.models import Article, Statement
from quotetrack.store.statements import find_article_statements, is_of_outlet

_PAGE = 50  # articles fetched at a time
_LISTED = select(
    *(Article.id, Article.external_id, Article.sha256, Article.title, Article.outlet),
    *(Article.url, Article.published),
)
_SHOWN = 5  # articles named where a key fits several


def get_article(session: Session, key: str, *, raw: bool = False) -> StoredArticle:
    """Return the article that a key names, with its statements and mismatches.

    Raises NotFoundError as `find_article` does.
    """
    return _read_articles(session, [find_article(session, key)], raw=raw)[0]


def find_article(session: Session, key: str) -> int:
    """Return the id of the article that a key names.

    A key is, in this order, the database's id, the input's own id, or the SHA-256 or six or
    more of its first digits. Raises NotFoundError if no article fits, or more than one.
    """
    key = key.strip()
    for condition in _conditions(key):
        ids = session.scalars(
            select(Article.id).where(condition).order_by(Article.id).limit(_SHOWN + 1)
        ).all()
        if len(ids) == 1:
            return ids[0]
        if ids:
            listed = ", ".join(map(str, ids[:_SHOWN])) + (", …" if len(ids) > _SHOWN else "")
            raise NotFoundError(
                f"article {key!r} fits several articles: name one by its number ({listed})"
            )
    raise NotFoundError(
        f"no article {key!r} in the database: give its number, its own id, or its SHA-256 "
        "(six digits or more)"
    )


def list_articles(session: Session) -> Iterator[StoredArticle]:
    """Yield every article with its statements and mismatches, in the order of their ids.

    Holds a few articles at a time.
    """
    last = 0
    while True:
        ids = session.scalars(
            select(Article.id).where(Article.id > last).order_by(Article.id).limit(_PAGE)
        ).all()
        if not ids:
            return
        yield from _read_articles(session, ids)
        last = ids[-1]


def find_texts(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Return the texts of articles, by their ids. Ask for a few at a time: a text may be long."""
    query = select(Article.id, Article.text).where(Article.id.in_(ids))
    return dict(session.execute(query).all())


def list_latest(
    session: Session,
    after: tuple[date | None, int] | None = None,
    most: int = 20,
    outlet: str | None = None,
) -> tuple[list[ListedArticle], tuple[date | None, int] | None]:
    """Return the next articles, the latest day first, undated ones last, and what follows them.

    `after` is what the page before gave; None stands for the first page, and for no next one.
    Forgotten articles are left out.
    """
    conditions = [Article.text != ""]
    if outlet is not None:
        conditions.append(is_of_outlet(session, outlet))
    rows: list[Any] = []
    if after is None or after[0] is not None:
        query = _LISTED.where(Article.published.is_not(None), *conditions)
        if after is not None:
            behind = or_(Article.published < after[0], Article.id < after[1])
            query = query.where(Article.published <= after[0], behind)
        ordered = query.order_by(Article.published.desc(), Article.id.desc())
        rows += session.execute(ordered.limit(most + 1))
    if len(rows) <= most:
        query = _LISTED.where(Article.published.is_(None), *conditions)
        if after is not None and after[0] is None:
            query = query.where(Article.id < after[1])
        rest = query.order_by(Article.id.desc()).limit(most + 1 - len(rows))
        rows += session.execute(rest)
    counts = _count_statements(session, [row.id for row in rows[:most]])
    found = [
        ListedArticle(
            *(row.id, row.external_id or row.sha256, row.title, row.outlet, row.url),
            published=row.published,
            statements=counts.get(row.id, 0),
        )
        for row in rows[:most]
    ]
    return found, ((found[-1].published, found[-1].id) if len(rows) > most else None)


def _count_statements(session: Session, ids: Sequence[int]) -> dict[int, int]:
    query = select(Statement.article_id, func.count(Statement.id)).where(
        Statement.article_id.in_(ids), Statement.listed
    )
    return dict(session.execute(query.group_by(Statement.article_id)).all())


def _conditions(key: str) -> Iterator[ColumnElement[bool]]:
    if re.fullmatch(r"[0-9]{1,9}", key):
        yield Article.id == int(key)
    yield Article.external_id == key
    digits = key.lower()
    if re.fullmatch(r"[0-9a-f]{6,64}", digits):
        yield Article.sha256.between(digits.ljust(64, "0"), digits.ljust(64, "f"))


def _read_articles(
    session: Session, ids: Sequence[int], *, raw: bool = False
) -> list[StoredArticle]:
    statements: defaultdict[int, list[StoredStatement]] = defaultdict(list)
    for statement in find_article_statements(session, ids, raw=raw):
        statements[statement.article_id].append(statement)
    mismatches: defaultdict[int, list[StoredMismatch]] = defaultdict(list)
    for mismatch in find_article_mismatches(session, ids):
        for article_id in {mismatch.first.article_id, mismatch.second.article_id}:
            mismatches[article_id].append(mismatch)
    forgotten = find_forgotten(session.connection(), ids)
    rows = session.execute(
        select(*Article.__table__.columns).where(Article.id.in_(ids)).order_by(Article.id)
    )
    return [
        StoredArticle(
            id=row.id,
            article=records.Article(
                text=row.text,
                title=row.title,
                outlet=row.outlet,
                url=row.url,
                published=row.published,
                id=row.external_id,
                body_start=row.body_start,
                origin=row.origin,
            ),
            statements=tuple(statements[row.id]),
            mismatches=tuple(mismatches[row.id]),
            forgotten=forgotten.get(row.id),
        )
        for row in rows
    ]
