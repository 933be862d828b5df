"""One statement as one row: the schema that every format of the export shares."""

from __future__ import annotations

from quotetrack.export.schema import Field, FieldType, Row, Schema
from quotetrack.records import Review, Span, StoredStatement

_TEXT, _INTEGER, _SPAN = FieldType.TEXT, FieldType.INTEGER, FieldType.SPAN


def read_row(stored: StoredStatement) -> Row:
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
        **read_review(stored.review),
        "found": stored.found,
        "claim_id": stored.claim_id,
    }


def read_review(review: Review | None) -> Row:
    """Return what was decided, by whom, when and why."""
    return {
        "review": review.state.value if review else None,
        "reviewed_by": review.author if review else None,
        "reviewed_at": review.decided_at.isoformat() if review else None,
        "review_note": review.reason if review else None,
    }


def read_offsets(span: Span | None) -> list[int] | None:
    """Return a span as [start, end], and None for none."""
    return list(span) if span is not None else None


STATEMENTS = Schema(
    version=1,
    fields=(
        Field("article_id", _TEXT, "the input's own id of the article, else the SHA-256"),
        Field("sha256", _TEXT, "SHA-256 of the article's text in UTF-8"),
        Field("outlet", _TEXT, "who printed the article"),
        Field("title", _TEXT, "of the article"),
        Field("url", _TEXT, "of the article"),
        Field("date", FieldType.DAY, "on which the article was published"),
        Field("statement_id", _INTEGER, "the number by which commands know the statement"),
        Field("type", _TEXT, "direct or indirect"),
        Field("content", _TEXT, "what was said as printed, its parts joined by ' … '"),
        Field("content_offsets", _SPAN, "where its parts stand", many=True),
        Field("cue", _TEXT, "the reporting word as printed"),
        Field("cue_offsets", _SPAN, "where it stands"),
        Field("mention", _TEXT, "what stands for the speaker as printed"),
        Field("mention_offsets", _SPAN, "where it stands"),
        Field("speaker", _TEXT, "the full name; empty where nobody is named"),
        Field("kind", _TEXT, "person, organisation or unnamed"),
        Field("role", _TEXT, "the speaker's office as printed"),
        Field("source", _TEXT, "the media through which it came", many=True),
        Field("source_offsets", _SPAN, "where they are named", many=True),
        Field("resolution", _TEXT, "how the speaker was found"),
        Field("rule", _TEXT, "what found the statement"),
        Field("confidence", FieldType.NUMBER, "from 0 to 1"),
        Field("run", _INTEGER, "the run that read the article"),
        Field("review", _TEXT, "confirmed or corrected, if somebody reviewed it"),
        Field("reviewed_by", _TEXT, "who"),
        Field("reviewed_at", FieldType.MOMENT, "when"),
        Field("review_note", _TEXT, "why"),
        Field("found", FieldType.FLAG, "whether the article's current reading finds it"),
        Field("claim_id", _INTEGER, "the claim that it is of"),
    ),
    read_row=read_row,
)
FIELDS = STATEMENTS.names
