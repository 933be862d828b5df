"""What people decide: how a decision is kept; about mismatches, and about who is one person.

A decision belongs to a key that every run makes anew of the same names and articles, so that no run
loses it. A later decision supersedes the one before, which stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, and_, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from quotetrack import records
from quotetrack.errors import NotFoundError, QuotetrackError
from quotetrack.records import Decision, ReviewState, StoredProposal
from quotetrack.store.models import Mismatch, Proposal, Review, Speaker
from quotetrack.store.recording import record_reviews
from quotetrack.store.rows import Row
from quotetrack.store.session import begin_writing


def is_review_of_mismatch() -> ColumnElement[bool]:
    """Return the condition that joins a mismatch with what is decided about it now."""
    return and_(
        Review.subject == "mismatch",
        Review.key == Mismatch.key,
        Review.superseded_at.is_(None),
    )


def decide_mismatch(
    session: Session,
    id_: int,
    state: ReviewState,
    author: str,
    reason: str | None = None,
    *,
    cause_id: int | None = None,
) -> None:
    """Confirm a mismatch, dismiss it, or open it again; it stays so in every later run.

    `cause_id` is the decision about the two people that this one follows. Raises NotFoundError if
    there is none with this id, QuotetrackError without an author.
    """
    begin_writing(session)
    key = session.scalar(select(Mismatch.key).where(Mismatch.id == id_))
    if key is None:
        raise NotFoundError(f"no mismatch {id_}: `quotetrack mismatches` lists those there are")
    row = {"subject": "mismatch", "key": key} | ({"cause_id": cause_id} if cause_id else {})
    _save(session.connection(), row, state, author, reason)


def decide_proposal(
    session: Session, id_: int, state: ReviewState, author: str, reason: str | None = None
) -> None:
    """Confirm that two speakers are one person, that they are not, or leave it open again.

    The lists follow once speakers are identified anew. Raises NotFoundError if there is no
    proposal with this id, QuotetrackError without an author.
    """
    begin_writing(session)
    pair = select(Proposal.first_id, Proposal.second_id).where(Proposal.id == id_)
    row = session.execute(pair).one_or_none()
    if row is None:
        raise NotFoundError(f"no proposal {id_}: `quotetrack speakers proposals` lists them")
    decide_merge(session.connection(), (row.first_id, row.second_id), state, author, reason)


def decide_merge(
    connection: Connection,
    speaker_ids: tuple[int, int],
    state: ReviewState,
    author: str,
    reason: str | None = None,
) -> int:
    """Keep whether two speakers are one person, and return the decision's id.

    The caller holds the write lock.
    """
    first, second = sorted(speaker_ids)
    row = {"subject": "merge", "key": f"{first}|{second}"}
    review_id = _save(connection, row, state, author, reason)
    pair = (Proposal.first_id == first, Proposal.second_id == second)
    connection.execute(update(Proposal).where(*pair).values(state=state.value))
    return review_id


def find_decided(connection: Connection, speaker_id: int) -> set[int]:
    """Return with whom a speaker was decided to be one person, or two."""
    query = select(Review.key).where(
        Review.subject == "merge",
        Review.superseded_at.is_(None),
        Review.state != ReviewState.OPEN.value,
        or_(Review.key.like(f"{speaker_id}|%"), Review.key.like(f"%|{speaker_id}")),
    )
    pairs = (set(map(int, key.split("|"))) for key in connection.scalars(query))
    return set[int]().union(*pairs) - {speaker_id}


def list_proposals(
    session: Session, state: ReviewState | None = ReviewState.OPEN
) -> list[StoredProposal]:
    """Return the proposals in a state, or all; the likeliest first."""
    first, second = aliased(Speaker), aliased(Speaker)
    columns = (Proposal.id, Proposal.score, Proposal.evidence, Proposal.state)
    query = (
        select(*columns, first.name.label("first"), second.name.label("second"))
        .join(first, first.id == Proposal.first_id)
        .join(second, second.id == Proposal.second_id)
        .order_by(Proposal.score.desc(), first.name, second.name)
    )
    if state is not None:
        query = query.where(Proposal.state == state.value)
    return [
        StoredProposal(
            id=row.id,
            proposal=records.Proposal((row.first, row.second), row.score, row.evidence),
            state=ReviewState(row.state),
        )
        for row in session.execute(query)
    ]


def list_merge_decisions(session: Session) -> list[Decision]:
    """Return what was decided about speakers that may be one, in the order of the decisions."""
    query = select(Review.key, Review.state, Review.author, Review.reason).where(
        Review.subject == "merge",
        Review.superseded_at.is_(None),
        Review.state != ReviewState.OPEN.value,
    )
    rows = session.execute(query.order_by(Review.id)).all()
    pairs = [tuple(map(int, row.key.split("|"))) for row in rows]
    names: dict[int, str] = {}
    for id_ in {id_ for pair in pairs for id_ in pair}:
        names[id_] = session.scalars(select(Speaker.name).where(Speaker.id == id_)).one()
    return [
        Decision(
            (names[one], names[other]), row.state == ReviewState.CONFIRMED, row.author, row.reason
        )
        for (one, other), row in zip(pairs, rows, strict=True)
    ]


def save_reviews(
    connection: Connection,
    rows: Sequence[Row],
    state: ReviewState,
    author: str,
    reason: str | None,
    now: datetime,
) -> list[int]:
    """Return the ids of one decision about several things, given as rows with subject and key.

    Each supersedes what was decided before about the same. The caller holds the write lock. Raises
    QuotetrackError without an author.
    """
    if not author.strip():
        raise QuotetrackError("a decision needs an author: name one with --by")
    decided: Row = {"state": state.value, "author": author.strip(), "decided_at": now}
    decided["reason"] = reason.strip() or None if reason else None
    before: dict[tuple[str, str], int] = {}
    for subject in {row["subject"] for row in rows}:
        keys = [row["key"] for row in rows if row["subject"] == subject]
        ended = (
            update(Review)
            .where(Review.subject == subject, Review.key.in_(keys), Review.superseded_at.is_(None))
            .values(superseded_at=now)
            .returning(Review.key, Review.id)
        )
        before |= {(subject, key): id_ for key, id_ in connection.execute(ended)}
    new = insert(Review).returning(Review.id, sort_by_parameter_order=True)
    ids = list(connection.scalars(new, [row | decided for row in rows]))
    superseded = (before.get((row["subject"], row["key"])) for row in rows)
    record_reviews(connection, dict(zip(ids, superseded, strict=True)), now)
    return ids


def _save(
    connection: Connection,
    row: Row,
    state: ReviewState,
    author: str,
    reason: str | None,
) -> int:
    if state is ReviewState.CORRECTED:
        raise QuotetrackError("a mismatch is confirmed or dismissed: correct the wrong statement")
    (id_,) = save_reviews(connection, [row], state, author, reason, datetime.now(UTC))
    return id_
