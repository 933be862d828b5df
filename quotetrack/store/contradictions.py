"""Mismatches between articles, kept with their places.

One that is found again stays the row that it was; one that is found no more is superseded.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from quotetrack.records import Contradiction, Side, Span
from quotetrack.store.current import is_current
from quotetrack.store.digests import CONTRADICTIONS
from quotetrack.store.engine import insert_numbered
from quotetrack.store.models import Article, Mismatch, Statement, StatementPart
from quotetrack.store.recording import record_listed
from quotetrack.store.rows import Row, contradiction_row
from quotetrack.store.session import begin_writing

_PAGE = 500  # values in one IN (…)
_TEXTS = 50  # mismatches whose articles' texts are held at a time


def save_contradictions(session: Session, found: Iterable[Contradiction]) -> int:
    """Return how many mismatches between articles there are that were not there before.

    The event that lists them tells as well that articles were compared, so there is always one.
    """
    begin_writing(session)
    connection, now = session.connection(), datetime.now(UTC)
    last = connection.scalar(select(func.max(Mismatch.id))) or 0
    cells = select(*Mismatch.__table__.columns).where(
        Mismatch.reading_id.is_(None), Mismatch.superseded_at.is_(None)
    )
    before = {row["key"]: dict(row) for row in session.execute(cells).mappings()}
    wanted = _leave_out_beside(session, list(found))
    kept: set[int] = set()
    new: list[Row] = []
    for start in range(0, len(wanted), _TEXTS):
        for row in _read_rows(session, wanted[start : start + _TEXTS]):
            held = before.get(row["key"])
            if held is not None and all(held[name] == value for name, value in row.items()):
                kept.add(held["id"])
            else:
                new.append(row)
    gone = [row["id"] for row in before.values() if row["id"] not in kept]
    for start in range(0, len(gone), _PAGE):
        session.execute(
            update(Mismatch)
            .where(Mismatch.id.in_(gone[start : start + _PAGE]))
            .values(superseded_at=now)
        )
    insert_numbered(connection, Mismatch, new)
    record_listed(connection, CONTRADICTIONS, last, gone, now, always=True)
    return sum(row["key"] not in before for row in new)


def _leave_out_beside(session: Session, found: list[Contradiction]) -> list[Contradiction]:
    """Return the contradictions but for those of two people who speak in one article.

    They are two, or the mismatch inside that article says all.
    """
    kept: list[Contradiction] = []
    for start in range(0, len(found), _PAGE):
        some = found[start : start + _PAGE]
        ids = {side.statement_id for contradiction in some for side in contradiction.sides}
        named = select(Statement.id, Statement.speaker_id).where(Statement.id.in_(ids))
        speakers: dict[int, int | None] = dict(session.execute(named).all())
        query = (
            select(Statement.speaker_id, Statement.article_id)
            .where(is_current())
            .where(Statement.speaker_id.in_({id_ for id_ in speakers.values() if id_ is not None}))
        )
        articles: defaultdict[int | None, set[int]] = defaultdict(set)
        for speaker, article in session.execute(query):
            articles[speaker].add(article)
        for contradiction in some:
            # An article may have been forgotten since its statements were read.
            if any(side.statement_id not in speakers for side in contradiction.sides):
                continue
            one, other = (articles[speakers[side.statement_id]] for side in contradiction.sides)
            compared = contradiction.key[0] in {"names", "holders"}
            if not compared or one.isdisjoint(other):
                kept.append(contradiction)
    return kept


def _read_rows(session: Session, found: Sequence[Contradiction]) -> Iterator[Row]:
    ids = {side.statement_id for contradiction in found for side in contradiction.sides}
    places = {row.id: row for row in session.execute(_find_places(ids))}
    for contradiction in found:
        rows = [places[side.statement_id] for side in contradiction.sides]
        first, second = map(_find_span, contradiction.sides, rows)
        yield contradiction_row(contradiction, [row.article_id for row in rows], (first, second))


def _find_places(ids: Iterable[int]) -> Any:
    return (
        select(
            Statement.id,
            Statement.article_id,
            Statement.mention_start,
            Statement.mention_end,
            StatementPart.start_char,
            StatementPart.end_char,
            Article.text,
        )
        .join(Article, Article.id == Statement.article_id)
        .join(StatementPart, StatementPart.statement_id == Statement.id)
        .where(Statement.id.in_(ids), StatementPart.ordinal == 0)
    )


def _find_span(side: Side, row: Any) -> Span:
    """Return where the words stand: in the mention, else in the article; else the mention itself.

    A statement without a mention ("ujarnya") is pointed to by its content.
    """
    words = re.compile(r"\s+".join(map(re.escape, side.printed.split())), re.IGNORECASE)
    if row.mention_start is not None:
        match = words.search(row.text, row.mention_start, row.mention_end)
        if match:
            return Span(*match.span())
    match = words.search(row.text)
    if match:
        return Span(*match.span())
    if row.mention_start is not None:
        return Span(row.mention_start, row.mention_end)
    return Span(row.start_char, row.end_char)
