"""One mismatch as one row: both sides beside each other."""

from __future__ import annotations

from quotetrack.export.schema import Field, FieldType, Row, Schema
from quotetrack.records import StoredMismatch

_TEXT = FieldType.TEXT


def read_mismatch_row(stored: StoredMismatch) -> Row:
    """Return the row of a mismatch; lists hold the first side, then the second."""
    mismatch, review = stored.mismatch, stored.review
    places = (stored.first, stored.second)
    return {
        "id": stored.id,
        "kind": mismatch.kind.value,
        "names": list(mismatch.names),
        "article_ids": [place.article_key for place in places],
        "outlets": [place.outlet for place in places],
        "titles": [place.title for place in places],
        "urls": [place.url for place in places],
        "dates": [place.published.isoformat() if place.published else None for place in places],
        "name_offsets": [list(span) for span in mismatch.spans],
        "score": round(mismatch.score, 4),
        "known": stored.known,
        "state": stored.state.value,
        "decided_by": review.author if review else None,
        "decided_at": review.decided_at.isoformat() if review else None,
        "reason": review.reason if review else None,
        "evidence": mismatch.evidence,
    }


MISMATCHES = Schema(
    version=1,
    fields=(
        Field("id", FieldType.INTEGER, "the number by which commands know the mismatch"),
        Field("kind", _TEXT, "spelling, different_name, office, attribution or unnamed"),
        Field("names", _TEXT, "what contradicts what", pair=True),
        Field("article_ids", _TEXT, "the articles' own ids, else their SHA-256", pair=True),
        Field("outlets", _TEXT, "of the two articles", pair=True),
        Field("titles", _TEXT, "of the two articles", pair=True),
        Field("urls", _TEXT, "of the two articles", pair=True),
        Field("dates", FieldType.DAY, "of the two articles", pair=True),
        Field("name_offsets", FieldType.SPAN, "where the names stand in them", pair=True),
        Field("score", FieldType.NUMBER, "how sure it is, from 0 to 1"),
        Field("known", FieldType.FLAG, "whether the registry lists both names as one person's"),
        Field("state", _TEXT, "open, confirmed or dismissed"),
        Field("decided_by", _TEXT, "who decided so"),
        Field("decided_at", FieldType.MOMENT, "when"),
        Field("reason", _TEXT, "why"),
        Field("evidence", _TEXT, "in a sentence"),
    ),
    read_row=read_mismatch_row,
)
