"""One speaker as one row."""

from __future__ import annotations

from quotetrack.export.schema import Field, FieldType, Row, Schema
from quotetrack.records import StoredSpeaker


def read_speaker_row(speaker: StoredSpeaker) -> Row:
    """Return the row of a speaker."""
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind.value,
        "statements": speaker.statements,
        "articles": speaker.articles,
        "aliases": list(speaker.aliases),
        "offices": list(speaker.offices),
        "reviewed": speaker.reviewed,
    }


SPEAKERS = Schema(
    version=1,
    fields=(
        Field("id", FieldType.INTEGER, "the speaker's number in the database"),
        Field("name", FieldType.TEXT, "the full name"),
        Field("kind", FieldType.TEXT, "person, organisation or unnamed"),
        Field("statements", FieldType.INTEGER, "how many statements are the speaker's"),
        Field("articles", FieldType.INTEGER, "in how many articles"),
        Field("aliases", FieldType.TEXT, "names as printed, the most frequent first", many=True),
        Field("offices", FieldType.TEXT, "offices as printed, the most frequent first", many=True),
        Field("reviewed", FieldType.INTEGER, "how many of the statements somebody reviewed"),
    ),
    read_row=read_speaker_row,
)
