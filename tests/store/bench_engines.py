"""How fast articles come into either engine, the database's share of the time, and its size.

`python -m tests.store.bench_engines ARTICLES.jsonl.gz 500` ingests the first 500 articles of a file
into an empty database on SQLite, then on PostgreSQL: the server of the tests, which does not wait
for the disk, unless QUOTETRACK_TEST_POSTGRES_URL names another.

Of the seconds, `reading` is the pipeline's; `database` looks up what is unread and saves what was
read, with names, claims and events; `speakers` compares all articles. `driver` is what the driver
took of the latter two, waiting for the engine.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from unittest.mock import patch

from spacy.language import Language
from sqlalchemy import Engine, PoolProxiedConnection, event, text
from sqlalchemy.engine.default import DefaultDialect

from quotetrack.ingest import find_articles
from quotetrack.ingest.load import ingest
from quotetrack.pipeline import load_pipeline
from quotetrack.reading import read_articles
from quotetrack.records import Article
from quotetrack.settings import Settings
from quotetrack.store.engine import create_engine, read_url
from quotetrack.store.schema import upgrade_schema
from quotetrack.store.session import open_database
from tests.crash import find_engines
from tests.databases import Databases, find_file, is_postgresql


class Driver:
    """Seconds spent in the driver."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._start = 0.0

    def begin(self, *_: object) -> None:
        """Start the clock."""
        self._start = time.perf_counter()

    def end(self, *_: object) -> None:
        """Stop the clock."""
        self.seconds += time.perf_counter() - self._start

    def commit(self, connection: PoolProxiedConnection) -> None:
        """Commit in the dialect's place."""
        self.begin()
        connection.commit()
        self.end()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Measure whatever any engine does meanwhile."""
        heard = {"before_cursor_execute": self.begin, "after_cursor_execute": self.end}
        for name, hear in heard.items():
            event.listen(Engine, name, hear)
        with patch.object(DefaultDialect, "do_commit", lambda _, c: self.commit(c)):
            yield
        for name, hear in heard.items():
            event.remove(Engine, name, hear)


def measure_bytes(url: str) -> int:
    """Return how large a database is that nobody uses."""
    if not is_postgresql(url):
        return find_file(url).stat().st_size
    engine = create_engine(read_url(url))
    with engine.connect() as connection:
        size: int = connection.scalar(text("SELECT pg_database_size(current_database())"))
    engine.dispose()
    return size


def run(name: str, databases: Databases, nlp: Language, articles: list[Article]) -> None:
    """Ingest the articles into a new database and print what it took."""
    url, driver = databases.create(), Driver()
    upgrade_schema(url)
    empty = measure_bytes(url)
    with open_database(url) as database, driver.listening():
        start = time.perf_counter()
        counts = ingest(database, nlp, articles)
        seconds = time.perf_counter() - start
    shares = {**counts.seconds, "driver": driver.seconds}
    shown = ", ".join(f"{stage} {100 * spent / seconds:.1f} %" for stage, spent in shares.items())
    size = (measure_bytes(url) - empty) * 1000 / len(articles) / 1e6
    print(
        f"{name}: {counts.articles} articles, {counts.statements} statements, {seconds:.1f} s, "
        f"{counts.articles / seconds:.1f} articles a second; {shown}; "
        f"{size:.1f} MB for 1,000 articles",
        flush=True,
    )
    databases.drop(url)


def command() -> None:
    """Ingest the articles that the command line names, once on each engine."""
    parser = argparse.ArgumentParser(description="Ingest articles on both engines.")
    parser.add_argument("file")
    parser.add_argument("count", type=int)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"])
    given = parser.parse_args()
    items = find_articles([given.file], Settings())
    articles = list(islice((item for item in items if isinstance(item, Article)), given.count))
    nlp = load_pipeline()
    list(read_articles(nlp, articles[:20]))  # word lists and products are made ready once
    with (
        tempfile.TemporaryDirectory() as folder,
        find_engines(given.engine, Path(folder)) as engines,
    ):
        for name, databases in engines.items():
            run(name, databases, nlp, articles)


if __name__ == "__main__":
    command()
