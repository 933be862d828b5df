"""Statements by their words: the index kept with every reading, and asked.

Holds the statements of current readings and no others. What a word is, and what a query asks for,
is decided in `quotetrack/search.py`; here both engines are asked for the same tokens.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    column,
    delete,
    insert,
    literal,
    not_,
    select,
    table,
    text,
)
from sqlalchemy.orm import Session

from quotetrack.records import QuoteFilter, StoredStatement
from quotetrack.search import Query, Term, find_stems, read_words
from quotetrack.store.identities import select_said_by
from quotetrack.store.models import Article, Reading, SearchEntry, Statement
from quotetrack.store.session import begin_writing
from quotetrack.store.statements import find_statements, read_conditions

_PAGE = 500  # statements fetched or indexed at a time

_FTS5 = table("search_index", column("rowid"))
_INDEXED = select(Statement.id, Statement.content, Article.published).join(
    Article, Article.id == Statement.article_id
)
# To the letter as the migration indexes it.
_GIN = "array_to_tsvector(string_to_array(btrim(words || ' ' || stems), ' '))"


def search_statements(
    session: Session, query: Query, wanted: QuoteFilter, limit: int | None = None
) -> Generator[StoredStatement]:
    """Yield the statements that fit query and filter, or the first few.

    By day, undated ones last, then as they were read. Streams, so do not commit while it runs.
    """
    ids = _select_fitting(session, query, wanted).limit(limit)
    # First which, then all about them: few of those that have a common word are shown.
    with session.execute(ids, execution_options={"yield_per": _PAGE}) as result:
        for page in result.scalars().partitions():
            found = {stored.id: stored for stored in find_statements(session, page)}
            yield from (found[id_] for id_ in page if id_ in found)


def index_statements(connection: Connection, ids: Sequence[int]) -> None:
    """Have statements be found. The caller holds the write lock."""
    for start in range(0, len(ids), _PAGE):
        some = Statement.id.in_(ids[start : start + _PAGE])
        _insert_entries(connection, connection.execute(_INDEXED.where(some)).all())


def read_entry(content: str) -> dict[str, str]:
    """Return what a content is searched by, as the columns of its row."""
    words = read_words(content)
    return {"words": " ".join(words), "stems": " ".join(find_stems(words))}


def leave_out_readings(connection: Connection, reading_ids: Sequence[int]) -> None:
    """Have the statements of readings that are no longer current be found no more."""
    theirs = select(Statement.id).where(Statement.reading_id.in_(reading_ids))
    connection.execute(delete(SearchEntry).where(SearchEntry.statement_id.in_(theirs)))


def index_missing(connection: Connection) -> int:
    """Return how many statements of current readings were not in the index; now all are.

    The caller holds the write lock.
    """
    missing = (
        _INDEXED.join(Reading, Reading.id == Statement.reading_id)
        .outerjoin(SearchEntry, SearchEntry.statement_id == Statement.id)
        .where(Reading.superseded_at.is_(None), SearchEntry.statement_id.is_(None))
        .order_by(Statement.id)
        .limit(_PAGE)
    )
    count = last = 0
    while rows := connection.execute(missing.where(Statement.id > last)).all():
        _insert_entries(connection, rows)
        count, last = count + len(rows), rows[-1].id
    return count


def _insert_entries(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> None:
    entries = [
        {"statement_id": row.id, "published": row.published, **read_entry(row.content)}
        for row in rows
    ]
    if entries:
        connection.execute(insert(SearchEntry), entries)


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


def _select_fitting(session: Session, query: Query, wanted: QuoteFilter) -> Select[int]:
    """Return the query for the ids of the statements that fit, in order.

    Day and words stand in one table, so that a common word needs no other.
    """
    printed = [_is_printed(term) for term in query.wanted if term.as_printed]
    printed += [not_(_is_printed(term)) for term in query.unwanted if term.as_printed]
    ids = select(SearchEntry.statement_id).where(_has_tokens(session.connection(), query), *printed)
    if wanted.since is not None:
        ids = ids.where(SearchEntry.published >= wanted.since)
    if wanted.until is not None:
        ids = ids.where(SearchEntry.published <= wanted.until)
    if wanted.speaker_ids is not None:
        ids = ids.where(SearchEntry.statement_id.in_(select_said_by(wanted.speaker_ids)))
    rest = QuoteFilter(type=wanted.type, outlet=wanted.outlet)
    if rest != QuoteFilter():
        ids = ids.join(Statement, Statement.id == SearchEntry.statement_id)
        ids = ids.join(Article, Article.id == Statement.article_id)
        ids = ids.where(*read_conditions(session, rest))
    return ids.order_by(SearchEntry.published.nulls_last(), SearchEntry.statement_id)


def _has_tokens(connection: Connection, query: Query) -> ColumnElement[bool]:
    """Return the condition that the index answers."""
    if connection.dialect.name == "postgresql":
        match = text(f"{_GIN} @@ CAST(:match AS tsquery)").bindparams(match=_write_tsquery(query))
        return and_(match)
    match = text("search_index MATCH :match").bindparams(match=_write_fts5(query))
    return SearchEntry.statement_id.in_(select(_FTS5.c.rowid).where(match))


def _is_printed(term: Term) -> ColumnElement[bool]:
    """Return whether the words of a term stand side by side."""
    words = f" {' '.join(term.tokens)}{'' if term.is_prefix else ' '}"
    return (literal(" ") + SearchEntry.words + " ").contains(words, autoescape=True)


def _write_tsquery(query: Query) -> str:
    wanted = [token for term in query.wanted for token in _list_tokens(term, "'{}'", ":*")]
    return " & ".join([*wanted, *(f"!{token}" for token in _list_unwanted(query, "'{}'", ":*"))])


def _write_fts5(query: Query) -> str:
    wanted = [token for term in query.wanted for token in _list_tokens(term, '"{}"', " *")]
    # One after the other: FTS5 takes NOT between two expressions only.
    return " NOT ".join([f"({' AND '.join(wanted)})", *_list_unwanted(query, '"{}"', " *")])


def _list_tokens(term: Term, token: str, prefix: str) -> list[str]:
    """Return the tokens of a term as an engine writes them; they hold letters and digits only."""
    written = [token.format(word) for word in term.tokens]
    return [*written[:-1], written[-1] + (prefix if term.is_prefix else "")]


def _list_unwanted(query: Query, token: str, prefix: str) -> list[str]:
    # One that has all words of a phrase may have them elsewhere: that is asked of its words.
    return [
        written
        for term in query.unwanted
        if not term.as_printed
        for written in _list_tokens(term, token, prefix)
    ]
