"""The quotes that fit a filter."""

from __future__ import annotations

from datetime import date

from quotetrack.records import QuoteFilter, StatementType
from quotetrack.store.readings import save_readings
from quotetrack.store.session import Database
from quotetrack.store.statements import count_quotes, find_quotes
from tests.store.examples import GALUZIN, make_reading

MARCH, MAY = date(2023, 3, 1), date(2023, 5, 1)
READINGS = [
    make_reading("Retno Marsudi", "satu", outlet="Kompas.com", published=MAY),
    make_reading("Retno Marsudi", "dua", outlet="Tempo", published=MARCH),
    make_reading("Budi Karya", "tiga", outlet="KOMPAS.com", type=StatementType.INDIRECT),
    GALUZIN,  # 26 December 2022; speaker 3, and a statement without a speaker
]
ALL = [
    "Angkatan Bersenjata mendapat Iskander",
    "Kami siap … kapan saja",
    "rudal itu siap",
    "dua",
    "satu",
    "tiga",  # undated
]


FOUND: dict[QuoteFilter, list[str]] = {
    QuoteFilter(): ALL,
    QuoteFilter(speaker_ids=(1,)): ["dua", "satu"],
    QuoteFilter(speaker_ids=(1, 2)): ["dua", "satu", "tiga"],
    QuoteFilter(speaker_ids=()): [],
    QuoteFilter(type=StatementType.INDIRECT): ["rudal itu siap", "tiga"],
    QuoteFilter(outlet="kompas.com"): ["satu", "tiga"],
    QuoteFilter(outlet="Kompas com"): ["satu", "tiga"],
    QuoteFilter(outlet="Harian Kompas"): ["satu", "tiga"],
    QuoteFilter(outlet="detik"): [],
    QuoteFilter(since=MARCH): ["dua", "satu"],
    QuoteFilter(since=MARCH, until=MARCH): ["dua"],
    QuoteFilter(until=MARCH): ALL[:4],
    QuoteFilter(speaker_ids=(1,), since=MAY, type=StatementType.INDIRECT): [],
}


def test_find_quotes(database: Database, run_id: int) -> None:
    with database.session() as session:
        save_readings(session, run_id, READINGS)
    with database.session() as session:
        for wanted, contents in FOUND.items():
            found = [quote.content for quote in find_quotes(session, wanted)]
            assert (wanted, found) == (wanted, contents)
            assert count_quotes(session, wanted) == len(contents)


def test_more_than_a_page_and_less_than_all(database: Database, run_id: int) -> None:
    with database.session() as session:
        save_readings(session, run_id, [make_reading("Budi", id=str(n)) for n in range(520)])
    with database.session() as session:
        keys = [quote.article_key for quote in find_quotes(session, QuoteFilter())]
        assert keys == [str(n) for n in range(520)]
        assert next(find_quotes(session, QuoteFilter())).article_key == "0"
