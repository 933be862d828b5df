"""Readings into rows: articles with all that was found in them, in a few statements a batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.orm import Session

from quotetrack import records
from quotetrack.errors import QuotetrackError
from quotetrack.store.claim_keys import add_claims
from quotetrack.store.forgotten import explain_forgotten, find_forgotten
from quotetrack.store.models import (
    Article,
    Mismatch,
    Reading,
    Statement,
    StatementPart,
    StatementSource,
)
from quotetrack.store.names import Names, add_names
from quotetrack.store.recording import record_articles, record_readings
from quotetrack.store.rows import Row, article_row, mismatch_row, statement_row
from quotetrack.store.search import index_statements, leave_out_readings
from quotetrack.store.session import begin_writing

_BATCH = 200  # articles; keeps the lists of keys in a query short


def save_reading(session: Session, run_id: int, reading: records.Reading) -> int:
    """Return the id of the reading's article, saved with all that was found in it.

    The same text is one article, kept as it was when it came first. The reading becomes the
    article's current one; the one before it stays, superseded. Raises QuotetrackError for a text
    that was forgotten.
    """
    return save_readings(session, run_id, [reading])[0]


def save_readings(session: Session, run_id: int, readings: Sequence[records.Reading]) -> list[int]:
    """Return the article ids of many readings, saved as by `save_reading`; faster than one by one.

    Waits for another session that writes; then no other writes until this one ends.
    """
    begin_writing(session)
    connection = session.connection()
    article_ids: list[int] = []
    for batch in _batches(readings):
        article_ids += _save_batch(connection, run_id, batch)
    return article_ids


def _batches(readings: Sequence[records.Reading]) -> Iterator[list[records.Reading]]:
    """Yield the readings in order, the same article never twice in a batch."""
    batch: dict[str, records.Reading] = {}
    for reading in readings:
        if reading.article.sha256 in batch or len(batch) == _BATCH:
            yield list(batch.values())
            batch = {}
        batch[reading.article.sha256] = reading
    if batch:
        yield list(batch.values())


def _save_batch(connection: Connection, run_id: int, batch: list[records.Reading]) -> list[int]:
    now = datetime.now(UTC)
    by_hash = _add_articles(connection, [reading.article for reading in batch], now)
    article_ids = [by_hash[reading.article.sha256] for reading in batch]
    for forgotten in find_forgotten(connection, article_ids).values():
        raise QuotetrackError(explain_forgotten(forgotten))
    superseded = _add_readings(connection, run_id, article_ids, now)
    reading_ids = list(superseded)
    names = add_names(connection, batch, now)
    statements = _number_statements(names, batch, article_ids, reading_ids)
    claim_ids = add_claims(connection, [row for _, row in statements], now)
    for (_, row), claim_id in zip(statements, claim_ids, strict=True):
        row["claim_id"] = claim_id
    _add_statements(connection, names, statements)
    mismatches = [
        mismatch_row(mismatch, ordinal, article_id, reading_id)
        for reading, article_id, reading_id in zip(batch, article_ids, reading_ids, strict=True)
        for ordinal, mismatch in enumerate(reading.mismatches)
    ]
    if mismatches:
        connection.execute(insert(Mismatch), mismatches)
    record_readings(connection, superseded, now)
    return article_ids


def _add_articles(
    connection: Connection, articles: list[records.Article], now: datetime
) -> dict[str, int]:
    hashes = [article.sha256 for article in articles]
    found = select(Article.sha256, Article.id).where(Article.sha256.in_(hashes))
    ids: dict[str, int] = dict(connection.execute(found).all())
    rows = [article_row(article, now) for article in articles if article.sha256 not in ids]
    if rows:
        new = insert(Article).returning(Article.id, sort_by_parameter_order=True)
        for row, id_ in zip(rows, connection.execute(new, rows).scalars(), strict=True):
            row["id"] = ids[row["sha256"]] = id_
        record_articles(connection, rows, now)
    return ids


def _add_readings(
    connection: Connection, run_id: int, article_ids: list[int], now: datetime
) -> dict[int, int | None]:
    """Return the ids of new readings, one an article in order, with the ids of those superseded."""
    current = select(Reading.article_id, Reading.id).where(
        Reading.article_id.in_(article_ids), Reading.superseded_at.is_(None)
    )
    before = dict(connection.execute(current).all())
    if before:
        connection.execute(
            update(Reading).where(Reading.id.in_(before.values())).values(superseded_at=now)
        )
        leave_out_readings(connection, list(before.values()))
    rows = [{"run_id": run_id, "article_id": id_, "read_at": now} for id_ in article_ids]
    new = insert(Reading).returning(Reading.id, sort_by_parameter_order=True)
    reading_ids = list(connection.execute(new, rows).scalars())
    superseded = {
        reading_id: before.get(article_id)
        for article_id, reading_id in zip(article_ids, reading_ids, strict=True)
    }
    moved = [{"old": old, "new": new} for new, old in superseded.items() if old is not None]
    if moved:
        connection.execute(
            update(Reading)
            .where(Reading.id == bindparam("old"))
            .values(superseded_by=bindparam("new")),
            moved,
        )
    return superseded


def _number_statements(
    names: Names, batch: list[records.Reading], article_ids: list[int], reading_ids: list[int]
) -> list[tuple[records.Statement, Row]]:
    """Return every statement of the readings with its row."""
    return [
        (
            statement,
            statement_row(statement, reading.article.text, names)
            | {"ordinal": ordinal, "article_id": article_id, "reading_id": reading_id},
        )
        for reading, article_id, reading_id in zip(batch, article_ids, reading_ids, strict=True)
        for ordinal, statement in enumerate(reading.statements)
    ]


def _add_statements(
    connection: Connection, names: Names, statements: list[tuple[records.Statement, Row]]
) -> None:
    if not statements:
        return
    new = insert(Statement).returning(Statement.id, sort_by_parameter_order=True)
    ids = connection.execute(new, [row for _, row in statements]).scalars().all()
    numbered = [(id_, statement) for id_, (statement, _) in zip(ids, statements, strict=True)]
    index_statements(connection, ids)
    parts = [
        {"statement_id": id_, "ordinal": ordinal, **part._asdict()}
        for id_, statement in numbered
        for ordinal, part in enumerate(statement.content)
    ]
    if parts:
        connection.execute(insert(StatementPart), parts)
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
    if sources:
        connection.execute(insert(StatementSource), sources)
