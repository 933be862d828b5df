"""A decision as a row."""

from __future__ import annotations

from quotetrack.export.review_row import REVIEWS, read_review_row
from tests.export.samples import DECISION


def test_a_row_has_who_when_why_and_about_what() -> None:
    row = read_review_row(DECISION)
    assert tuple(row) == REVIEWS.names
    assert (row["subject"], row["subject_id"], row["state"]) == ("statement", 7, "corrected")
    assert (row["decided_by"], row["reason"]) == ("Rina", "seen in the video")
    assert (row["superseded_at"], row["follows"]) == (None, None)
