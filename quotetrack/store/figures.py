"""How much there is of everything. What holds now only."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quotetrack.records import Figures, ReviewState
from quotetrack.store.events import find_last_event
from quotetrack.store.mismatches import count_mismatches
from quotetrack.store.models import (
    Article,
    Claim,
    Review,
    SearchEntry,
    Speaker,
)
from quotetrack.store.speakers import is_quoted


def count_all(session: Session) -> Figures:
    """Return how many articles, statements and so on there are."""
    # Before anything is counted: what comes in meanwhile has all be counted anew.
    last_event = find_last_event(session)
    decided = select(func.count(Review.id)).where(
        Review.superseded_at.is_(None), Review.state != ReviewState.OPEN.value
    )
    counted = (
        select(func.count(Article.id)),
        select(func.count(SearchEntry.statement_id)),
        select(func.count(Claim.id)).where(Claim.printed > 0),
        select(func.count(Speaker.id)).where(is_quoted()),
        select(func.count(Article.outlet.distinct())),
    )
    articles, statements, claims, speakers, outlets = (session.scalar(q) or 0 for q in counted)
    return Figures(
        articles=articles,
        statements=statements,
        claims=claims,
        speakers=speakers,
        outlets=outlets,
        open_mismatches=count_mismatches(session, ReviewState.OPEN),
        reviews=session.scalar(decided) or 0,
        last_event=last_event,
    )
