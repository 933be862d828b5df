"""What statements are searched by: kept with every reading and every review.

Holds the statements that lists show, as they are reviewed, and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, not_, select
from sqlalchemy.orm import Session

from quotetrack.search import find_stems, read_words
from quotetrack.store.engine import insert_rows
from quotetrack.store.models import Article, SearchEntry, Statement
from quotetrack.store.session import begin_writing

_PAGE = 500  # statements indexed at a time

# Those that are listed and not there yet.
_MISSING = (
    select(Statement.id, Statement.content, Statement.article_id, Statement.type, Article.published)
    .join(Article, Article.id == Statement.article_id)
    .outerjoin(SearchEntry, SearchEntry.statement_id == Statement.id)
    .where(Statement.listed, SearchEntry.statement_id.is_(None))
    .order_by(Statement.id)
)


@lru_cache(maxsize=1024)
def read_entry(content: str) -> tuple[str, str]:
    """Return what a content is searched by: its words, their stems."""
    words = read_words(content)
    return " ".join(words), " ".join(find_stems(words))


def index_statements(connection: Connection, ids: Sequence[int]) -> None:
    """Have the listed ones of some statements be found. The caller holds the write lock."""
    for start in range(0, len(ids), _PAGE):
        index_listed(connection, Statement.id.in_(ids[start : start + _PAGE]))


def index_listed(connection: Connection, some: ColumnElement[bool]) -> None:
    """Have those of some statements be found that are listed, and the others no more."""
    off = select(Statement.id).where(some, not_(Statement.listed))
    connection.execute(delete(SearchEntry).where(SearchEntry.statement_id.in_(off)))
    _insert_entries(connection, connection.execute(_MISSING.where(some)).all())


def leave_out_readings(connection: Connection, reading_ids: Iterable[int]) -> None:
    """Have the statements of readings be found no more, but for those that are listed still."""
    index_listed(connection, Statement.reading_id.in_(list(reading_ids)))


def index_missing(connection: Connection) -> int:
    """Return how many listed statements were not in the index; now all are.

    The caller holds the write lock.
    """
    count = last = 0
    missing = _MISSING.limit(_PAGE)
    while rows := connection.execute(missing.where(Statement.id > last)).all():
        _insert_entries(connection, rows)
        count, last = count + len(rows), rows[-1].id
    return count


def rebuild_index(session: Session) -> int:
    """Return how many statements are in the index, which is made anew from nothing."""
    begin_writing(session)
    connection = session.connection()
    connection.execute(delete(SearchEntry))
    return index_missing(connection)


def is_compared(name: str | None, kind: str, _parents: Any) -> bool:
    """Return whether alembic is to compare a table or an index with the models.

    The index, and the tables in which FTS5 keeps it, are the engine's own.
    """
    return kind not in {"table", "index"} or not str(name).startswith("search_index")


def _insert_entries(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> None:
    entries = [
        {
            "statement_id": row.id,
            "published": row.published,
            "article_id": row.article_id,
            "type": row.type,
            **dict(zip(("words", "stems"), read_entry(row.content), strict=True)),
        }
        for row in rows
    ]
    insert_rows(connection, SearchEntry, entries)
