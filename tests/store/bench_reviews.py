"""What becomes of reviews when another version of the pipeline reads the articles again.

    python -m tests.store.bench_reviews FOLDER [SEED]

FOLDER holds `gold/dev.jsonl`, of which the texts alone are read. It is no test, since the articles
do not ship. One version reads them, every second statement is reviewed (confirmed, rejected, its
speaker corrected or an edge of its content, in turn), and another version reads them anew. Versions
are the pipeline as it is and without one of its components, in both orders.

*Found again* are reviewed statements that the later version finds, *kept* those that it does not:
both hold as they were reviewed. *Lost* are those that do not hold; of rejected ones, those that are
back. *Beside* one stands what the later version finds there as well and nothing says is the same.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from spacy.language import Language
from sqlalchemy import select
from sqlalchemy.orm import Session

from quotetrack.ingest.load import ingest
from quotetrack.pipeline import load_pipeline
from quotetrack.records import (
    Article,
    Correction,
    QuoteFilter,
    ReviewState,
    StoredStatement,
    Verdict,
)
from quotetrack.store.audit import verify
from quotetrack.store.models import Reading, Statement
from quotetrack.store.run_changes import find_run_changes
from quotetrack.store.session import Database, open_database
from quotetrack.store.statement_reviews import review_statements
from quotetrack.store.statements import find_quotes

WITHOUT = ("ner", "quotetrack_known", "quotetrack_indirect")
ACTIONS = ("confirmed", "rejected", "speaker", "edge")


def load_version(without: str | None) -> Language:
    """Return the pipeline, or what it would be without one of its components."""
    nlp = load_pipeline()
    if without is not None:
        nlp.disable_pipe(without)
    return nlp


def make_verdict(action: str, stored: StoredStatement) -> Verdict:
    """Return what somebody decides about a statement."""
    if action == "confirmed":
        return Verdict(ReviewState.CONFIRMED, "bench")
    if action == "rejected":
        return Verdict(ReviewState.DISMISSED, "bench")
    correction = Correction(speaker="Orang Yang Benar")
    if action == "edge":
        correction = Correction(start_char=stored.statement.content[0].start_char + 1)
    return Verdict(ReviewState.CORRECTED, "bench", None, correction)


def list_all(session: Session) -> dict[int, StoredStatement]:
    """Return what the lists show, by id."""
    return {stored.id: stored for stored in find_quotes(session, QuoteFilter())}


def overlaps(one: StoredStatement, other: StoredStatement) -> bool:
    """Return whether two statements share half of the shorter one's characters."""
    spans = [
        {n for part in stored.statement.content for n in range(*part)} for stored in (one, other)
    ]
    return 2 * len(spans[0] & spans[1]) >= min(map(len, spans))


def run(articles: list[Article], versions: tuple[str | None, str | None], seed: int) -> None:
    """Read, review, read again; print what became of the reviews."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_database(f"sqlite:///{folder}/bench.db", upgrade=True) as database,
    ):
        ingest(database, load_version(versions[0]), articles)
        before, actions = _review(database, seed)
        ingest(database, load_version(versions[1]), articles)
        _report(database, versions, before, actions)


def _review(database: Database, seed: int) -> tuple[dict[int, StoredStatement], dict[int, str]]:
    with database.session() as session:
        before = list_all(session)
        chosen = random.Random(seed).sample(sorted(before), len(before) // 2)
        actions = {id_: ACTIONS[n % len(ACTIONS)] for n, id_ in enumerate(chosen)}
        for id_, action in actions.items():
            review_statements(session, [id_], make_verdict(action, before[id_]))
    return before, actions


def _report(
    database: Database,
    versions: tuple[str | None, str | None],
    before: dict[int, StoredStatement],
    actions: dict[int, str],
) -> None:
    with database.session() as session:
        after = list_all(session)
        changes = Counter(change.kind.value for change in find_run_changes(session, 1, 2))
        problem, _ = verify(session)
        current = select(Statement.root_id).join(Reading, Reading.id == Statement.reading_id)
        found = set(session.scalars(current.where(Reading.superseded_at.is_(None))))
    by_article: defaultdict[int, list[StoredStatement]] = defaultdict(list)
    for stored in after.values():
        if stored.review is None:
            by_article[stored.article_id].append(stored)
    names = " → ".join(f"without {name}" if name else "as it is" for name in versions)
    print(f"\n{names}: {len(before)} statements, {len(actions)} reviewed; {dict(changes)}")
    print(f"audit: {problem or 'nothing touched'}")
    print(f"{'review':<12}{'made':>6}{'found again':>13}{'kept':>6}{'lost':>6}{'beside':>8}")
    for action in ACTIONS:
        ids = [id_ for id_, done in actions.items() if done == action]
        beside = sum(
            any(
                overlaps(before[id_], other) for other in by_article.get(before[id_].article_id, ())
            )
            for id_ in ids
        )
        again = sum(id_ in found for id_ in ids)
        lost = sum((id_ in after) is (action == "rejected") for id_ in ids)
        print(f"{action:<12}{len(ids):>6}{again:>13}{len(ids) - again:>6}{lost:>6}{beside:>8}")


if __name__ == "__main__":
    lines = (Path(sys.argv[1]) / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line) for line in lines if line.strip()]
    read = [Article(text=row["text"], id=str(row.get("id"))) for row in texts]
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    for component in WITHOUT:
        for order in ((component, None), (None, component)):
            run(read, order, number)
