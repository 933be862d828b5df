"""What is most worth a review: little sure, much printed, said by officials, or in a mismatch.

Looked at are the statements least sure that name somebody, those of the claims most printed, the
least sure one of each official and those in open mismatches: each found through an index, so that
the time does not grow with the statements. How much one is worth is the doubt about it times its
weight.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from quotetrack.records import Queued, ReviewState
from quotetrack.store.models import (
    Claim,
    Mismatch,
    Official,
    OfficialAlias,
    Reading,
    Review,
    Speaker,
    Statement,
)
from quotetrack.store.reviews import is_review_of_mismatch
from quotetrack.store.statements import find_statements

_LOOKED_AT = 200  # of each sort
_CHUNK = 500  # values in one IN (…)

_UNREVIEWED = and_(Statement.listed, Statement.place.is_(None))
_IS_OFFICIAL = or_(
    exists().where(Official.key == Speaker.key), exists().where(OfficialAlias.key == Speaker.key)
)


def list_queue(session: Session, most: int = 20) -> list[Queued]:
    """Return the statements that nobody has reviewed and that are most worth it, at most so many.

    Doubt is what is missing from a confidence of 1, or, if more, the score of an open mismatch that
    a name in the mention has; weight is 1, and as much again for each doubling of the articles that
    print the claim, and for an official of the registry.
    """
    mismatches = _find_mismatches(session)
    ids = (*_find_doubtful(session), *_find_printed(session), *_find_officials(session))
    ranked = sorted(
        (_weigh(row, mismatches.get(row.id)) for row in _find_facts(session, {*ids, *mismatches})),
        key=lambda weighed: (-weighed[1], weighed[0]),
    )[:most]
    stored = find_statements(session, [id_ for id_, _, _ in ranked])
    return [Queued(stored[id_], worth, reasons) for id_, worth, reasons in ranked]


def _weigh(
    row: Row[*tuple[Any, ...]], mismatch: tuple[int, float] | None
) -> tuple[int, float, tuple[str, ...]]:
    doubt = max(1 - row.confidence, mismatch[1] if mismatch else 0)
    weight = 1 + math.log2(max(row.printed, 1)) + row.is_official
    reasons = [f"confidence {row.confidence:.2f}"]
    if row.printed > 1:
        reasons.append(f"printed {row.printed} times")
    if row.is_official:
        reasons.append("an official of the registry")
    if mismatch:
        reasons.append(f"open mismatch {mismatch[0]}")
    return row.id, doubt * weight, tuple(reasons)


def _find_doubtful(session: Session) -> Iterable[int]:
    # A condition on the confidence, so that its index is used for more than the order.
    doubtful = (_UNREVIEWED, Statement.speaker_id.is_not(None), Statement.confidence < 1)
    query = select(Statement.id).where(*doubtful)
    return session.scalars(query.order_by(Statement.confidence).limit(_LOOKED_AT))


def _find_printed(session: Session) -> Iterable[int]:
    """Return the first statement of each of the claims that are printed most."""
    claims = select(Claim.id).where(Claim.printed > 1).order_by(Claim.printed.desc())
    most = claims.limit(_LOOKED_AT).subquery()
    first = (
        select(func.min(Statement.id))
        .where(Statement.claim_id == most.c.id, _UNREVIEWED)
        .correlate(most)
        .scalar_subquery()
    )
    firsts = session.scalars(select(first).select_from(most))
    return (id_ for id_ in firsts if id_ is not None)


def _find_officials(session: Session) -> Iterable[int]:
    """Return the least sure statement of each official."""
    keys = select(Official.key).union(select(OfficialAlias.key))
    own = aliased(Statement)
    least = (
        select(own.id)
        .where(own.speaker_id == Speaker.id, own.listed, own.place.is_(None))
        .order_by(own.confidence)
        .limit(1)
        .scalar_subquery()
    )
    query = select(least).where(Speaker.key.in_(keys))
    return (id_ for id_ in session.scalars(query) if id_ is not None)


def _find_mismatches(session: Session) -> dict[int, tuple[int, float]]:
    """Return the statements whose mention has a name of an open mismatch: its id, its score."""
    open_ = (
        select(Mismatch)
        .outerjoin(Reading, Reading.id == Mismatch.reading_id)
        .outerjoin(Review, is_review_of_mismatch())
        .where(
            Reading.superseded_at.is_(None),
            Mismatch.superseded_at.is_(None),
            Mismatch.known.is_(False),
            func.coalesce(Review.state, ReviewState.OPEN.value) == ReviewState.OPEN.value,
        )
        .order_by(Mismatch.score.desc(), Mismatch.id)
        .limit(_LOOKED_AT)
        .subquery()
    )
    found: dict[int, tuple[int, float]] = {}
    for article_id, start, end in (
        (open_.c.article_id, open_.c.first_start, open_.c.first_end),
        (open_.c.second_article_id, open_.c.second_start, open_.c.second_end),
    ):
        within = and_(
            Statement.article_id == article_id,
            Statement.mention_start <= start,
            Statement.mention_end >= end,
        )
        query = select(Statement.id, open_.c.id, open_.c.score).join(open_, within)
        for id_, mismatch_id, score in session.execute(query.where(_UNREVIEWED)):
            found[id_] = max(found.get(id_, (0, 0.0)), (mismatch_id, score), key=lambda m: m[1])
    return found


def _find_facts(session: Session, ids: Iterable[int]) -> Iterable[Row[*tuple[Any, ...]]]:
    wanted = sorted(ids)
    for start in range(0, len(wanted), _CHUNK):
        query = (
            select(
                Statement.id,
                Statement.confidence,
                func.coalesce(Claim.printed, 1).label("printed"),
                func.coalesce(_IS_OFFICIAL, False).label("is_official"),
            )
            .outerjoin(Claim, Claim.id == Statement.claim_id)
            .outerjoin(Speaker, Speaker.id == Statement.speaker_id)
            .where(Statement.id.in_(wanted[start : start + _CHUNK]))
        )
        yield from session.execute(query)
