"""Records as rows: which value goes into which column."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from quotetrack import records
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
    """Return the row of a mismatch, open until somebody decides."""
    first, second = mismatch.spans
    return {
        "reading_id": reading_id,
        "article_id": article_id,
        "ordinal": ordinal,
        "kind": mismatch.kind.value,
        "first_name": mismatch.names[0],
        "first_start": first.start_char,
        "first_end": first.end_char,
        "second_name": mismatch.names[1],
        "second_start": second.start_char,
        "second_end": second.end_char,
        "score": mismatch.score,
        "evidence": mismatch.evidence,
        "state": "open",
    }
