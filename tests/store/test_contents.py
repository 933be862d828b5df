"""What a report is made of: one filter for all, and nothing left open."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from quotetrack.records import QuoteFilter
from quotetrack.store import statements
from quotetrack.store.contents import StoredContents
from quotetrack.store.readings import save_readings
from quotetrack.store.session import Database
from tests.store.examples import GALUZIN, make_reading

KOMPAS = make_reading("Budi", outlet="Kompas", published=date(2022, 12, 1))


@pytest.fixture
def filled(database: Database, run_id: int) -> Database:
    """A database with two articles."""
    with database.session() as session:
        save_readings(session, run_id, [GALUZIN, KOMPAS])
    return database


@pytest.mark.parametrize(
    ("wanted", "counts"),
    [
        (QuoteFilter(), (4, 4, 2, 1)),
        (QuoteFilter(outlet="Kompas"), (1, 1, 1, 0)),
        (QuoteFilter(since=date(2022, 12, 2)), (3, 3, 1, 1)),
    ],
)
def test_all_keep_to_the_filter(
    filled: Database, wanted: QuoteFilter, counts: tuple[int, ...]
) -> None:
    with filled.still() as session, closing(StoredContents(session, wanted)) as contents:
        streams = (
            contents.statements(),
            contents.claims(),
            contents.speakers(),
            contents.mismatches(),
        )
        assert tuple(len(list(stream)) for stream in streams) == counts
        assert list(contents.reviews()) == []
        assert contents.wikidata() == {}
        assert list(contents.texts([1])) == [1]


def test_claims_come_with_their_statements(filled: Database) -> None:
    with filled.still() as session, closing(StoredContents(session, QuoteFilter())) as contents:
        assert all(claim.statements for claim in contents.claims())


def test_what_is_not_read_to_its_end_is_closed(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "_PAGE", 1)
    with filled.still() as session:
        with closing(StoredContents(session, QuoteFilter())) as contents:
            stream = contents.statements()
            next(stream)
        assert list(stream) == []


def test_a_still_session_does_not_see_what_comes_in_meanwhile(
    filled: Database, run_id: int
) -> None:
    with filled.still() as session:
        contents = StoredContents(session, QuoteFilter())
        assert len(list(contents.speakers())) == 2
        with filled.session() as writing:
            save_readings(writing, run_id, [make_reading("Rina")])
        assert len(list(contents.speakers())) == 2
    with filled.still() as session:
        assert len(list(StoredContents(session, QuoteFilter()).speakers())) == 3
