"""What was decided about statements, decision after decision. Nothing is left out."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotetrack import records
from quotetrack.records import PastReview, ReviewState
from quotetrack.store.models import Review, Statement


def list_decisions(session: Session, ids: Sequence[int]) -> dict[int, list[PastReview]]:
    """Return the decisions about statements, by the ids under which they are reviewed, in order."""
    query = select(*Review.__table__.columns).where(Review.statement_id.in_(ids))
    found: defaultdict[int, list[PastReview]] = defaultdict(list)
    for row in session.execute(query.order_by(Review.id)):
        review = records.Review(ReviewState(row.state), row.author, row.decided_at, row.reason)
        changes = json.loads(row.correction or "{}")
        told = {name: (str(old), str(new)) for name, (old, new) in changes.items()}
        found[row.statement_id].append(PastReview(review, told))
    return dict(found)


def find_rejected(session: Session, article_id: int) -> list[tuple[int, str]]:
    """Return the statements of an article that were rejected: each one's id and content."""
    query = (
        select(Statement.id, Statement.content)
        .join(Review, Review.statement_id == Statement.id)
        .where(
            Statement.article_id == article_id,
            Review.superseded_at.is_(None),
            Review.state == ReviewState.DISMISSED.value,
        )
        .order_by(Statement.ordinal)
    )
    return [(id_, content) for id_, content in session.execute(query)]
