"""The schema that all formats share."""

from __future__ import annotations

from quotetrack.export.row import FIELDS, read_row
from tests.export.samples import BARE, FULL, REVIEWED


def test_every_row_has_the_same_fields_in_order() -> None:
    assert tuple(read_row(FULL)) == tuple(read_row(BARE)) == FIELDS


def test_a_row_tells_what_where_and_by_which_evidence() -> None:
    row = read_row(FULL)
    assert row["content_offsets"] == [[10, 20], [30, 45]]
    assert (row["cue"], row["cue_offsets"]) == ("ujar", [22, 26])
    assert (row["source"], row["source_offsets"]) == (["Sputnik", "AFP"], [[50, 57], [60, 63]])
    assert (row["date"], row["confidence"], row["run"]) == ("2022-12-26", 0.9123, 2)
    assert (row["resolution"], row["rule"]) == ("full_name", "quotation-cue")


def test_what_is_not_there_is_none() -> None:
    row = read_row(BARE)
    absent = ("outlet", "url", "date", "cue", "cue_offsets", "mention", "speaker", "role")
    assert [row[field] for field in absent] == [None] * len(absent)
    assert row["source"] == []


def test_a_review_says_who_when_and_why() -> None:
    row = read_row(REVIEWED)
    assert (row["review"], row["reviewed_by"], row["review_note"]) == (
        *("corrected", "Rina", "seen in the video"),
    )
    assert row["reviewed_at"] == "2026-03-01T12:30:15.250000+00:00"
