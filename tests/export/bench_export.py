"""How long a report of many statements takes, and how much memory, in each format.

    python -m tests.export.bench_export ARTICLES.jsonl.gz [--statements 100000]
    python -m tests.export.bench_export --database FILE

It is no test, since the articles do not ship and making up the statements takes minutes: run it
when a writer, a row or a query of `quotetrack/store/contents.py` is changed. The statements are
those of `tests/store/bench_lists.py`; `--database` takes an SQLite file that is there already.

Printed are, for each format and subject, the seconds and the peak memory of `quotetrack export` as
a process of its own, the start of Python and all that it imports included; for how many of the
seconds it was at work; the size of the report; and what it says that it cut. A report that takes
30 s or 300 MB is marked, but for html, pdf and xlsx.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from quotetrack.export.formats import FORMATS
from quotetrack.export.schema import Subject

SECONDS, MEGABYTES = 30, 300
UNBOUNDED = {"html", "pdf", "xlsx"}
PROGRAM = "from quotetrack.cli import main; main()"


def find_pairs() -> Iterator[tuple[str, Subject]]:
    """Yield the formats, each with its subjects, or one where they hold all whatever it is."""
    for name, known in FORMATS.items():
        for subject in (Subject.STATEMENTS,) if name in UNBOUNDED else known.subjects:
            if subject is not Subject.REVIEWS:
                yield name, subject


def make_database(file: str, articles: Path, statements: int) -> None:
    """Make a database with so many statements that are made up of articles.

    In a process of its own, and imported there only: Linux counts the memory of the process that
    starts another as the other's.
    """
    from quotetrack.ingest.officials import read_officials
    from quotetrack.store.session import open_database
    from tests.store.bench_lists import OFFICIALS, fill, make_people, make_readings

    officials = read_officials(OFFICIALS, 10**8)
    with open_database(file, upgrade=True) as database:
        fill(database, make_readings(articles, make_people(officials), statements), officials)


def measure(
    database: str, format_: str, subject: Subject, file: Path
) -> tuple[float, float, float, str]:
    """Return the seconds, those at work and the megabytes of a report, and what it tells."""
    command = ["--db", database, "export", subject.value, "--format", format_, "-o", str(file)]
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    told = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)  # of this child alone
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: {told}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, told.strip()


def run(database: str, folder: Path) -> None:
    """Print a line for each report."""
    for format_, subject in find_pairs():
        file = folder / "report"
        seconds, work, megabytes, told = measure(database, format_, subject, file)
        over = format_ not in UNBOUNDED and (seconds >= SECONDS or megabytes >= MEGABYTES)
        size = file.stat().st_size / 1e6
        print(
            f"{format_:<14}{subject:<11}{seconds:6.1f} s, at work {work:5.1f} s {megabytes:6.0f} MB"
            f"{size:8.1f} MB written"
            f"{'  TOO MUCH' if over else ''}{f'  {told}' if told else ''}",
            flush=True,
        )


def command() -> None:
    """Fill a database unless one is given, and write all reports of it."""
    parser = argparse.ArgumentParser(description="Time reports of many statements.")
    parser.add_argument("articles", type=Path, nargs="?")
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--database")
    given = parser.parse_args()
    if (given.articles is None) is (given.database is None):
        parser.error("give either the articles or a database")
    with tempfile.TemporaryDirectory() as folder:
        database = given.database
        if database is None:
            database = str(Path(folder) / "bench.db")
            arguments = (database, given.articles, given.statements)
            process = multiprocessing.get_context("spawn").Process(
                target=make_database, args=arguments
            )
            process.start()
            process.join()
        run(database, Path(folder))


if __name__ == "__main__":
    command()
