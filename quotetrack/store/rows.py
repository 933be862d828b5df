"""Records as rows: which value goes into which column."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from quotetrack import records
from quotetrack.records import Span
from quotetrack.store.integrity import join_parts
from quotetrack.store.names import Names

Row = dict[str, Any]


def article_row(article: records.Article, now: datetime) -> Row:
    """Return the row of an article that comes in now."""
    return {
        "sha256": article.sha256,
        "text": article.text,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published,
        "external_id": article.id,
        "body_start": article.body_start,
        "origin": article.origin,
        "ingested_at": now,
    }


def statement_row(statement: records.Statement, text: str, names: Names) -> Row:
    """Return the row of a statement in an article's text, but for its place in a reading."""
    cue, mention = statement.cue, statement.mention
    return {
        "type": statement.type.value,
        "content": join_parts(statement.content, text),
        "cue_start": cue.start_char if cue else None,
        "cue_end": cue.end_char if cue else None,
        "cue": cue.of(text) if cue else None,
        "mention_start": mention.start_char if mention else None,
        "mention_end": mention.end_char if mention else None,
        "mention": mention.of(text) if mention else None,
        "speaker_id": names.speaker_id(statement),
        "alias_id": names.alias_id(statement, text),
        "kind": statement.kind.value,
        "role": statement.role,
        "resolution": statement.resolution.value,
        "rule": statement.rule,
        "confidence": statement.confidence,
    }


def mismatch_row(mismatch: records.Mismatch, ordinal: int, article_id: int, reading_id: int) -> Row:
    """Return the row of a mismatch inside an article."""
    names = sorted(name.lower() for name in mismatch.names)
    return _mismatch_cells(mismatch, ("article", str(article_id), *names)) | {
        "reading_id": reading_id,
        "ordinal": ordinal,
        "article_id": article_id,
        "second_article_id": article_id,
        "known": False,
    }


def contradiction_row(
    found: records.Contradiction, article_ids: Sequence[int], spans: tuple[Span, Span]
) -> Row:
    """Return the row of a mismatch between two articles, with its places in them."""
    names = (found.sides[0].printed, found.sides[1].printed)
    mismatch = records.Mismatch(found.kind, names, spans, found.score, found.evidence)
    return _mismatch_cells(mismatch, found.key) | {
        "article_id": article_ids[0],
        "second_article_id": article_ids[1],
        "known": found.known,
    }


def _mismatch_cells(mismatch: records.Mismatch, key: Sequence[str]) -> Row:
    first, second = mismatch.spans
    return {
        "kind": mismatch.kind.value,
        "first_name": mismatch.names[0],
        "first_start": first.start_char,
        "first_end": first.end_char,
        "second_name": mismatch.names[1],
        "second_start": second.start_char,
        "second_end": second.end_char,
        "score": mismatch.score,
        "evidence": mismatch.evidence,
        "key": "|".join(key),
    }
