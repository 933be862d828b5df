"""Which claims are listed, with which counts, and which appearance is the first."""

from __future__ import annotations

from datetime import date

import pytest

from quotetrack.errors import NotFoundError
from quotetrack.records import QuoteFilter, StatementType
from quotetrack.store import claims
from quotetrack.store.claims import get_claim, list_claims
from quotetrack.store.readings import save_readings
from quotetrack.store.runs import start_run
from quotetrack.store.session import Database
from tests.store.examples import GALUZIN, NEWER, make_reading

PRICES = "Pemerintah akan menurunkan harga beras di seluruh pasar tradisional pada bulan depan"
HALF = " ".join(PRICES.split()[:8])
READINGS = [
    make_reading("Budi", PRICES, id="undated", outlet="Antara"),
    make_reading("Budi", PRICES, id="later", outlet="Tempo", published=date(2022, 12, 27)),
    make_reading("Budi", HALF, id="first", outlet="Kompas", published=date(2022, 12, 25)),
    make_reading("Budi", PRICES, id="same day", outlet="Tempo", published=date(2022, 12, 25)),
    make_reading("Rina", PRICES, id="other", published=date(2022, 12, 24)),
    make_reading("Rina", "Ya", id="short", outlet="Tempo"),
]
BUDI, RINA, SHORT = 1, 2, 3


@pytest.fixture
def saved(database: Database, run_id: int) -> Database:
    """A database with READINGS."""
    with database.session() as session:
        save_readings(session, run_id, READINGS)
    return database


def test_appearances_in_order(saved: Database) -> None:
    with saved.session() as session:
        claim = get_claim(session, BUDI)
    keys = [stored.article_key for stored in claim.statements]
    assert keys == ["first", "same day", "later", "undated"]
    assert (claim.first.content, claim.appearances, claim.outlets) == (HALF, 4, 3)


@pytest.mark.parametrize("page", [1, 500])
@pytest.mark.parametrize("raw", [False, True])
def test_whole_claims_have_all_their_statements(
    saved: Database, monkeypatch: pytest.MonkeyPatch, page: int, raw: bool
) -> None:
    monkeypatch.setattr(claims, "_PAGE", page)
    wanted = QuoteFilter(outlet="Tempo", raw=raw)
    with saved.session() as session:
        whole = list(list_claims(session, wanted, whole=True))
        assert whole == [get_claim(session, claim.id, raw=raw) for claim in whole]
    assert [(claim.id, len(claim.statements)) for claim in whole] == [(BUDI, 4), (SHORT, 1)]
    assert {stored.claim_id for stored in whole[0].statements} == {BUDI}


def test_get_claim_says_the_same_as_the_list(saved: Database) -> None:
    with saved.session() as session:
        for claim in list_claims(session, QuoteFilter()):
            same = get_claim(session, claim.id)
            assert (same.first, same.appearances, same.outlets) == (
                claim.first,
                claim.appearances,
                claim.outlets,
            )


@pytest.mark.parametrize(
    ("wanted", "least", "found"),
    [
        (QuoteFilter(), 1, [RINA, BUDI, SHORT]),
        (QuoteFilter(), 2, [BUDI]),
        (QuoteFilter(), 5, []),
        (QuoteFilter(speaker_ids=(2,)), 1, [RINA, SHORT]),
        (QuoteFilter(speaker_ids=()), 1, []),
        (QuoteFilter(outlet="TEMPO"), 1, [BUDI, SHORT]),
        (QuoteFilter(outlet="TEMPO"), 4, [BUDI]),
        (QuoteFilter(since=date(2022, 12, 26)), 1, [BUDI]),
        (QuoteFilter(until=date(2022, 12, 24)), 1, [RINA]),
        # one statement must fit as a whole
        (QuoteFilter(outlet="Antara", since=date(2022, 12, 1)), 1, []),
        (QuoteFilter(type=StatementType.INDIRECT), 1, []),
    ],
)
@pytest.mark.parametrize("page", [1, 500])
def test_list(
    saved: Database,
    monkeypatch: pytest.MonkeyPatch,
    wanted: QuoteFilter,
    least: int,
    found: list[int],
    page: int,
) -> None:
    monkeypatch.setattr(claims, "_PAGE", page)
    with saved.session() as session:
        assert [claim.id for claim in list_claims(session, wanted, least)] == found


def test_an_article_that_prints_it_twice_is_one_appearance(database: Database, run_id: int) -> None:
    reading = make_reading("Budi", PRICES)
    twice = (*reading.statements, *reading.statements)
    with database.session() as session:
        save_readings(session, run_id, [type(reading)(reading.article, twice)])
        (claim,) = list_claims(session, QuoteFilter())
        assert (claim.appearances, claim.outlets) == (1, 0)
        assert len(get_claim(session, claim.id).statements) == 2


def test_what_was_superseded_is_not_listed(database: Database, run_id: int) -> None:
    with database.session() as session:
        save_readings(session, run_id, [GALUZIN])
        save_readings(session, start_run(session, NEWER), [type(GALUZIN)(GALUZIN.article)])
        assert list(list_claims(session, QuoteFilter())) == []
        with pytest.raises(NotFoundError, match="no claim 1 in the database"):
            get_claim(session, 1)
