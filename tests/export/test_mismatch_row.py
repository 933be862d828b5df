"""A mismatch as a row."""

from __future__ import annotations

from quotetrack.export.mismatch_row import MISMATCHES, read_mismatch_row
from tests.export.samples import MISMATCH


def test_a_row_has_both_sides_and_what_was_decided() -> None:
    row = read_mismatch_row(MISMATCH)
    assert tuple(row) == MISMATCHES.names
    assert row["names"] == ["Mikhail Galuzin", "Mikhail Galuzyn"]
    assert row["urls"] == ["https://example.org/1", None]
    assert (row["dates"], row["name_offsets"]) == (["2022-12-26", None], [[10, 25], [3, 18]])
    assert (row["state"], row["decided_by"]) == ("confirmed", "Rina")
    assert all(len(row[field.name]) == 2 for field in MISMATCHES.fields if field.pair)
