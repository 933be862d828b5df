"""Kill `ingest` with SIGKILL again and again, and see that nothing is lost by it.

`python -m tests.crash --points 100 --seed 1`, or `make crash`. The points are drawn at random: one
of the statements and commits that an undisturbed run sends to the database, and up to some
milliseconds after it. It is processes forked from this one that die, so that nothing is imported
twice, and what they read is made up. At every fourth point the database is a new one, whose tables
the program was making; in the others an older version has read a third of the articles before.

After each, `audit verify` must pass, and what is found in an article must be there whole. After
the next run all tables must hold what they hold after an undisturbed one; `tests/states.py` says
what is not compared.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner
from sqlalchemy import Engine, event

from quotetrack import pipeline
from quotetrack.cli import main
from quotetrack.ingest import load
from quotetrack.records import Article, Reading, RunSettings
from quotetrack.store.schema import find_revision
from tests.databases import Databases, PostgresServer, SqliteFiles
from tests.postgres import run_server
from tests.repetitive import make_readings
from tests.states import find_difference, read_articles_found, read_state
from tests.store.examples import NEWER, SETTINGS

BATCH = 8  # articles of one transaction
LATEST = 0.004  # seconds after a statement was sent
_CALLS = ("before_cursor_execute", "commit")
_context = multiprocessing.get_context("fork")


class Point:
    """A moment at which the process is killed: so long after so many calls."""

    def __init__(self, number: int | None = None, seconds: float = 0) -> None:
        self.number, self.seconds, self.count = number, seconds, 0

    def __call__(self, *_: object) -> None:
        """Count a call of the database."""
        self.count += 1
        if self.count == self.number:
            threading.Thread(target=self._die).start()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Count meanwhile what any engine sends to a database."""
        for name in _CALLS:
            event.listen(Engine, name, self)
        yield
        for name in _CALLS:
            event.remove(Engine, name, self)

    def _die(self) -> None:
        time.sleep(self.seconds)
        os.kill(os.getpid(), signal.SIGKILL)


class Series:
    """The same articles ingested into one database after another of one engine.

    Into a `new` one, or one into which an older version has read some of them.
    """

    def __init__(self, databases: Databases, folder: Path, *, new: bool) -> None:
        self._databases, self._folder = databases, folder
        readings = list(make_readings(3 * BATCH))
        self._readings = {reading.article.sha256: reading for reading in readings}
        self._all = self._write("all.jsonl", readings)
        self._template: str | None = None
        if not new:
            self._template = databases.create()
            older = self._write("older.jsonl", readings[::3])
            self._ingest(self._template, older, SETTINGS, Point())
        with self._database() as url:
            point = Point()
            self._ingest(url, self._all, NEWER, point)
            self.points = point.count
            self._state, self._found = read_state(url), read_articles_found(url)

    def kill(self, number: int, seconds: float) -> str | None:
        """Return what is wrong after a killed run or after the next one; None if nothing is."""
        with self._database() as url:
            self._ingest_killed(url, Point(number, seconds))
            problem = None
            if self._template is not None or find_revision(url) is not None:
                problem = self._verify(url) or self._find_half(url)
            self._ingest(url, self._all, NEWER, Point())
            problem = problem or self._verify(url)
            return problem or find_difference(self._state, read_state(url))

    def _find_half(self, url: str) -> str | None:
        for sha256, found in read_articles_found(url).items():
            if found != self._found[sha256]:
                return f"article {sha256} is half there"
        return None

    @contextmanager
    def _database(self) -> Iterator[str]:
        url = self._databases.create(self._template)
        yield url
        self._databases.drop(url)

    def _ingest(self, url: str, file: Path, settings: RunSettings, point: Point) -> None:
        with (
            Path(os.devnull).open("w") as nowhere,
            redirect_stdout(nowhere),
            patch.object(pipeline, "load_pipeline", lambda: None),
            patch.object(load, "read_run_settings", lambda _: settings),
            patch.object(load, "read_articles", self._read),
            patch.object(load, "_BATCH_ARTICLES", BATCH),
            point.listening(),
        ):
            main(["--db", url, "ingest", str(file)], standalone_mode=False)

    def _write(self, name: str, readings: list[Reading]) -> Path:
        lines = (json.dumps({"text": reading.article.text}) for reading in readings)
        path = self._folder / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    def _read(self, _: None, articles: Iterable[Article]) -> Iterator[Reading]:
        return (self._readings[article.sha256] for article in articles)

    def _ingest_killed(self, url: str, point: Point) -> None:
        process = _context.Process(target=self._ingest_and_wait, args=(url, point))
        process.start()
        process.join()
        if process.exitcode != -signal.SIGKILL:
            raise SystemExit(f"ingest was not killed: it ended with {process.exitcode}")

    def _ingest_and_wait(self, url: str, point: Point) -> None:
        self._ingest(url, self._all, NEWER, point)
        if point.number is not None and point.count >= point.number:
            signal.pause()  # the point is so near the end that nothing was left to disturb

    def _verify(self, url: str) -> str | None:
        result = CliRunner().invoke(main, ["--db", url, "audit", "verify"])
        return None if result.exit_code == 0 else result.stderr.strip()


def run_series(databases: Databases, folder: Path, points: int, seed: int) -> Iterator[str]:
    """Yield what went wrong, a line each."""
    numbers = random.Random(seed)
    read, new = (Series(databases, folder, new=new) for new in (False, True))
    for place in range(points):
        series = new if place % 4 == 3 else read
        number, seconds = numbers.randint(1, series.points), numbers.uniform(0, LATEST)
        problem = series.kill(number, seconds)
        if problem is not None:
            yield f"killed {seconds:.4f} s after call {number} of {series.points}: {problem}"


@contextmanager
def find_engines(wanted: str | None, folder: Path) -> Iterator[dict[str, Databases]]:
    """Give the engines that are to be had, by name."""
    found: dict[str, Databases] = {}
    if wanted != "postgresql":
        found["sqlite"] = SqliteFiles(folder)
    with nullcontext() if wanted == "sqlite" else run_server() as url:
        if url is not None:
            found["postgresql"] = PostgresServer(url)
        yield found


def command() -> int:
    """Run the series that the command line asks for; return how many points went wrong."""
    parser = argparse.ArgumentParser(description="Kill ingest at random points.")
    parser.add_argument("--points", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"])
    given = parser.parse_args()
    wrong = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        find_engines(given.engine, Path(folder)) as engines,
    ):
        for name, databases in engines.items():
            start = time.perf_counter()
            problems = []
            for line in run_series(databases, Path(folder), given.points, given.seed):
                print(f"{name}: {line}", flush=True)
                problems.append(line)
            seconds = time.perf_counter() - start
            print(f"{name}: {given.points} times killed, {len(problems)} wrong, {seconds:.0f} s")
            wrong += len(problems)
        if given.engine != "sqlite" and "postgresql" not in engines:
            print("postgresql: no server is to be had; the series was not run on it")
            wrong += given.engine == "postgresql"
    return wrong


if __name__ == "__main__":
    sys.exit(min(command(), 1))
