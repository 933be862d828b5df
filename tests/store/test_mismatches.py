"""Mismatches, by state."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from quotetrack.errors import NotFoundError
from quotetrack.records import ReviewState
from quotetrack.store.mismatches import list_mismatches
from quotetrack.store.models import Mismatch
from quotetrack.store.readings import save_reading
from quotetrack.store.reviews import decide_mismatch
from quotetrack.store.session import Database
from tests.store.examples import GALUZIN


@pytest.mark.parametrize(
    ("given", "state", "number"),
    [
        ("open", None, 1),
        ("open", "open", 1),
        ("open", "dismissed", 0),
        ("dismissed", "dismissed", 1),
        ("dismissed", None, 0),
        ("confirmed", None, 1),
        ("dismissed", "open", 0),
    ],
)
def test_list_mismatches(
    database: Database, run_id: int, given: str, state: str | None, number: int
) -> None:
    with database.session() as session:
        save_reading(session, run_id, GALUZIN)
        (id_,) = session.scalars(select(Mismatch.id))
        decide_mismatch(session, id_, ReviewState(given), "Ani")
    with database.session() as session:
        listed = list(list_mismatches(session, state))
    assert [found.mismatch for found in listed] == list(GALUZIN.mismatches)[:number]
    assert [(found.state, found.first.article_key) for found in listed] == [(given, "idn1")][
        :number
    ]


def test_no_such_state(database: Database) -> None:
    with database.session() as session, pytest.raises(NotFoundError, match="open, confirmed"):
        list_mismatches(session, "closed")
