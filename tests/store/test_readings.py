"""Readings into rows: once, again, many, at the same time, and not by halves."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import IntegrityError

from quotetrack.records import Article, QuoteFilter, Reading, Source, Span
from quotetrack.store import models
from quotetrack.store.articles import get_article
from quotetrack.store.mismatches import list_mismatches
from quotetrack.store.readings import save_reading, save_readings
from quotetrack.store.runs import start_run
from quotetrack.store.session import Database, open_database
from quotetrack.store.statements import count_quotes, find_quotes
from tests.repetitive import make_readings
from tests.store.examples import GALUZIN, NEWER, SETTINGS, make_reading


def _count(database: Database, table: type[models.Base]) -> int:
    with database.session() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_what_is_saved_is_what_is_found(database: Database, run_id: int) -> None:
    with database.session() as session:
        article_id = save_reading(session, run_id, GALUZIN)
    with database.session() as session:
        stored = get_article(session, str(article_id))
    assert stored.article == GALUZIN.article
    assert tuple(found.statement for found in stored.statements) == GALUZIN.statements
    assert tuple(found.mismatch for found in stored.mismatches) == GALUZIN.mismatches
    assert [found.content for found in stored.statements] == [
        "Angkatan Bersenjata mendapat Iskander",
        "Kami siap … kapan saja",
        "rudal itu siap",
    ]
    first = stored.statements[0]
    assert (first.cue, first.mention) == (
        "ujar",
        "Wakil Menteri Luar Negeri Rusia, Mikhail Galuzin",
    )
    assert (first.article_key, first.outlet, first.run_id) == ("idn1", "Jatimcenter.com", run_id)


def test_the_same_text_is_one_article(database: Database, run_id: int) -> None:
    again = replace(GALUZIN, article=replace(GALUZIN.article, title="Another", id="other"))
    with database.session() as session:
        ids = [save_reading(session, run_id, reading) for reading in (GALUZIN, again)]
        assert ids[0] == ids[1]
        # Immutable: as it was when it came first.
        assert get_article(session, str(ids[0])).article == GALUZIN.article
        assert count_quotes(session, QuoteFilter()) == 3


def test_a_newer_version_supersedes(database: Database, run_id: int) -> None:
    with database.session() as session:
        save_reading(session, run_id, GALUZIN)
    with database.session() as session:
        newer = replace(GALUZIN, statements=GALUZIN.statements[:1], mismatches=())
        save_reading(session, start_run(session, NEWER), newer)
    with database.session() as session:
        assert [quote.statement for quote in find_quotes(session, QuoteFilter())] == [
            GALUZIN.statements[0]
        ]
        assert list(list_mismatches(session)) == []
        old, new = session.execute(
            select(models.Reading.superseded_by, models.Reading.superseded_at).order_by(
                models.Reading.id
            )
        ).all()
    assert old.superseded_by == 2
    assert old.superseded_at is not None
    assert tuple(new) == (None, None)
    assert _count(database, models.Statement) == 4  # nothing was overwritten
    assert _count(database, models.Mismatch) == 1


@pytest.mark.parametrize("number", [0, 1, 3, 450])
def test_many_at_once(database: Database, run_id: int, number: int) -> None:
    readings = [
        make_reading(f"Budi {chr(97 + index % 20)}", id=str(index)) for index in range(number)
    ]
    with database.session() as session:
        ids = save_readings(session, run_id, readings)
    assert len(set(ids)) == number
    assert _count(database, models.Statement) == number
    assert _count(database, models.Speaker) == min(number, 20)
    with database.session() as session:
        for article_id, reading in list(zip(ids, readings, strict=True))[:5]:
            assert get_article(session, str(article_id)).article == reading.article


def test_one_article_twice_in_a_batch(database: Database, run_id: int) -> None:
    other = make_reading("Budi")
    with database.session() as session:
        ids = save_readings(session, run_id, [GALUZIN, other, GALUZIN])
        assert ids[0] == ids[2] != ids[1]
        assert count_quotes(session, QuoteFilter()) == 4
    assert _count(database, models.Reading) == 3


def test_many_readings_take_as_many_statements_as_a_few(database: Database, run_id: int) -> None:
    def save(readings: list[Reading]) -> list[str]:
        sent: list[str] = []

        def hear(_: object, __: object, statement: str, parameters: object, *___: object) -> None:
            sent.append(statement.split(" (")[0])
            # psycopg would send a list of rows row by row; sqlite3 runs through it by itself
            if postgresql and statement.startswith("INSERT"):
                assert isinstance(parameters, dict)

        with database.session() as session:
            engine = session.get_bind()
            postgresql = engine.dialect.name == "postgresql"
            event.listen(engine, "before_cursor_execute", hear)
            save_readings(session, run_id, readings)
            event.remove(engine, "before_cursor_execute", hear)
        return sent

    readings = list(make_readings(40))
    save(readings[:12])  # the names come in once
    assert len(save(readings[12:18])) == len(save(readings[18:]))


def test_an_article_without_statements(database: Database, run_id: int) -> None:
    empty = Reading(article=Article(text="Cuaca cerah."))
    with database.session() as session:
        stored = get_article(session, str(save_reading(session, run_id, empty)))
    assert (stored.statements, stored.mismatches) == ((), ())


def test_all_of_an_article_or_nothing(database: Database, run_id: int) -> None:
    wrong = replace(GALUZIN.statements[0], confidence=2.0)
    broken = replace(GALUZIN, statements=(*GALUZIN.statements, wrong))
    with pytest.raises(IntegrityError), database.session() as session:
        save_readings(session, run_id, [make_reading("Budi"), broken])
    for table in (models.Article, models.Reading, models.Statement, models.Speaker, models.Source):
        assert _count(database, table) == 0


def test_one_source_however_it_is_printed(database: Database, run_id: int) -> None:
    first = GALUZIN.statements[0]
    named = tuple(Source(name, Span(0, 5)) for name in ("AFP", "afp", "Antara"))
    reading = replace(GALUZIN, statements=(replace(first, sources=named),))
    with database.session() as session:
        save_reading(session, run_id, reading)
        (quote,) = find_quotes(session, QuoteFilter())
    assert [source.name for source in quote.statement.sources] == ["AFP", "AFP", "Antara"]


def test_two_ingests_at_once_duplicate_nothing(database_url: str) -> None:
    # The same articles, speakers and sources, in opposite order.
    readings = [GALUZIN, *(make_reading(f"Budi {chr(97 + n % 7)}", id=str(n)) for n in range(30))]
    barrier = Barrier(2)

    def ingest(batch: list[Reading]) -> None:
        with open_database(database_url) as database:
            with database.session() as session:
                run_id = start_run(session, SETTINGS)
            barrier.wait(timeout=30)
            for reading in batch:
                with database.session() as session:
                    save_reading(session, run_id, reading)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(ingest, [readings, readings[::-1]]))
    with open_database(database_url) as database:
        assert _count(database, models.Article) == 31
        assert _count(database, models.Speaker) == 8
        assert _count(database, models.Source) == 1
        assert _count(database, models.Reading) == 62
        with database.session() as session:
            assert count_quotes(session, QuoteFilter()) == 33
