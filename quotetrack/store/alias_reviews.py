"""Reviews of aliases: whether a printed name is the name of the speaker who is found under it.

Where the name is a speaker's own, who is taken for somebody else across articles, or was told apart
from them, this is the same question as whether the two are one person, and is kept as that. Where
an article prints a part of a name ("Galuzin"), what is decided holds for every statement that
prints it, now and in later runs.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, select
from sqlalchemy.orm import Session

from quotetrack.errors import NotFoundError
from quotetrack.records import Correction, ReviewState, SpeakerKind, Verdict
from quotetrack.store.events import dump
from quotetrack.store.keys import fold_name
from quotetrack.store.models import Alias, Identity, Review, Speaker, Statement
from quotetrack.store.reviews import decide_merge, find_decided, save_reviews
from quotetrack.store.session import begin_writing
from quotetrack.store.statement_reviews import review_rows

_HELD = (ReviewState.DISMISSED.value, ReviewState.CORRECTED.value)
_CHUNK = 500  # values in one IN (…)


def review_alias(session: Session, id_: int, verdict: Verdict) -> int | None:
    """Return how many statements have another speaker now; None where two people were told apart.

    Or were made one: the lists follow once speakers are identified anew. A correction gives the
    speaker whose name it is. Raises NotFoundError if there is no alias with this id, or no speaker
    of the name given; QuotetrackError without an author.
    """
    begin_writing(session)
    connection = session.connection()
    alias = connection.execute(
        select(Alias.speaker_id, Alias.name).where(Alias.id == id_)
    ).one_or_none()
    if alias is None:
        raise NotFoundError(f"no alias {id_}: `quotetrack speakers show NAME` lists them by number")
    taken = select(Identity.person_id).where(
        Identity.speaker_id == alias.speaker_id,
        Identity.person_id != alias.speaker_id,
        Identity.superseded_at.is_(None),
    )
    people = set(connection.scalars(taken)) | find_decided(connection, alias.speaker_id)
    if people:
        _decide_people(connection, alias.speaker_id, people, verdict)
        return None
    return _review(connection, id_, verdict)


def follow_aliases(connection: Connection, statement_ids: Sequence[int]) -> None:
    """Have new statements follow what is decided about the names that they print."""
    query = select(*Review.__table__.columns).where(
        Review.subject == "alias", Review.superseded_at.is_(None), Review.state.in_(_HELD)
    )
    for review in connection.execute(query.order_by(Review.id)).all():
        ids: list[int] = []
        for start in range(0, len(statement_ids), _CHUNK):
            new = Statement.id.in_(statement_ids[start : start + _CHUNK])
            ids += _find_printed(connection, int(review.key), new)
        name = json.loads(review.correction)["speaker"]
        correction = Correction(speaker=name)
        verdict = Verdict(ReviewState.CORRECTED, review.author, review.reason, correction)
        if ids:
            review_rows(connection, ids, replace(verdict, cause_id=review.id))


def _review(connection: Connection, id_: int, verdict: Verdict) -> int:
    speaker = verdict.correction.speaker if verdict.correction else ""
    row = {"subject": "alias", "key": str(id_), "correction": dump({"speaker": speaker or ""})}
    followed = select(Review.statement_id).where(
        Review.superseded_at.is_(None),
        Review.state != ReviewState.OPEN.value,
        Review.cause_id.in_(
            select(Review.id).where(Review.subject == "alias", Review.key == str(id_))
        ),
    )
    before = [root for root in connection.scalars(followed) if root is not None]
    now = datetime.now(UTC)
    (review_id,) = save_reviews(
        connection, [row], verdict.state, verdict.author, verdict.reason, now
    )
    following = replace(verdict, cause_id=review_id)
    if before:
        opened = replace(following, state=ReviewState.OPEN, correction=None)
        review_rows(connection, before, opened)
    ids: list[int] = []
    if verdict.state.value in _HELD:
        ids = _find_printed(connection, id_)
        correction = Correction(speaker=speaker or "")
        corrected = replace(following, state=ReviewState.CORRECTED, correction=correction)
        if ids:
            review_rows(connection, ids, corrected)
    return len({*before, *ids})


def _find_printed(
    connection: Connection, alias_id: int, *conditions: ColumnElement[bool]
) -> list[int]:
    """Return the statements that print a name, but for those that somebody has reviewed."""
    query = select(Statement.id).where(
        Statement.alias_id == alias_id,
        Statement.listed,
        Statement.place.is_(None),
        *conditions,
    )
    return list(connection.scalars(query.order_by(Statement.id)))


def _decide_people(
    connection: Connection, speaker_id: int, people: set[int], verdict: Verdict
) -> None:
    """Decide whether a speaker is who the program takes them for, or whoever a correction names."""
    correction = verdict.correction
    state = ReviewState.DISMISSED if correction else verdict.state
    decided = dict.fromkeys(people, state)
    if correction:
        person = select(Speaker.id).where(
            Speaker.key == fold_name(correction.speaker or ""),
            Speaker.kind == SpeakerKind.PERSON.value,
        )
        right = connection.scalar(person)
        if right is None:
            raise NotFoundError(
                f"no person is called {correction.speaker!r}: `quotetrack speakers` lists the names"
            )
        if right != speaker_id:
            decided[right] = ReviewState.CONFIRMED
    for person_id, state in decided.items():
        decide_merge(connection, (speaker_id, person_id), state, verdict.author, verdict.reason)
