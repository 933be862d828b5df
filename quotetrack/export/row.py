"""One statement as one row: the schema that every format of the export shares."""

from __future__ import annotations

from quotetrack.records import Span, StoredStatement

FIELDS = (
    "article_id",
    "sha256",
    "outlet",
    "title",
    "url",
    "date",
    "statement_id",
    "type",
    "content",
    "content_offsets",
    "cue",
    "cue_offsets",
    "mention",
    "mention_offsets",
    "speaker",
    "kind",
    "role",
    "source",
    "source_offsets",
    "resolution",
    "rule",
    "confidence",
    "run",
    "review",
    "reviewed_by",
    "reviewed_at",
    "review_note",
    "found",
)


def read_row(stored: StoredStatement) -> dict[str, object]:
    """Return the row of a statement, its keys those of FIELDS, its values fit for JSON.

    Offsets are [start, end] pairs in characters of the article's text, end excluded.
    """
    statement = stored.statement
    return {
        "article_id": stored.article_key,
        "sha256": stored.sha256,
        "outlet": stored.outlet,
        "title": stored.title,
        "url": stored.url,
        "date": stored.published.isoformat() if stored.published else None,
        "statement_id": stored.id,
        "type": statement.type.value,
        "content": stored.content,
        "content_offsets": [list(part) for part in statement.content],
        "cue": stored.cue,
        "cue_offsets": read_offsets(statement.cue),
        "mention": stored.mention,
        "mention_offsets": read_offsets(statement.mention),
        "speaker": statement.speaker,
        "kind": statement.kind.value,
        "role": statement.role,
        "source": [source.name for source in statement.sources],
        "source_offsets": [list(source.span) for source in statement.sources],
        "resolution": statement.resolution.value,
        "rule": statement.rule,
        "confidence": round(statement.confidence, 4),
        "run": stored.run_id,
        **_read_review(stored),
    }


def _read_review(stored: StoredStatement) -> dict[str, object]:
    """Return what was decided, and whether the article's newest reading finds the statement."""
    review = stored.review
    return {
        "review": review.state.value if review else None,
        "reviewed_by": review.author if review else None,
        "reviewed_at": review.decided_at.isoformat() if review else None,
        "review_note": review.reason if review else None,
        "found": stored.found,
    }


def read_offsets(span: Span | None) -> list[int] | None:
    """Return a span as [start, end], and None for none."""
    return list(span) if span is not None else None
