"""Readings into rows: articles with all that was found in them, in a few statements a batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, and_, bindparam, select, update
from sqlalchemy.orm import Session

from quotetrack import records
from quotetrack.errors import QuotetrackError
from quotetrack.speakers.claims import read_keys
from quotetrack.store.alias_reviews import follow_aliases
from quotetrack.store.claim_keys import add_claims
from quotetrack.store.current import count_printed
from quotetrack.store.engine import insert_numbered
from quotetrack.store.forgotten import explain_forgotten, find_forgotten
from quotetrack.store.found_again import match_reviews
from quotetrack.store.integrity import join_parts
from quotetrack.store.models import Article, Mismatch, Reading, Statement
from quotetrack.store.names import Names, add_names
from quotetrack.store.recording import record_articles, record_readings
from quotetrack.store.rows import Row, article_row, mismatch_row, statement_row
from quotetrack.store.search_index import index_statements, leave_out_readings, read_entry
from quotetrack.store.session import begin_writing
from quotetrack.store.statement_rows import add_statements

_BATCH = 200  # articles; keeps the lists of keys in a query short


def prepare_readings(readings: Iterable[records.Reading]) -> None:
    """Read what will be needed of the words of statements, so that saving them takes less long.

    Nobody else can write meanwhile.
    """
    for reading in readings:
        for statement in reading.statements:
            content = join_parts(statement.content, reading.article.text)
            read_keys(content)
            read_entry(content)


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
    before = [id_ for id_ in superseded.values() if id_ is not None]
    count_printed(connection, _take_off(connection, before))
    names = add_names(connection, batch, now)
    statements = _number_statements(names, batch, article_ids, reading_ids)
    match_reviews(connection, batch, [row for _, row in statements])
    claim_ids = add_claims(connection, [row for _, row in statements], now)
    for (_, row), claim_id in zip(statements, claim_ids, strict=True):
        row["claim_id"] = claim_id
    ids = add_statements(connection, names, statements)
    index_statements(connection, ids)
    count_printed(connection, claim_ids)
    mismatches = [
        mismatch_row(mismatch, ordinal, article_id, reading_id)
        for reading, article_id, reading_id in zip(batch, article_ids, reading_ids, strict=True)
        for ordinal, mismatch in enumerate(reading.mismatches)
    ]
    insert_numbered(connection, Mismatch, mismatches)
    record_readings(connection, superseded, now)
    follow_aliases(connection, ids)
    return article_ids


def _add_articles(
    connection: Connection, articles: list[records.Article], now: datetime
) -> dict[str, int]:
    hashes = [article.sha256 for article in articles]
    found = select(Article.sha256, Article.id).where(Article.sha256.in_(hashes))
    ids: dict[str, int] = dict(connection.execute(found).all())
    rows = [article_row(article, now) for article in articles if article.sha256 not in ids]
    for row, id_ in zip(rows, insert_numbered(connection, Article, rows), strict=True):
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
    rows = [{"run_id": run_id, "article_id": id_, "read_at": now} for id_ in article_ids]
    reading_ids = insert_numbered(connection, Reading, rows)
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


def _take_off(connection: Connection, reading_ids: list[int]) -> set[int]:
    """Take the statements of superseded readings off the lists; return the claims they are of.

    What a review made of one of them stays.
    """
    if not reading_ids:
        return set()
    of_readings = and_(Statement.reading_id.in_(reading_ids), Statement.place.is_(None))
    connection.execute(update(Statement).where(of_readings).values(listed=False))
    leave_out_readings(connection, reading_ids)
    claims = connection.scalars(select(Statement.claim_id).where(of_readings).distinct())
    return {id_ for id_ in claims if id_ is not None}


def _number_statements(
    names: Names, batch: list[records.Reading], article_ids: list[int], reading_ids: list[int]
) -> list[tuple[records.Statement, Row]]:
    """Return every statement of the readings with its row."""
    return [
        (
            statement,
            statement_row(statement, reading.article.text, names)
            | {"ordinal": ordinal, "article_id": article_id, "reading_id": reading_id}
            | {"root_id": None, "listed": True},
        )
        for reading, article_id, reading_id in zip(batch, article_ids, reading_ids, strict=True)
        for ordinal, statement in enumerate(reading.statements)
    ]
