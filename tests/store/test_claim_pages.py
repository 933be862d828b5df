"""A claim's statements a page at a time."""

from __future__ import annotations

from datetime import date

import pytest

from quotetrack.errors import NotFoundError
from quotetrack.records import Attributed, StoredStatement
from quotetrack.store.claim_pages import read_claim_part
from quotetrack.store.claims import get_claim
from quotetrack.store.readings import save_readings
from quotetrack.store.session import Database
from tests.store.test_claims import BUDI, HALF, READINGS


@pytest.fixture
def saved(database: Database, run_id: int) -> Database:
    """A database with a claim of four statements."""
    with database.session() as session:
        save_readings(session, run_id, READINGS)
    return database


@pytest.mark.parametrize("most", [1, 2, 3, 4, 50])
def test_pages_have_every_statement_once_and_in_order(saved: Database, most: int) -> None:
    listed: list[StoredStatement] = []
    after: tuple[date | None, int] | None = None
    with saved.session() as session:
        claim = get_claim(session, BUDI)
        while True:
            part = read_claim_part(session, BUDI, after, most)
            assert (part.first, part.appearances, part.outlets) == (claim.first, 4, 3)
            assert part.attributed == (
                Attributed("Budi", claim.first.speaker_id, None, ("Kompas", "Tempo", "Antara"), 4),
            )
            listed += part.statements
            after = part.follows
            if after is None:
                break
            assert len(part.statements) == most
    assert tuple(listed) == claim.statements


@pytest.mark.parametrize(
    ("after", "keys"),
    [
        ((date(2022, 12, 25), 999), ["later", "undated"]),
        ((date(2022, 12, 26), 999), ["later", "undated"]),
        ((date(2022, 12, 27), 999), ["undated"]),
        ((None, 999), []),
    ],
)
def test_a_page_goes_on_behind_a_day_where_its_statement_is_gone(
    saved: Database, after: tuple[date | None, int], keys: list[str]
) -> None:
    with saved.session() as session:
        part = read_claim_part(session, BUDI, after)
    assert [stored.article_key for stored in part.statements] == keys
    assert part.follows is None
    assert part.first.content == HALF


def test_there_is_no_such_claim(saved: Database) -> None:
    with saved.session() as session, pytest.raises(NotFoundError, match="no claim 99"):
        read_claim_part(session, 99)
