"""A claim as a row."""

from __future__ import annotations

from quotetrack.export.claim_row import CLAIMS, read_claim_row
from tests.export.samples import CLAIM, FULL


def test_a_row_has_the_first_appearance_and_the_numbers_of_all() -> None:
    row = read_claim_row(CLAIM)
    assert tuple(row) == CLAIMS.names
    assert (row["first_date"], row["first_url"], row["content"]) == (
        *("2022-12-26", FULL.url, FULL.content),
    )
    assert (row["statement_ids"], row["article_ids"]) == ([5, 7], ["idn1", "idn1"])
    assert (row["appearances"], row["outlets"], row["review"]) == (2, 1, None)
