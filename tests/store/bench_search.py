"""How long a search takes among many statements, on both engines, and by which plan.

    python -m tests.store.bench_search FOLDER [STATEMENTS]

It is no test, since it takes minutes: run it when `quotetrack/store/search.py` or the index is
changed. The statements are made up of words as common as those of a language are: the first is in
every other statement, the thousandth in one of a few hundred. Printed are the median of seven
searches in milliseconds, how long this process was at work (on SQLite that is the engine, whatever
else the machine does), how many statements are shown, and with `--plans` what the engine does.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, func, insert, select, text
from sqlalchemy.orm import Session

from quotetrack.records import QuoteFilter
from quotetrack.search import read_query
from quotetrack.store.engine import create_engine, read_url
from quotetrack.store.models import Article, Reading, Run, SearchEntry, Speaker, Statement
from quotetrack.store.schema import upgrade_schema
from quotetrack.store.search import search_statements
from quotetrack.store.search_index import index_missing
from tests.postgres import run_server

STATEMENTS, IN_ARTICLE, WORDS, SPEAKERS = 200_000, 10, 18, 5_000
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SHOWN = 51  # what the command asks for
SEARCHES = 7

ROOTS = [a + b + c for a in "bdgjklmnprst" for b in "aiueo" for c in ("rang", "lim", "tas", "ku")]
VOCABULARY = [
    before + root + after
    for before in ("", "men", "per", "se", "ke", "di", "ter")
    for after in ("", "an", "nya", "kan", "i", "lah")
    for root in ROOTS
]
WEIGHTS = list(accumulate(1 / (place + 2.7) for place in range(len(VOCABULARY))))


def make_queries() -> Iterator[tuple[str, str, QuoteFilter]]:
    """Yield searches: what sort, the words, the filter."""
    every, some, few, one = (VOCABULARY[place] for place in (0, 100, 1000, -1))
    none = QuoteFilter()
    year = QuoteFilter(since=date(2024, 1, 1), until=date(2024, 12, 31))
    yield "the most common word", every, none
    yield "a common word", some, none
    yield "a rare word", few, none
    yield "the rarest word", one, none
    yield "two common words", f"{every} {some}", none
    yield "three words", f"{every} {some} {few}", none
    yield "a phrase of common words", f'"{every} {VOCABULARY[1]}"', none
    yield "a phrase", f'"{some} {every}"', none
    yield "a prefix", f"{few[:5]}*", none
    yield "a common prefix", f"{every[:3]}*", none
    yield "a common word, not another", f"{some} -{every}", none
    yield "a common word of a speaker", every, QuoteFilter(speaker_ids=(7,))
    yield "a common word of a year", every, year
    yield "a common word of an outlet", some, QuoteFilter(outlet="Harian 3")


def fill(connection: Connection, statements: int) -> None:
    """Write made-up articles with their statements, all of them current."""
    chance = random.Random(1)
    run = insert(Run).returning(Run.id)
    settings = {"version": "bench", "model": "none", "config_hash": "0" * 64, "started_at": NOW}
    run_id = connection.execute(run, settings).scalar_one()
    names = [
        {"kind": "person", "key": f"s{n}", "name": f"S{n}", "created_at": NOW}
        for n in range(1, SPEAKERS + 1)
    ]
    connection.execute(insert(Speaker), names)
    for start in range(0, statements // IN_ARTICLE, 500):
        ids = range(start + 1, start + 501)
        contents = {
            id_: [
                " ".join(chance.choices(VOCABULARY, cum_weights=WEIGHTS, k=WORDS))
                for _ in range(IN_ARTICLE)
            ]
            for id_ in ids
        }
        connection.execute(insert(Article), [make_article(id_, contents[id_]) for id_ in ids])
        connection.execute(
            insert(Reading),
            [{"id": id_, "run_id": run_id, "article_id": id_, "read_at": NOW} for id_ in ids],
        )
        connection.execute(
            insert(Statement),
            [
                {
                    "reading_id": id_,
                    "article_id": id_,
                    "ordinal": ordinal,
                    "type": "direct",
                    "content": content,
                    "speaker_id": chance.randint(1, SPEAKERS),
                    "kind": "person",
                    "resolution": "full_name",
                    "rule": "bench",
                    "confidence": 0.9,
                }
                for id_ in ids
                for ordinal, content in enumerate(contents[id_])
            ],
        )


def make_article(id_: int, contents: list[str]) -> dict[str, Any]:
    """Return the row of an article of three thousand letters, in which the contents stand."""
    body = f"{id_} " + " ".join(contents)
    return {
        "id": id_, "sha256": f"{id_:064x}", "text": body.ljust(3000, "."), "body_start": 0,
        "outlet": f"Harian {id_ % 20}", "published": date(2020, 1, 1) + timedelta(id_ % 2000),
        "ingested_at": NOW,
    }  # fmt: skip


def measure(session: Session, plans: bool) -> None:
    """Print a line a search."""
    asked: list[tuple[str, Any]] = []
    connection = session.connection()

    def keep(_c: Any, _k: Any, statement: str, parameters: Any, *_: Any) -> None:
        asked.append((statement, parameters))

    for sort, words, wanted in make_queries():
        query = read_query(words)
        taken: list[float] = []
        worked: list[float] = []
        for _ in range(SEARCHES):
            start, begun = time.perf_counter(), time.process_time()
            found = list(search_statements(session, query, wanted, SHOWN))
            taken.append(1000 * (time.perf_counter() - start))
            worked.append(1000 * (time.process_time() - begun))
        shown = f"{statistics.median(taken):8.1f} ms {statistics.median(worked):8.1f} ms at work"
        print(f"{shown}  {len(found):3} shown  {sort}: {words}", flush=True)
        if plans:
            event.listen(connection.engine, "before_cursor_execute", keep)
            next(search_statements(session, query, wanted, SHOWN), None)
            event.remove(connection.engine, "before_cursor_execute", keep)
            explain = "EXPLAIN " + ("QUERY PLAN " if connection.dialect.name == "sqlite" else "")
            for row in connection.exec_driver_sql(explain + asked[0][0], asked[0][1]):
                print("           ", row[-1])
            asked.clear()


def run(url: str, statements: int, *, plans: bool) -> None:
    """Fill a database, index it and search in it."""
    upgrade_schema(url)
    engine = create_engine(read_url(url))
    with engine.begin() as connection:
        fill(connection, statements)
    with engine.begin() as connection:
        start = time.perf_counter()
        index_missing(connection)
        print(f"{connection.dialect.name}: indexed in {time.perf_counter() - start:.1f} s")
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(
                text("VACUUM ANALYZE")
            )
        print(connection.scalar(select(func.count()).select_from(SearchEntry)), "statements")
    with Session(engine) as session:
        measure(session, plans)
    engine.dispose()


def main(arguments: list[str]) -> None:
    """Run it on SQLite, then on PostgreSQL."""
    plans = "--plans" in arguments
    folder, *rest = (argument for argument in arguments if argument != "--plans")
    statements = int(rest[0]) if rest else STATEMENTS
    run(f"sqlite:///{Path(folder) / 'bench.db'}", statements, plans=plans)
    with run_server() as url:
        if url is None:
            print("no PostgreSQL server")
        else:
            run(url, statements, plans=plans)


if __name__ == "__main__":
    main(sys.argv[1:])
