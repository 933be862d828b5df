"""One claim as one row: its first appearance, and the numbers of all of them."""

from __future__ import annotations

from quotetrack.export.row import read_review
from quotetrack.export.schema import Field, FieldType, Row, Schema
from quotetrack.records import StoredClaim

_TEXT, _INTEGER = FieldType.TEXT, FieldType.INTEGER


def read_claim_row(claim: StoredClaim) -> Row:
    """Return the row of a claim that has its statements."""
    first = claim.first
    return {
        "id": claim.id,
        "speaker": first.statement.speaker,
        "speaker_kind": first.statement.kind.value,
        "role": first.statement.role,
        "first_date": first.published.isoformat() if first.published else None,
        "first_outlet": first.outlet,
        "first_title": first.title,
        "first_article_id": first.article_key,
        "first_url": first.url,
        "type": first.statement.type.value,
        "appearances": claim.appearances,
        "outlets": claim.outlets,
        "content": first.content,
        "statement_ids": [stored.id for stored in claim.statements],
        "article_ids": [stored.article_key for stored in claim.statements],
        **read_review(first.review),
    }


CLAIMS = Schema(
    version=1,
    fields=(
        Field("id", _INTEGER, "the number by which commands know the claim"),
        Field("speaker", _TEXT, "the full name; empty where nobody is named"),
        Field("speaker_kind", _TEXT, "person, organisation or unnamed"),
        Field("role", _TEXT, "the speaker's office as first printed"),
        Field("first_date", FieldType.DAY, "of the first appearance"),
        Field("first_outlet", _TEXT, "of the first appearance"),
        Field("first_title", _TEXT, "of the article in which it first appeared"),
        Field("first_article_id", _TEXT, "that article's own id, else its SHA-256"),
        Field("first_url", _TEXT, "that article's address"),
        Field("type", _TEXT, "direct or indirect, at first"),
        Field("appearances", _INTEGER, "how many articles print it"),
        Field("outlets", _INTEGER, "how many outlets print it"),
        Field("content", _TEXT, "as first printed"),
        Field("statement_ids", _INTEGER, "of its statements, in order of appearance", many=True),
        Field("article_ids", _TEXT, "of their articles, in the same order", many=True),
        Field("review", _TEXT, "of the first statement, if somebody reviewed it"),
        Field("reviewed_by", _TEXT, "who"),
        Field("reviewed_at", FieldType.MOMENT, "when"),
        Field("review_note", _TEXT, "why"),
    ),
    read_row=read_claim_row,
)
