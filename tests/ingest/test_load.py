"""Articles into the database: counted, committed batch by batch, the run closed in any case."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from spacy.language import Language
from sqlalchemy import func, select

from quotetrack.errors import InputError
from quotetrack.ingest import load
from quotetrack.ingest.load import Item, ingest
from quotetrack.pipeline import load_pipeline
from quotetrack.records import Article, RunCounts
from quotetrack.store.models import Article as ArticleRow
from quotetrack.store.models import Run
from quotetrack.store.session import Database


@pytest.fixture(scope="module")
def nlp() -> Language:
    """Return the pipeline."""
    return load_pipeline()


def make_articles(count: int) -> list[Item]:
    """Return so many articles, one statement each."""
    return [Article(text=f"“Harga {n},” kata Budi Santoso.", id=str(n)) for n in range(count)]


def find_runs(database: Database) -> list[tuple[int, int, bool]]:
    """Return articles and statements of each run, and whether it is closed."""
    with database.session() as session:
        return [
            (run.articles, run.statements, run.finished_at is not None)
            for run in session.scalars(select(Run).order_by(Run.id))
        ]


def count_articles(database: Database) -> int:
    """Return how many articles there are."""
    with database.session() as session:
        return session.scalar(select(func.count(ArticleRow.id))) or 0


def test_counts_and_times(database: Database, nlp: Language) -> None:
    articles = make_articles(3)
    items = [*articles, InputError("x.txt: is empty"), articles[0]]
    counts = ingest(database, nlp, items)
    assert (counts.articles, counts.skipped, counts.refused) == (3, 1, 1)
    assert (counts.statements, counts.mismatches) == (3, 0)
    assert set(counts.seconds) == {"reading", "database", "speakers"}
    assert all(seconds > 0 for seconds in counts.seconds.values())
    assert ingest(database, nlp, articles).skipped == 3
    assert find_runs(database) == [(3, 3, True), (0, 0, True)]


def test_every_item_is_reported_once_it_is_settled(database: Database, nlp: Language) -> None:
    items = [*make_articles(40), InputError("x.txt: is empty")]
    reported: list[Item] = []

    def on_item(item: Item, counts: RunCounts) -> None:
        reported.append(item)
        assert counts.articles + counts.refused >= len(reported)
        assert count_articles(database) == counts.articles

    ingest(database, nlp, items, on_item)
    assert reported == items


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_an_interrupted_run_is_closed_with_what_it_did(
    database: Database, nlp: Language, error: type[BaseException]
) -> None:
    def interrupted() -> Iterator[Item]:
        yield from make_articles(40)
        raise error

    with pytest.raises(error):
        ingest(database, nlp, interrupted())
    assert find_runs(database) == [(32, 32, True)]
    assert count_articles(database) == 32


def test_articles_are_taken_as_they_come(
    database: Database, nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "_BATCH_CHARACTERS", 100)
    taken = 0

    def endless() -> Iterator[Item]:
        nonlocal taken
        for article in make_articles(40):
            taken += 1
            yield article

    def on_item(item: Item, counts: RunCounts) -> None:
        assert taken - counts.articles == 0

    assert ingest(database, nlp, endless(), on_item).articles == 40
