"""How long the server takes for each page among many statements, on both engines.

    python -m tests.web.bench_pages ARTICLES.jsonl.gz [--engine sqlite] [--statements 5000]
    python -m tests.web.bench_pages ARTICLES.jsonl.gz --database FILE_OR_URL

It is no test, since the articles do not ship and filling two databases takes minutes; a named
database is filled where it is empty, and kept. They are filled as `tests/store/bench_lists.py`
does it, one statement of twenty as `tests/web/crowded.py` does. Printed are, in milliseconds, from
the request to the last byte and without a network:

- the first time, of an application that was started and has rehearsed as `serve` has it;
- the median of seven later ones;
- the median of three, each after somebody reviewed a statement;

and behind each how long this process was at work for it (on SQLite the engine's work is in it).
Then how many queries a page asks and how large it is. What takes longer than LIMIT, or asks more
than MOST_QUERIES, is named at the end, as is an address that was not asked for, and the exit
status is 1. `--only WORDS` asks for the addresses that have the words in them.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import cast

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, event
from starlette.types import Message, Receive, Scope, Send

import quotetrack.cli  # noqa: F401  # first: as for `serve`, it has numpy use one core
from quotetrack.ingest.officials import read_officials
from quotetrack.store.figures import count_all
from quotetrack.store.session import open_database
from quotetrack.web.app import create_app
from tests.crash import find_engines
from tests.databases import is_postgresql
from tests.store.bench_lists import (
    OFFICIALS,
    TIMES,
    fill,
    find_words,
    make_people,
    make_readings,
    settle_statistics,
)
from tests.web.addresses import TOKEN, Form, find_unasked, list_deeds, list_pages
from tests.web.crowded import make_crowded

LIMIT = 150.0  # milliseconds
MOST_QUERIES = 40  # of the fullest page; one that asks for every row has hundreds
CROWDED = 20  # one statement of so many is of the fullest pages
REVIEWS, REVIEWED = 3, 7  # after each page so many statements are reviewed, one of so many
HERE = "http://localhost"

Taken = tuple[float, float]  # milliseconds: whole, and of them this process at work


@contextmanager
def asking(url: str) -> Iterator[TestClient]:
    """Give a client of a new application on new connections, rehearsed."""
    headers = {"accept": "text/html", "authorization": f"Bearer {TOKEN}"}
    with open_database(url, replans=True) as database:
        app = create_app(database, token=TOKEN, rehearsed=True)
        watch = Watch(app)
        with TestClient(watch, HERE, headers=headers, follow_redirects=False) as client:
            start, begun = time.perf_counter(), time.process_time()
            while not app.state.rehearsal.done():
                time.sleep(0.01)
            work, whole = time.process_time() - begun, time.perf_counter() - start
            print(f"rehearsed in {whole:.1f} s, at work {work:.1f} s", flush=True)
            yield client


@contextmanager
def counted() -> Iterator[list[str]]:
    """Give a list to which whatever is asked of any engine meanwhile is added."""
    asked: list[str] = []

    def keep(_c: object, _k: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", keep)
    yield asked
    event.remove(Engine, "before_cursor_execute", keep)


class Watch:
    """Notes when the last byte of an answer was sent: nobody waits for what is done then."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self.schema = app.openapi()
        self.ended = (0.0, 0.0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def watch(message: Message) -> None:
            await send(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                self.ended = time.perf_counter(), time.process_time()

        await self._app(scope, receive, watch)


def take(client: TestClient, path: str, form: Form | None = None) -> Taken:
    """Return how long an answer took, whole and at work."""
    start, begun = time.perf_counter(), time.process_time()
    answer = client.get(path) if form is None else client.post(path, data=form)
    assert answer.status_code in (200, 303), (path, answer.text)
    whole, work = cast(Watch, client.app).ended
    return 1000 * (whole - start), 1000 * (work - begun)


def find_median(taken: Sequence[Taken]) -> Taken:
    """Return the medians of both times."""
    whole, work = (statistics.median(column) for column in zip(*taken, strict=True))
    return whole, work


def measure_page(client: TestClient, path: str, reviews: Iterator[str]) -> Iterator[str]:
    """Print the line of a page; yield what is wrong with it."""
    times = [take(client, path) for _ in range(TIMES + 1)]
    with counted() as asked:
        size = len(client.get(path).content)
    after: list[Taken] = []
    for _ in range(REVIEWS):
        take(client, next(reviews), {"action": "confirm", "by": "Ana"})
        after.append(take(client, path))
    told = {
        "first": times[0],
        "then": find_median(times[1:]),
        "after a review": find_median(after),
    }
    written = ", ".join(f"{what} {w:6.1f} ({cpu:5.1f})" for what, (w, cpu) in told.items())
    print(f"{written} ms {len(asked):3} queries {size / 1000:6.1f} kB  {path}", flush=True)
    for what, (whole, work) in told.items():
        if whole > LIMIT:
            yield f"{path} takes {whole:.0f} ms {what}, at work {work:.0f}"
    if len(asked) > MOST_QUERIES:
        yield f"{path} asks {len(asked)} queries"


def measure_deed(client: TestClient, path: str, form: Form) -> Iterator[str]:
    """Print the line of what somebody sends; yield what is wrong with it."""
    with counted() as asked:
        whole, work = take(client, path, form)
    deed = f"{path} {form.get('action', '')}"
    print(f"sent {whole:6.1f} ({work:5.1f}) ms {len(asked):3} queries  {deed}", flush=True)
    if whole > LIMIT:
        yield f"{deed} takes {whole:.0f} ms, at work {work:.0f}"


def run(url: str, file: Path, statements: int, only: str) -> Iterator[str]:
    """Fill a database if it is empty and ask for all pages; yield what is wrong."""
    words, officials = find_words(file), read_officials(OFFICIALS, 10**8)
    people = make_people(officials)
    with open_database(url, upgrade=True) as database:
        with database.session() as session:
            is_empty = count_all(session).articles == 0
        if is_empty:
            many = make_crowded(words, people[2][0], statements // CROWDED)
            rest = make_readings(file, people, statements - statements // CROWDED)
            fill(database, (r for part in (many, rest) for r in part), officials)
            if is_postgresql(url):
                settle_statistics(url)
    with asking(url) as client:
        pages = [path for path in list_pages(client, words, people) if only in path]
        deeds = list(list_deeds(client))
    reviews = (f"/statements/{id_}/review" for id_ in count(1, REVIEWED))
    with asking(url) as client:
        for path in pages:
            yield from measure_page(client, path, reviews)
        for path, form in deeds:
            yield from measure_deed(client, path, form)
        schema = cast(Watch, client.app).schema
    print(f"load {os.getloadavg()[0]:.1f}")
    asked = [*(("GET", path) for path in pages), *(("POST", path) for path, _ in deeds)]
    if not only:
        yield from (f"not asked for: {address}" for address in find_unasked(schema, asked))


def command() -> int:
    """Measure on SQLite, then on PostgreSQL, or on the database that is named."""
    parser = argparse.ArgumentParser(description="Time the pages among many statements.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--statements", type=int, default=200_000)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"])
    parser.add_argument("--database", help="a file or URL: filled where it is empty, and kept")
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    wrong: list[str] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        find_engines(given.engine or ("sqlite" if given.database else None), Path(folder)) as found,
    ):
        urls = {name: databases.create() for name, databases in found.items()}
        for name, url in {"database": given.database}.items() if given.database else urls.items():
            print(name)
            wrong += [f"{name}: {w}" for w in run(url, given.file, given.statements, given.only)]
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(command())
