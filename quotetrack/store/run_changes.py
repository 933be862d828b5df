"""What a run found that another had not, and the reverse: statements gained, lost and changed.

Only articles that both have read are compared, by what the program found. Two contents are one
that share half of the letters that either has, as for reviews that a later run finds again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session, aliased

from quotetrack.errors import NotFoundError
from quotetrack.evaluation.matching import find_pairs
from quotetrack.records import ChangeKind, RunChange, StoredStatement
from quotetrack.store.corrections import find_changes
from quotetrack.store.models import Article, Reading, Run
from quotetrack.store.statements import find_reading_statements

_PAGE = 50  # articles compared at a time

_BEFORE, _AFTER = aliased(Reading), aliased(Reading)


def count_common(session: Session, before: int, after: int) -> int:
    """Return how many articles two runs have both read. Raises NotFoundError for no such run."""
    for run_id in (before, after):
        if session.scalar(select(Run.id).where(Run.id == run_id)) is None:
            raise NotFoundError(f"no run {run_id}: `quotetrack runs list` lists those there are")
    common = select(func.count(_BEFORE.article_id.distinct())).join(
        _AFTER, _AFTER.article_id == _BEFORE.article_id
    )
    return session.scalar(common.where(_BEFORE.run_id == before, _AFTER.run_id == after)) or 0


def find_run_changes(session: Session, before: int, after: int) -> Iterator[RunChange]:
    """Yield what the later run has gained, lost and changed, by article and place in it.

    Holds some articles at a time.
    """
    query = (
        select(
            Article.id,
            Article.text,
            func.max(_BEFORE.id).label("before"),
            func.max(_AFTER.id).label("after"),
        )
        .join(_BEFORE, _BEFORE.article_id == Article.id)
        .join(_AFTER, _AFTER.article_id == Article.id)
        .where(_BEFORE.run_id == before, _AFTER.run_id == after)
        .group_by(Article.id, Article.text)
        .order_by(Article.id)
        .limit(_PAGE)
    )
    last = 0
    while rows := session.execute(query.where(Article.id > last)).all():
        yield from _compare_page(session, rows)
        last = rows[-1].id


def _compare_page(session: Session, rows: Sequence[Row[*tuple[Any, ...]]]) -> Iterator[RunChange]:
    ids = [id_ for row in rows for id_ in (row.before, row.after)]
    found = find_reading_statements(session, ids)
    for row in rows:
        changes = _compare(found[row.before], found[row.after], row.text)
        yield from sorted(changes, key=lambda change: change.stored.statement.content[0])


def _compare(
    before: Sequence[StoredStatement], after: Sequence[StoredStatement], text: str
) -> Iterator[RunChange]:
    was_said = [stored.statement.content for stored in before]
    is_said = [stored.statement.content for stored in after]
    lost, gained = dict(enumerate(before)), dict(enumerate(after))
    for old, new, _ in find_pairs(was_said, is_said, text):
        was, is_ = lost.pop(old), gained.pop(new)
        if changes := find_changes(was.statement, is_.statement):
            yield RunChange(ChangeKind.CHANGED, was, is_, changes)
    for stored in lost.values():
        yield RunChange(ChangeKind.LOST, stored, None, {})
    for stored in gained.values():
        yield RunChange(ChangeKind.GAINED, None, stored, {})
