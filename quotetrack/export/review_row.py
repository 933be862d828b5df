"""One decision as one row: who, when, why, about what, and whether it still holds."""

from __future__ import annotations

from quotetrack.export.schema import Field, FieldType, Row, Schema
from quotetrack.records import StoredReview

_TEXT = FieldType.TEXT


def read_review_row(stored: StoredReview) -> Row:
    """Return the row of a review."""
    review = stored.review
    return {
        "id": stored.id,
        "subject": stored.subject,
        "subject_id": stored.subject_id,
        "about": stored.about,
        "article_id": stored.article_key,
        "state": review.state.value,
        "decided_by": review.author,
        "decided_at": review.decided_at.isoformat(),
        "reason": review.reason,
        "changes": stored.changes,
        "superseded_at": stored.superseded_at.isoformat() if stored.superseded_at else None,
        "follows": stored.cause_id,
    }


REVIEWS = Schema(
    version=1,
    fields=(
        Field("id", FieldType.INTEGER, "the review's number in the database"),
        Field("subject", _TEXT, "statement, alias, mismatch, or merge: two speakers as one"),
        Field("subject_id", FieldType.INTEGER, "the number by which `review` knows it"),
        Field("about", _TEXT, "content or names; empty where they are gone"),
        Field("article_id", _TEXT, "of a statement: its article's own id, else its SHA-256"),
        Field("state", _TEXT, "open, confirmed, dismissed or corrected"),
        Field("decided_by", _TEXT, "who decided so"),
        Field("decided_at", FieldType.MOMENT, "when"),
        Field("reason", _TEXT, "why"),
        Field("changes", _TEXT, "what a correction put in place of what"),
        Field("superseded_at", FieldType.MOMENT, "when it was decided anew; empty: it holds"),
        Field("follows", FieldType.INTEGER, "the review of a name that this one follows"),
    ),
    read_row=read_review_row,
)
