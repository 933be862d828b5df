"""What may be wrong inside a database whose schema is right: damage, and rows that do not agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import DatabaseError as DriverError

from quotetrack.records import Span
from quotetrack.store.models import Article, Reading, SearchEntry, Statement, StatementPart

_PAGE = 50


def find_damage(connection: Connection) -> Iterator[str]:
    """Yield what SQLite itself finds wrong, a sentence each; PostgreSQL keeps watch by itself."""
    if connection.dialect.name != "sqlite":
        return
    try:
        for (message,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if message != "ok":
                yield f"the file is damaged: {message}"
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"table {row[0]}, row {row[1]}, refers to a row of {row[2]} that does not exist"
    except DriverError as error:
        if getattr(error.orig, "sqlite_errorname", "") != "SQLITE_CORRUPT":
            raise
        yield f"the file is damaged: {error.orig}"


def find_broken_rows(connection: Connection) -> Iterator[str]:
    """Yield every statement that is not its article's text at its offsets, a sentence each.

    Holds a few articles at a time. Whether a text is the one that came in is for `audit.py`.
    """
    last = 0
    while True:
        articles = connection.execute(
            select(Article.id, Article.text)
            .where(Article.id > last)
            .order_by(Article.id)
            .limit(_PAGE)
        ).all()
        if not articles:
            return
        last = articles[-1].id
        texts = {article.id: article.text for article in articles}
        yield from _find_broken_statements(connection, texts)


def _find_broken_statements(connection: Connection, texts: dict[int, str]) -> Iterator[str]:
    statements = connection.execute(
        select(
            *Statement.__table__.columns,
            Reading.article_id.label("read_article_id"),
            *(SearchEntry.words, SearchEntry.stems),
        )
        .join(Reading, Reading.id == Statement.reading_id)
        .outerjoin(SearchEntry, SearchEntry.statement_id == Statement.id)
        .where(Statement.article_id.in_(texts))
        .order_by(Statement.id)
    ).all()
    parts: dict[int, list[Span]] = {}
    for part in connection.execute(
        select(StatementPart.statement_id, StatementPart.start_char, StatementPart.end_char)
        .join(Statement, Statement.id == StatementPart.statement_id)
        .where(Statement.article_id.in_(texts))
        .order_by(StatementPart.statement_id, StatementPart.ordinal)
    ):
        parts.setdefault(part.statement_id, []).append(Span(part.start_char, part.end_char))
    for statement in statements:
        place = f"statement {statement.id} of article {statement.article_id}"
        if statement.read_article_id != statement.article_id:
            yield f"{place}: its reading is of article {statement.read_article_id}"
        different = _find_differences(
            statement, parts.get(statement.id, []), texts[statement.article_id]
        )
        for what in different:
            yield f"{place}: its {what} is not the article's text at its offsets"
        if not different and not _is_searched_as_printed(statement):
            yield f"{place}: the search index is not of its words: run 'quotetrack db reindex'"


def _find_differences(statement: Row[*tuple[Any, ...]], parts: list[Span], text: str) -> list[str]:
    printed = {
        "content": join_parts(parts, text),
        "cue": _read_text(statement.cue_start, statement.cue_end, text),
        "mention": _read_text(statement.mention_start, statement.mention_end, text),
    }
    return [what for what, words in printed.items() if getattr(statement, what) != words]


def _is_searched_as_printed(statement: Row[*tuple[Any, ...]]) -> bool:
    # Here, not above: what only opens a database need not wait for it.
    from quotetrack.store.search_index import read_entry

    if not statement.listed:
        return statement.words is None
    return (statement.words, statement.stems) == read_entry(statement.content)


def _read_text(start: int | None, end: int | None, text: str) -> str | None:
    return None if start is None or end is None else text[start:end]


def join_parts(parts: list[Span] | tuple[Span, ...], text: str) -> str:
    """Return the stretches of a text that make up one content, as printed, joined by ' … '."""
    return " … ".join(part.of(text) for part in parts)
