"""A speaker as a row."""

from __future__ import annotations

from quotetrack.export.speaker_row import SPEAKERS, read_speaker_row
from tests.export.samples import SPEAKER


def test_a_row_has_names_offices_and_counts() -> None:
    row = read_speaker_row(SPEAKER)
    assert tuple(row) == SPEAKERS.names
    assert row["aliases"] == ["Mikhail Galuzin", "Galuzin"]
    assert (row["kind"], row["statements"], row["reviewed"]) == ("person", 3, 1)
