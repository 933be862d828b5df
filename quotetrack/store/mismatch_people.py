"""Whether the two names of a mismatch are one person's: decided about the people and it at once.

That they are one is no answer to whether the papers contradict each other. A name spelt in two ways
is a mistake only if one person is meant; the same words given to two are, only if they are two.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from quotetrack.errors import QuotetrackError
from quotetrack.records import MismatchKind, ReviewState, SpeakerKind, StoredMismatch
from quotetrack.store.keys import fold_name
from quotetrack.store.mismatches import get_mismatch
from quotetrack.store.models import Identity, Mismatch, Review, Speaker
from quotetrack.store.reviews import decide_merge, decide_mismatch, is_review_of_mismatch
from quotetrack.store.session import begin_writing

_OF_ONE = (MismatchKind.SPELLING, MismatchKind.DIFFERENT_NAME, MismatchKind.UNNAMED)

Pair = tuple[int, int]


def find_pairs(session: Session, mismatches: Sequence[StoredMismatch]) -> dict[int, Pair]:
    """Return for each mismatch, by its id, who its names are; none where they are not two people.

    Asked are the people of the articles by exactly these names, and who they are across articles.
    """
    keys = {fold_name(name) for stored in mismatches for name in stored.mismatch.names}
    named = select(Speaker.key, Speaker.id).where(
        Speaker.kind == SpeakerKind.PERSON.value, Speaker.key.in_(keys)
    )
    speakers: dict[str, int] = dict(session.execute(named).all())
    people = _find_people(session, mismatches, list(speakers.values()))
    pairs: dict[int, Pair] = {}
    for stored in mismatches:
        ids = [speakers.get(fold_name(name)) for name in stored.mismatch.names]
        if None in ids or ids[0] == ids[1]:
            continue
        places = (stored.first.article_id, stored.second.article_id)
        first, second = (
            people.get((place, id_ or 0), id_ or 0) for place, id_ in zip(places, ids, strict=True)
        )
        # Taken for one already: it is the names of the articles that are told apart.
        pairs[stored.id] = (first, second) if first != second else (ids[0] or 0, ids[1] or 0)
    return pairs


def decide_people(
    session: Session, id_: int, same: bool | None, author: str, reason: str | None = None
) -> None:
    """Keep that the names of a mismatch are one person's or two people's; None opens both again.

    The lists follow once speakers are identified anew. Raises NotFoundError if there is no such
    mismatch, QuotetrackError if its names are not those of two people, or without an author.
    """
    begin_writing(session)
    stored = get_mismatch(session, id_)
    if same is None:
        for key in session.scalars(_select_cause(id_)).all():
            first, second = map(int, key.split("|"))
            decide_merge(session.connection(), (first, second), ReviewState.OPEN, author, reason)
        decide_mismatch(session, id_, ReviewState.OPEN, author, reason)
        return
    pair = find_pairs(session, [stored]).get(id_)
    if pair is None:
        names = " and ".join(stored.mismatch.names)
        raise QuotetrackError(
            f"mismatch {id_}: {names} are not the names of two people here; confirm or dismiss it"
        )
    merged = ReviewState.CONFIRMED if same else ReviewState.DISMISSED
    cause_id = decide_merge(session.connection(), pair, merged, author, reason)
    contradicts = same == (stored.mismatch.kind in _OF_ONE)
    state = ReviewState.CONFIRMED if contradicts else ReviewState.DISMISSED
    decide_mismatch(session, id_, state, author, reason, cause_id=cause_id)


def _find_people(
    session: Session, mismatches: Sequence[StoredMismatch], speaker_ids: Sequence[int]
) -> dict[Pair, int]:
    """Return who speakers are across articles, by article and speaker."""
    article_ids = {p.article_id for stored in mismatches for p in (stored.first, stored.second)}
    query = select(Identity.article_id, Identity.speaker_id, Identity.person_id).where(
        Identity.article_id.in_(article_ids),
        Identity.speaker_id.in_(speaker_ids),
        Identity.superseded_at.is_(None),
    )
    return {(article, speaker): person for article, speaker, person in session.execute(query)}


def _select_cause(id_: int) -> Select[str]:
    """Return the query for the key of the decision that what is decided about a mismatch follows.

    None where the mismatch was decided by itself, or somebody decided about the people since.
    """
    cause = aliased(Review)
    return (
        select(cause.key)
        .join(Review, Review.cause_id == cause.id)
        .join(Mismatch, is_review_of_mismatch())
        .where(Mismatch.id == id_, cause.subject == "merge", cause.superseded_at.is_(None))
    )
