"""Mismatches, by state."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from quotetrack.errors import NotFoundError
from quotetrack.ingest.across import compare_articles
from quotetrack.records import QuoteFilter, ReviewState, StatementType
from quotetrack.store.mismatches import list_mismatches
from quotetrack.store.models import Mismatch
from quotetrack.store.readings import save_reading, save_readings
from quotetrack.store.reviews import decide_mismatch
from quotetrack.store.session import Database
from quotetrack.store.speakers import list_speakers
from tests.store.examples import GALUZIN, make_reading


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


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        (QuoteFilter(outlet="Jatimcenter"), 1),
        (QuoteFilter(outlet="Kompas"), 0),
        (QuoteFilter(since=date(2022, 12, 26), until=date(2022, 12, 26)), 1),
        (QuoteFilter(until=date(2022, 12, 25)), 0),
        (QuoteFilter(type=StatementType.INDIRECT), 1),  # says nothing here
        (QuoteFilter(speaker_ids=(1,)), 0),  # speaks in the article, under no name of the two
        (QuoteFilter(speaker_ids=()), 0),
    ],
)
def test_list_mismatches_that_fit(
    database: Database, run_id: int, wanted: QuoteFilter, number: int
) -> None:
    with database.session() as session:
        save_reading(session, run_id, GALUZIN)
        listed = list(list_mismatches(session, wanted=wanted))
    assert len(listed) == number
    assert [found.first.url for found in listed] == [GALUZIN.article.url] * number


def test_either_side_may_fit(database: Database, run_id: int) -> None:
    galuzin = make_reading("Mikhail Galuzin", id="a", outlet="Kompas", published=date(2022, 12, 1))
    galuzyn = make_reading("Mikhail Galuzyn", id="b", outlet="Tempo", published=date(2022, 12, 3))
    with database.session() as session:
        save_readings(session, run_id, [galuzin, galuzyn])
    compare_articles(database)
    with database.session() as session:
        ids = {s.name: (s.id,) for s in list_speakers(session)}
        fitting = (
            QuoteFilter(),
            QuoteFilter(outlet="Kompas"),
            QuoteFilter(outlet="Tempo"),
            QuoteFilter(since=date(2022, 12, 3)),
            QuoteFilter(until=date(2022, 12, 1)),
            *(QuoteFilter(speaker_ids=id_) for id_ in ids.values()),
        )
        for wanted in fitting:
            assert len(list(list_mismatches(session, wanted=wanted))) == 1
        # one of the two must fit as a whole
        for other in (
            QuoteFilter(outlet="Kompas", since=date(2022, 12, 2)),
            QuoteFilter(since=date(2022, 12, 2), until=date(2022, 12, 2)),
        ):
            assert list(list_mismatches(session, wanted=other)) == []


def test_no_such_state(database: Database) -> None:
    with database.session() as session, pytest.raises(NotFoundError, match="open, confirmed"):
        list_mismatches(session, "closed")
