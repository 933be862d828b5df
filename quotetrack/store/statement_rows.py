"""Statements into rows, with their contents and sources: a reading's, or those of a review."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from quotetrack import records
from quotetrack.store.engine import insert_numbered, insert_rows
from quotetrack.store.models import Statement, StatementPart, StatementSource
from quotetrack.store.names import Names
from quotetrack.store.rows import Row


def add_statements(
    connection: Connection, names: Names, statements: Sequence[tuple[records.Statement, Row]]
) -> list[int]:
    """Return the ids of new statements, given each with its row, in order."""
    if not statements:
        return []
    ids = insert_numbered(connection, Statement, [row for _, row in statements])
    numbered = [(id_, statement) for id_, (statement, _) in zip(ids, statements, strict=True)]
    parts = [
        {"statement_id": id_, "ordinal": ordinal, **part._asdict()}
        for id_, statement in numbered
        for ordinal, part in enumerate(statement.content)
    ]
    insert_rows(connection, StatementPart, parts)
    sources = [
        {
            "statement_id": id_,
            "ordinal": ordinal,
            "source_id": names.source_id(source),
            **source.span._asdict(),
        }
        for id_, statement in numbered
        for ordinal, source in enumerate(statement.sources)
    ]
    insert_rows(connection, StatementSource, sources)
    return ids
