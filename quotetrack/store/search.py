"""Statements by their words: the index kept with every reading, and asked.

Holds the statements of current readings and no others. What a word is, and what a query asks for,
is decided in `quotetrack/search.py`; here both engines are asked for the same tokens.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
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
from quotetrack.store.models import Reading, SearchEntry, Statement
from quotetrack.store.session import begin_writing
from quotetrack.store.statements import (
    IN_ORDER,
    find_statements,
    from_current,
    read_conditions,
)

_PAGE = 500  # statements fetched or indexed at a time

_FTS5 = table("search_index", column("rowid"))
# To the letter as the migration indexes it.
_GIN = "array_to_tsvector(string_to_array(btrim(words || ' ' || stems), ' '))"


def search_statements(
    session: Session, query: Query, wanted: QuoteFilter, limit: int | None = None
) -> Generator[StoredStatement]:
    """Yield the statements that fit query and filter, in the order of `find_quotes`; the first few.

    Streams, so do not commit while it runs.
    """
    fitting = Statement.id.in_(_select_entries(session.connection(), query))
    ids = (
        from_current(select(Statement.id))
        .where(fitting, *read_conditions(session, wanted))
        .order_by(*IN_ORDER)
        .limit(limit)
    )
    # First which, then all about them: few of those that fit a common word are shown.
    with session.execute(ids, execution_options={"yield_per": _PAGE}) as result:
        for page in result.scalars().partitions():
            yield from find_statements(session, page)


def index_statements(connection: Connection, statements: Iterable[tuple[int, str]]) -> None:
    """Have statements be found, each given by id and content. The caller holds the write lock."""
    rows = [{"statement_id": id_, **read_entry(content)} for id_, content in statements]
    if rows:
        connection.execute(insert(SearchEntry), rows)


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
        select(Statement.id, Statement.content)
        .join(Reading, Reading.id == Statement.reading_id)
        .outerjoin(SearchEntry, SearchEntry.statement_id == Statement.id)
        .where(Reading.superseded_at.is_(None), SearchEntry.statement_id.is_(None))
        .order_by(Statement.id)
        .limit(_PAGE)
    )
    count = last = 0
    while rows := connection.execute(missing.where(Statement.id > last)).all():
        index_statements(connection, [(row.id, row.content) for row in rows])
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


def _select_entries(connection: Connection, query: Query) -> Select[int]:
    """Return the query for the ids of the statements that fit."""
    if connection.dialect.name == "postgresql":
        match = text(f"{_GIN} @@ CAST(:match AS tsquery)").bindparams(match=_write_tsquery(query))
        found: ColumnElement[bool] = and_(match)
    else:
        match = text("search_index MATCH :match").bindparams(match=_write_fts5(query))
        found = SearchEntry.statement_id.in_(select(_FTS5.c.rowid).where(match))
    printed = [_is_printed(term) for term in query.wanted if term.as_printed]
    printed += [not_(_is_printed(term)) for term in query.unwanted if term.as_printed]
    return select(SearchEntry.statement_id).where(found, *printed)


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
