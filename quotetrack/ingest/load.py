"""Articles into the database: the one place that joins ingest, pipeline, speakers and store.

Invariant: an article and all that was found in it are written in one transaction, so that a
program killed at any moment leaves each article whole or absent; the next run reads the rest,
and compares all articles where the killed one did not come to it.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from quotetrack.errors import InputError, QuotetrackError
from quotetrack.ingest.across import compare_articles
from quotetrack.pipeline import read_run_settings
from quotetrack.reading import read_articles
from quotetrack.records import Article, Reading, RunCounts, RunSettings
from quotetrack.store.claim_keys import claim_old_statements
from quotetrack.store.forgotten import explain_forgotten, find_forgotten_texts
from quotetrack.store.readings import prepare_readings, save_readings
from quotetrack.store.runs import find_unread, finish_run, start_run
from quotetrack.store.session import Database, begin_writing

if TYPE_CHECKING:
    from spacy.language import Language

Item = Article | InputError
OnItem = Callable[[Item, RunCounts], None]

# Small, so that little is read again after a crash and the lock is held briefly; the second
# limit keeps the memory flat where articles are huge.
_BATCH_ARTICLES = 32
_BATCH_CHARACTERS = 500_000


def ingest(
    database: Database, nlp: Language, items: Iterable[Item], on_item: OnItem = lambda *_: None
) -> RunCounts:
    """Return what one run over the items has done; the database then holds all that was found.

    An article that the same version, model and configuration has read before is skipped, and so
    is one that comes twice. An error among the items is counted as refused, and so is an article
    that was forgotten. `on_item` is called for each item once it is settled, with the counts so
    far. Where anything has changed since that was last done, by this run or by one that was
    killed, the speakers of all articles are identified anew and compared. Seconds are given by
    stage: `reading`, `database`, `speakers`. Raises DatabaseError; whatever was committed before it
    stays, and the run's row is closed with its counts.
    """
    counts = RunCounts(seconds=dict.fromkeys(("reading", "database", "speakers"), 0.0))
    settings = read_run_settings(nlp)
    with _timed(counts, "database"), database.session() as session:
        run_id = start_run(session, settings)
        claim_old_statements(session)
    try:
        for batch in _batches(items):
            batch = _refuse_forgotten(database, batch)
            _load_batch(database, nlp, settings, run_id, batch, counts)
            for item in batch:
                on_item(item, counts)
        with _timed(counts, "speakers"):
            counts.mismatches += compare_articles(database).mismatches
    except BaseException:
        # The first error is the one to report, even if the run's row cannot be closed either.
        with contextlib.suppress(QuotetrackError), database.session() as session:
            finish_run(session, run_id, counts)
        raise
    with database.session() as session:
        finish_run(session, run_id, counts)
    return counts


def _refuse_forgotten(database: Database, batch: list[Item]) -> list[Item]:
    """Return the batch with an error in the place of each article that was forgotten."""
    with database.session() as session:
        hashes = (item.sha256 for item in batch if isinstance(item, Article))
        forgotten = find_forgotten_texts(session, hashes)
    return [
        InputError(f"{item.origin or item.id or 'a text'}: {explain_forgotten(found)}")
        if isinstance(item, Article) and (found := forgotten.get(item.sha256))
        else item
        for item in batch
    ]


def _load_batch(
    database: Database,
    nlp: Language,
    settings: RunSettings,
    run_id: int,
    batch: list[Item],
    counts: RunCounts,
) -> None:
    articles = {item.sha256: item for item in batch if isinstance(item, Article)}
    with _timed(counts, "database"), database.session() as session:
        unread = find_unread(session, articles, settings)
    with _timed(counts, "reading"):
        readings = list(read_articles(nlp, [articles[key] for key in articles if key in unread]))
        prepare_readings(readings)
    if readings:
        with _timed(counts, "database"), database.session() as session:
            begin_writing(session)
            unread = find_unread(session, unread, settings)  # another ingest may have been faster
            readings = [reading for reading in readings if reading.article.sha256 in unread]
            save_readings(session, run_id, readings)
    _count(counts, batch, readings)


def _count(counts: RunCounts, batch: list[Item], readings: list[Reading]) -> None:
    refused = sum(isinstance(item, InputError) for item in batch)
    counts.refused += refused
    counts.articles += len(readings)
    counts.skipped += len(batch) - refused - len(readings)
    counts.statements += sum(len(reading.statements) for reading in readings)
    counts.mismatches += sum(len(reading.mismatches) for reading in readings)


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += len(item.text) if isinstance(item, Article) else 0
        if len(batch) >= _BATCH_ARTICLES or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


@contextlib.contextmanager
def _timed(counts: RunCounts, stage: str) -> Iterator[None]:
    start = time.perf_counter()
    try:
        yield
    finally:
        counts.seconds[stage] += time.perf_counter() - start
