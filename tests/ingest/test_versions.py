"""Two versions of the pipeline read the same articles: what people decided in between is kept."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from quotetrack.ingest.load import ingest
from quotetrack.pipeline import load_pipeline
from quotetrack.records import Article, Correction, QuoteFilter, ReviewState, Verdict
from quotetrack.store.audit import verify
from quotetrack.store.run_changes import find_run_changes
from quotetrack.store.session import Database
from quotetrack.store.statement_reviews import review_statements
from quotetrack.store.statements import find_quotes
from tests.marked import plain_pipeline, read_lines, read_marked

RIGHT = Correction(speaker="Orang Yang Benar")
VERDICTS = (
    Verdict(ReviewState.CONFIRMED, "Rina"),
    Verdict(ReviewState.DISMISSED, "Rina"),
    Verdict(ReviewState.CORRECTED, "Rina", None, RIGHT),
)


def read_articles() -> list[Article]:
    """Return the packaged article and some of the one-line examples."""
    seeds = sorted((files("quotetrack.seeds") / "articles").iterdir(), key=str)
    texts = [seed.read_text(encoding="utf-8") for seed in seeds if seed.name.endswith(".txt")]
    texts += [read_marked(line).text for line, _ in read_lines("statements.txt")[:40]]
    return [Article(text) for text in dict.fromkeys(texts)]


@pytest.mark.parametrize("without_first", [True, False], ids=["a component more", "one less"])
def test_a_rerun_keeps_every_review(database: Database, *, without_first: bool) -> None:
    reduced, articles = load_pipeline(), read_articles()
    for name in ("quotetrack_indirect", "ner"):
        reduced.disable_pipe(name)
    versions = (reduced, plain_pipeline()) if without_first else (plain_pipeline(), reduced)
    ingest(database, versions[0], articles)
    with database.session() as session:
        before = [quote.id for quote in find_quotes(session, QuoteFilter())]
        for number, id_ in enumerate(before):
            review_statements(session, [id_], VERDICTS[number % 3])
    counts = ingest(database, versions[1], articles)
    assert counts.articles == len(articles)
    with database.session() as session:
        after = {quote.id: quote for quote in find_quotes(session, QuoteFilter())}
        changes = Counter(change.kind.value for change in find_run_changes(session, 1, 2))
        assert verify(session)[0] is None
    assert set(before[0::3]) | set(before[2::3]) <= after.keys()
    assert not after.keys() & set(before[1::3])
    assert {after[id_].statement.speaker for id_ in before[2::3]} == {RIGHT.speaker}
    unreviewed = [quote for quote in after.values() if quote.review is None]
    assert len(unreviewed) == changes["gained"]  # nothing rejected is back, nothing stands twice
    lost = sum(not after[id_].found for id_ in (*before[0::3], *before[2::3]))
    assert (lost > 0) is not without_first
    assert changes["changed"] > 0
