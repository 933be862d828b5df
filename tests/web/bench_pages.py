"""How long the server takes for each page among many statements, on both engines.

    python -m tests.web.bench_pages ARTICLES.jsonl.gz [--engine sqlite] [--statements 5000]

It is no test, since the articles do not ship and filling two databases takes minutes. They are
filled as `tests/store/bench_lists.py` does it. Printed are the first time and the median of seven
later ones in milliseconds, from the request to the last byte, without a network, and how long this
process was at work for one of them (on SQLite the engine's work is in it); then how many queries
a page asks and how large it is. A page that takes longer than LIMIT, or asks more than
MOST_QUERIES, is named at the end, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from fastapi.testclient import TestClient
from sqlalchemy import Engine, event

from quotetrack.ingest.officials import read_officials
from quotetrack.records import Official
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
    settle_statistics,
)

LIMIT = 150.0  # milliseconds
MOST_QUERIES = 40  # of the fullest page; one that asks for every row has hundreds


def list_pages(client: TestClient, file: Path, officials: list[Official]) -> Iterator[str]:
    """Yield the addresses to be asked for: the fullest of each sort, and what follows a page."""
    words = find_words(file)
    people = make_people(officials)
    yield from ("/", "/articles", "/speakers", "/claims", "/mismatches", "/log", "/export")
    yield from ("/try", "/docs")
    for path in ("/articles", "/speakers", "/claims", "/mismatches"):
        after = client.get(f"{path}.json").json()["next"]
        if after:
            yield f"{path}?{urlencode({'after': after})}"
    yield f"/mismatches/{client.get('/mismatches.json').json()['mismatches'][0]['id']}"
    yield f"/claims/{client.get('/claims.json').json()['claims'][0]['id']}"
    yield f"/articles/{client.get('/articles.json').json()['articles'][0]['id']}"
    yield from ("/statements/1", "/statements/4000")
    for name, office in (people[0], people[-1]):
        found = client.get("/search.json", params={"q": name}).json()["speakers"]
        yield f"/search?{urlencode({'q': name})}"
        yield f"/search?{urlencode({'q': office})}"
        if found:
            most = max(found, key=lambda speaker: int(speaker["statements"]))
            yield f"/speakers/{most['id']}"
            yield f"/speakers/{most['id']}?{urlencode({'q': words[100], 'outlet': 'Harian 3'})}"
    for asked in (
        words[0],
        words[100],
        words[1000],
        f"{words[1000][:5]}*",
        f'"{words[0]} {words[1]}"',
    ):
        yield f"/search?{urlencode({'q': asked})}"
    yield f"/search?{urlencode({'q': words[0], 'outlet': 'Harian 3', 'since': '2024-01-01'})}"


@contextmanager
def counted() -> Iterator[list[str]]:
    """Give a list to which whatever is asked of any engine meanwhile is added."""
    asked: list[str] = []

    def keep(_c: object, _k: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", keep)
    yield asked
    event.remove(Engine, "before_cursor_execute", keep)


def measure(client: TestClient, path: str) -> str | None:
    """Print the line of a page; return what is wrong with it."""
    times: list[float] = []
    work: list[float] = []
    for _ in range(TIMES + 1):
        start, begun = time.perf_counter(), time.process_time()
        answer = client.get(path)
        times.append(1000 * (time.perf_counter() - start))
        work.append(1000 * (time.process_time() - begun))
        assert answer.status_code == 200, (path, answer.text)
    with counted() as asked:
        client.get(path)
    median = statistics.median(times[1:])
    size = len(answer.content) / 1000
    print(
        f"first {times[0]:7.1f} ms, then {median:7.1f} ms, "
        f"at work {statistics.median(work[1:]):7.1f} ms  {len(asked):3} queries {size:6.1f} kB"
        f"  {path}",
        flush=True,
    )
    if median > LIMIT:
        return f"{path} takes {median:.0f} ms"
    return f"{path} asks {len(asked)} queries" if len(asked) > MOST_QUERIES else None


def run(url: str, file: Path, statements: int) -> list[str]:
    """Fill a database and ask for all pages; return what is wrong."""
    officials = read_officials(OFFICIALS, 10**8)
    with open_database(url, upgrade=True) as database:
        fill(database, file, officials, statements)
        if is_postgresql(url):
            settle_statistics(url)
        app = create_app(database)
        headers = {"accept": "text/html"}
        with TestClient(app, base_url="http://localhost", headers=headers) as client:
            pages = list(dict.fromkeys(list_pages(client, file, officials)))
            return [wrong for path in pages if (wrong := measure(client, path))]


def command() -> int:
    """Measure on SQLite, then on PostgreSQL."""
    parser = argparse.ArgumentParser(description="Time the pages among many statements.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--statements", type=int, default=200_000)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"])
    given = parser.parse_args()
    wrong: list[str] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        find_engines(given.engine, Path(folder)) as engines,
    ):
        for name, databases in engines.items():
            print(name)
            wrong += [f"{name}: {w}" for w in run(databases.create(), given.file, given.statements)]
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(command())
