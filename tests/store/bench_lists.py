"""How long what people ask takes among many statements, on both engines, and by which plan.

    python -m tests.store.bench_lists ARTICLES.jsonl.gz [--engine sqlite] [--plans]

It is no test, since the articles do not ship and filling two databases takes minutes: run it when
a query, a table or an index is changed. A sentence of an article stands for what was said; who
said it, in which office, is made up, and so is the text about it. A few speak often and most
seldom. All of it is saved, compared and logged as what `ingest` finds is.

Printed are the medians of seven times in milliseconds: until the first row came, when the engine
has found and sorted them, until all came, and how long this process was at work for all (on SQLite
the engine's work is in it). Then how many rows came, and whether a query reads all statements. With
`--plans` the engine's plan of every query follows.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.orm import Session

from quotetrack.asking import QuoteOptions
from quotetrack.choosing import choose_quotes
from quotetrack.ingest.across import compare_articles
from quotetrack.ingest.officials import read_officials
from quotetrack.records import Article, Official, QuoteFilter, Reading, Statement, StatementType
from quotetrack.search import read_query, read_words
from quotetrack.store.audit import verify
from quotetrack.store.engine import create_engine, read_url
from quotetrack.store.mismatches import list_mismatches
from quotetrack.store.officials import save_officials
from quotetrack.store.profiles import find_profile
from quotetrack.store.readings import save_readings
from quotetrack.store.review_queue import list_queue
from quotetrack.store.runs import start_run
from quotetrack.store.search import search_statements
from quotetrack.store.session import Database, open_database
from quotetrack.store.speakers import get_speakers
from quotetrack.store.statements import find_quotes
from tests.crash import find_engines
from tests.databases import is_postgresql
from tests.speakers.bench_claims import read_sentences
from tests.store.examples import SETTINGS, make_statement

OFFICIALS = Path(__file__).parents[2] / "seeds" / "officials.jsonl"
IN_ARTICLE, SPEAKERS, OUTLETS, DAYS = 10, 5_000, 20, 2_000
BATCH = 200  # articles saved at a time
SHOWN = 51  # what `search` asks for
TIMES = 7


@dataclass(frozen=True, slots=True)
class Question:
    """Something that people ask, and how the store answers it: with so many rows."""

    name: str
    ask: Callable[[Session], Iterable[object]]


def make_people(officials: list[Official]) -> list[tuple[str, str]]:
    """Return names with an office each: officials, and others made of the words of their names."""
    chance = random.Random(3)
    words = [official.name.split() for official in officials if " " in official.name]
    people = [(official.name, official.terms[0].office) for official in officials[: SPEAKERS // 10]]
    while len(people) < SPEAKERS:
        name = f"{chance.choice(words)[0]} {chance.choice(words)[-1]} {chance.choice(words)[-1]}"
        people.append((name, f"Kepala Dinas Wilayah {len(people) // 2}"))
    return people


def make_readings(file: Path, people: list[tuple[str, str]], count: int) -> Iterator[Reading]:
    """Yield readings of ten statements each, so many statements in all."""
    chance = random.Random(4)
    sentences = (sentence for _, article in read_sentences(file) for sentence in article)
    for number in range(count // IN_ARTICLE):
        said = list(islice(sentences, IN_ARTICLE))
        if len(said) < IN_ARTICLE:
            raise SystemExit(f"{file} gives {number * IN_ARTICLE} statements only")
        speakers = [people[int(len(people) * chance.random() ** 2)] for _ in range(3)]
        told = [(sentence, *chance.choice(speakers)) for sentence in said]
        body = "\n".join(f"“{sentence}” kata {role} {name}." for sentence, name, role in told)
        published = date(2020, 1, 1) + timedelta(number % DAYS)
        outlet = f"Harian {chance.randrange(OUTLETS)}"
        article = Article(f"{number}\n{body}", outlet=outlet, published=published)
        yield Reading(article, tuple(_make_statements(article.text, told, chance)), ())


def _make_statements(
    body: str, told: list[tuple[str, str, str]], chance: random.Random
) -> Iterator[Statement]:
    for sentence, name, role in told:
        statement = make_statement(
            body,
            sentence,
            speaker=name,
            mention=f"{role} {name}",
            role=role,
            type=chance.choice(list(StatementType)),
        )
        yield replace(statement, confidence=round(chance.uniform(0.3, 1), 2))


def find_words(file: Path) -> list[str]:
    """Return the words of the first articles, the most frequent first."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        texts = (json.loads(line)["text"] for line in islice(lines, 5_000))
        counts = Counter(word for text in texts for word in read_words(text))
    return [word for word, _ in counts.most_common() if word.isalpha()]


def make_questions(words: list[str], people: list[tuple[str, str]]) -> Iterator[Question]:
    """Yield what is asked."""
    # The first is part of another's name, whose appearances stay apart.
    many, name = people[0][0], people[1][0]
    yield Question("quotes of a name that many have", partial(_quote, QuoteOptions(speaker=many)))
    yield Question("quotes of a name", partial(_quote, QuoteOptions(speaker=name)))
    yield Question("quotes of a rare name", partial(_quote, QuoteOptions(speaker=people[-1][0])))
    yield Question(
        "quotes of a name, one outlet, one year",
        partial(
            _quote,
            QuoteOptions(
                speaker=name, outlet="Harian 3", since=date(2021, 1, 1), until=date(2021, 12, 31)
            ),
        ),
    )
    yield Question("quotes of a day", partial(_quote, QuoteOptions(since=date(2025, 6, 20))))
    yield Question("a speaker's profile", partial(_profile, name))
    yield Question("mismatches", list_mismatches)
    yield Question("the first 20 of the review queue", list_queue)
    for sort, query, wanted in make_searches(words):
        yield Question(f"search, {sort}: {query}", partial(_search, query, wanted))


def make_searches(words: list[str]) -> Iterator[tuple[str, str, QuoteFilter]]:
    """Yield searches: what sort, the words, the filter."""
    every, some, few, one = (words[place] for place in (0, 100, 1000, -1))
    none = QuoteFilter()
    year = QuoteFilter(since=date(2024, 1, 1), until=date(2024, 12, 31))
    yield "the most common word", every, none
    yield "a common word", some, none
    yield "a rare word", few, none
    yield "the rarest word", one, none
    yield "two common words", f"{every} {some}", none
    yield "three words", f"{every} {some} {few}", none
    yield "a phrase of common words", f'"{every} {words[1]}"', none
    yield "a phrase", f'"{some} {every}"', none
    yield "a prefix", f"{few[:5]}*", none
    yield "a common prefix", f"{every[:3]}*", none
    yield "a common word, not another", f"{some} -{every}", none
    yield "a common word of a speaker", every, QuoteFilter(speaker_ids=(7,))
    yield "a common word of a year", every, year
    yield "a common word of an outlet", some, QuoteFilter(outlet="Harian 3")


def _quote(options: QuoteOptions, session: Session) -> Iterable[object]:
    return find_quotes(session, choose_quotes(session, options)[0])


def _profile(name: str, session: Session) -> Iterable[object]:
    return [find_profile(session, speaker.id) for speaker in get_speakers(session, [name])]


def _search(words: str, wanted: QuoteFilter, session: Session) -> Iterable[object]:
    return search_statements(session, read_query(words), wanted, SHOWN)


def fill(database: Database, readings: Iterator[Reading], officials: list[Official]) -> None:
    """Save what is made up, compare it, and print how long that took."""
    with database.session() as session:
        save_officials(session, officials)
        run_id = start_run(session, SETTINGS)
    start = time.perf_counter()
    while batch := list(islice(readings, BATCH)):
        with database.session() as session:
            save_readings(session, run_id, batch)
    saved = time.perf_counter()
    compared = compare_articles(database)
    print(
        f"saved in {saved - start:.0f} s, compared in {time.perf_counter() - saved:.0f} s: "
        f"{compared.mismatches} mismatches between articles",
        flush=True,
    )


def measure(session: Session, question: Question, *, plans: bool) -> None:
    """Print the line of a question."""
    times: list[tuple[float, float, float]] = []
    for _ in range(TIMES):
        start, begun = time.perf_counter(), time.process_time()
        rows = iter(question.ask(session))
        count = sum(1 for _ in islice(rows, 1))
        first = time.perf_counter() - start
        count += sum(1 for _ in rows)
        times.append((first, time.perf_counter() - start, time.process_time() - begun))
    found = list(_explain(session, question))
    scans = any(_reads_all_statements(line) for line in found)
    medians = (1000 * statistics.median(column) for column in zip(*times, strict=True))
    print(
        "first {:7.1f} ms, all {:7.1f} ms, at work {:7.1f} ms".format(*medians),
        f"{count:6} rows  {question.name}{'  READS ALL STATEMENTS' if scans else ''}",
        flush=True,
    )
    if plans:
        print(*(f"            {line}" for line in found), sep="\n")


def _explain(session: Session, question: Question) -> Iterator[str]:
    """Yield the lines of the plans of a question's queries."""
    connection = session.connection()
    explain = "EXPLAIN " + ("QUERY PLAN " if connection.dialect.name == "sqlite" else "")
    with _heard(connection) as asked:
        list(question.ask(session))
    for statement, parameters in asked:
        for row in connection.exec_driver_sql(explain + statement, parameters):
            yield str(row[-1])


@contextmanager
def _heard(connection: Connection) -> Iterator[list[tuple[str, Any]]]:
    """Give a list to which whatever is asked of the engine meanwhile is added."""
    asked: list[tuple[str, Any]] = []

    def keep(_c: Any, _k: Any, statement: str, parameters: Any, *_: Any) -> None:
        asked.append((statement, parameters))

    event.listen(connection.engine, "before_cursor_execute", keep)
    yield asked
    event.remove(connection.engine, "before_cursor_execute", keep)


def _reads_all_statements(line: str) -> bool:
    """Return whether a line of a plan reads the whole table, on either engine."""
    return "Seq Scan on statements" in line or line.startswith("SCAN statements")


def run(url: str, file: Path, statements: int, *, plans: bool) -> None:
    """Fill a database, ask all questions and verify it."""
    officials = read_officials(OFFICIALS, 10**8)
    with open_database(url, upgrade=True) as database:
        fill(database, make_readings(file, make_people(officials), statements), officials)
        if is_postgresql(url):
            settle_statistics(url)
        with database.session() as session:
            for question in make_questions(find_words(file), make_people(officials)):
                measure(session, question, plans=plans)
        with database.session() as session:
            start = time.perf_counter()
            _, counts = verify(session)
            print(f"audit verify: {time.perf_counter() - start:.1f} s, {counts}", flush=True)


def settle_statistics(url: str) -> None:
    """Do what PostgreSQL does by itself within a minute."""
    engine = create_engine(read_url(url))
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))
    engine.dispose()


def command() -> None:
    """Ask on SQLite, then on PostgreSQL."""
    parser = argparse.ArgumentParser(description="Time what people ask among many statements.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--statements", type=int, default=200_000)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"])
    parser.add_argument("--plans", action="store_true")
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        find_engines(given.engine, Path(folder)) as engines,
    ):
        for name, databases in engines.items():
            print(name)
            run(databases.create(), given.file, given.statements, plans=given.plans)


if __name__ == "__main__":
    command()
