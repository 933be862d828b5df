"""Lists a page at a time: each line once, in order, whatever comes in meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy.orm import Session

from quotetrack.records import QuoteFilter, ReviewState, StatementType, Verdict
from quotetrack.search import read_query
from quotetrack.store import statement_pages
from quotetrack.store.articles import list_latest
from quotetrack.store.claims import list_most_printed
from quotetrack.store.readings import save_readings
from quotetrack.store.session import Database
from quotetrack.store.speakers import list_speakers_by_name
from quotetrack.store.statement_pages import list_newest
from quotetrack.store.statement_reviews import review_statements
from quotetrack.store.tallies import Tallies
from tests.store.examples import make_reading
from tests.store.test_search import CONTENTS, FOUND

DAYS = [date(2023, 1, 2), None, date(2023, 1, 1), date(2023, 1, 2), None, date(2022, 5, 1)]


@pytest.fixture
def filled(database: Database, run_id: int) -> Database:
    """A database with an article a day of DAYS, some of them on one day, some undated."""
    readings = [
        make_reading(
            f"Ana Nomor{chr(ord('a') + number)}",
            f"Harga akan naik sebanyak {number} persen",
            outlet="Kompas" if number % 2 else "Tempo",
            published=day,
            id=f"a{number}",
        )
        for number, day in enumerate(DAYS)
    ]
    with database.session() as session:
        save_readings(session, run_id, readings)
    return database


def read_all(list_page: Callable[[Any], tuple[list[Any], Any]]) -> list[Any]:
    """Return what all pages have, one after the other."""
    found: list[Any] = []
    after: Any = None
    while True:
        page, after = list_page(after)
        found += page
        if after is None:
            return found
        assert page


@pytest.mark.parametrize("most", [1, 2, 4, 6, 7])
def test_statements_come_newest_first_and_each_once(filled: Database, most: int) -> None:
    with filled.session() as session:
        found = read_all(lambda after: list_newest(session, QuoteFilter(), None, after, most))
    assert [stored.article_key for stored in found] == ["a3", "a0", "a2", "a5", "a4", "a1"]


@pytest.mark.parametrize(
    ("wanted", "words", "keys"),
    [
        (QuoteFilter(outlet="Kompas"), None, ["a3", "a5", "a1"]),
        (QuoteFilter(since=date(2023, 1, 1)), None, ["a3", "a0", "a2"]),
        (QuoteFilter(until=date(2023, 1, 1)), None, ["a2", "a5"]),
        (QuoteFilter(type=StatementType.INDIRECT), None, []),
        (QuoteFilter(), "harga 4", ["a4"]),
        (QuoteFilter(outlet="Tempo"), "naik", ["a0", "a2", "a4"]),
    ],
)
def test_filters(filled: Database, wanted: QuoteFilter, words: str | None, keys: list[str]) -> None:
    query = read_query(words) if words else None
    with filled.session() as session:
        found = read_all(lambda after: list_newest(session, wanted, query, after, 2))
    assert [stored.article_key for stored in found] == keys


def test_of_a_speaker(filled: Database) -> None:
    with filled.session() as session:
        (first,), _ = list_newest(session, QuoteFilter(), most=1)
        wanted = QuoteFilter(speaker_ids=(first.speaker_id or 0,))
        assert list_newest(session, wanted) == ([first], None)


def test_words_are_found_without_the_index_as_by_it(
    database: Database, run_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [date(2023, 1, 1 + number // 3) for number in range(len(CONTENTS))]
    readings = [
        make_reading("Budi", words, id=str(number), published=day)
        for number, (words, day) in enumerate(zip(CONTENTS, days, strict=True))
    ]
    with database.session() as session:
        save_readings(session, run_id, readings)

        def find(text: str, near: int) -> list[str]:
            monkeypatch.setattr(statement_pages, "_NEAR_WORDS", near)
            query, wanted = read_query(text), QuoteFilter(until=date(2023, 1, 3))
            # One a page: but for the last, each is found near where it is looked for.
            found = read_all(lambda after: list_newest(session, wanted, query, after, 1))
            return [stored.article_key for stored in found]

        for text, numbers in FOUND.items():
            keys = [str(number) for number in reversed(numbers) if number < 9]
            assert [find(text, near) for near in (0, 2, 100)] == [keys, keys, keys], text


@pytest.mark.parametrize("near", [1, 3, 1000])
@pytest.mark.parametrize("most", [1, 2, 5])
def test_of_somebody_with_many(
    filled: Database, run_id: int, monkeypatch: pytest.MonkeyPatch, near: int, most: int
) -> None:
    monkeypatch.setattr(statement_pages, "_NEAR", near)
    days = [*DAYS, date(2023, 1, 1), date(2023, 1, 3)]
    more = [
        make_reading("Budi", f"Beras turun {n} persen", outlet="Tempo", published=day, id=f"b{n}")
        for n, day in enumerate(days)
    ]
    with filled.session() as session:
        save_readings(session, run_id, more)
        (newest,), _ = list_newest(session, QuoteFilter(), most=1)
        ids = (newest.speaker_id or 0,)
        said = Tallies().count(session, ids)[ids[0]].statement_ids
        for wanted, keys in (
            (QuoteFilter(ids), ["b7", "b3", "b0", "b6", "b2", "b5", "b4", "b1"]),
            (QuoteFilter(ids, until=date(2023, 1, 2)), ["b3", "b0", "b6", "b2", "b5"]),
            (QuoteFilter(ids, outlet="Kompas"), []),
        ):
            list_page = partial(list_newest, session, wanted, None, most=most, said=said)
            assert [stored.article_key for stored in read_all(list_page)] == keys


def test_a_page_goes_on_where_the_one_before_ended(filled: Database, run_id: int) -> None:
    with filled.session() as session:
        _, after = list_newest(session, QuoteFilter(), most=2)
    newer = make_reading("Budi", published=date(2024, 1, 1), id="new")
    with filled.session() as session:
        save_readings(session, run_id, [newer])
    with filled.session() as session:
        page, _ = list_newest(session, QuoteFilter(), None, after, 2)
    assert [stored.article_key for stored in page] == ["a2", "a5"]


def test_a_reviewed_statement_stands_under_its_own_number(filled: Database) -> None:
    with filled.session() as session:
        (first,), _ = list_newest(session, QuoteFilter(), most=1)
        review_statements(session, [first.id], Verdict(ReviewState.CONFIRMED, "Rina"))
    with filled.session() as session:
        (confirmed, _), _ = list_newest(session, QuoteFilter(since=date(2023, 1, 2)))
        assert confirmed.id == first.id
        review_statements(session, [first.id], Verdict(ReviewState.DISMISSED, "Rina"))
    with filled.session() as session:
        found, _ = list_newest(session, QuoteFilter())
    assert first.id not in [stored.id for stored in found]


@pytest.mark.parametrize("most", [1, 2, 5, 6])
def test_articles(filled: Database, most: int) -> None:
    with filled.session() as session:
        found = read_all(lambda after: list_latest(session, after, most))
        of_outlet = read_all(lambda after: list_latest(session, after, most, "kompas"))
    assert [article.key for article in found] == ["a3", "a0", "a2", "a5", "a4", "a1"]
    assert {article.statements for article in found} == {1}
    assert [article.key for article in of_outlet] == ["a3", "a5", "a1"]


@pytest.mark.parametrize("most", [1, 4, 6])
def test_speakers(filled: Database, most: int) -> None:
    with filled.session() as session:
        found = read_all(lambda after: list_speakers_by_name(session, after, most))
    assert [speaker.name for speaker in found] == [f"Ana Nomor{letter}" for letter in "abcdef"]


def _claims(session: Session, most: int) -> list[int]:
    found = read_all(lambda after: list_most_printed(session, after, most))
    return [claim.printed for claim in found]


@pytest.mark.parametrize("most", [1, 3, 9])
def test_claims(filled: Database, run_id: int, most: int) -> None:
    again = make_reading(
        "Ana Nomora", "Harga akan naik sebanyak 0 persen", outlet="Antara", id="again"
    )
    with filled.session() as session:
        save_readings(session, run_id, [again])
    with filled.session() as session:
        assert _claims(session, most) == [2, 1, 1, 1, 1, 1]
