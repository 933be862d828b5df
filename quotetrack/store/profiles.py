"""What the database knows of one speaker. What holds now only."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from quotetrack.errors import NotFoundError
from quotetrack.records import (
    SpeakerProfile,
    Term,
    UsedAlias,
)
from quotetrack.store.mismatches import find_named_mismatches
from quotetrack.store.models import (
    Identity,
    Proposal,
    Speaker,
)
from quotetrack.store.officials import find_terms
from quotetrack.store.said import Said
from quotetrack.store.speakers import describe_said, rank
from quotetrack.store.statements import find_statements
from quotetrack.store.tallies import Tallies, count_said


def find_profile(session: Session, id_: int, tallies: Tallies | None = None) -> SpeakerProfile:
    """Return what is known of the speaker with an id, or of whom that name's bearer is taken for.

    Whoever has `tallies` need not have counted anew what they know. Raises NotFoundError where
    there is none, or nothing that holds is by them.
    """
    taken = select(Identity.person_id).where(
        Identity.speaker_id == id_, Identity.superseded_at.is_(None)
    )
    often = taken.group_by(Identity.person_id).order_by(func.count().desc(), Identity.person_id)
    for person_id in (id_, *session.scalars(often)):
        if profile := _read_profile(session, person_id, tallies):
            return profile
    raise NotFoundError(f"no article quotes speaker {id_}: `quotetrack speakers` lists who is")


def _read_profile(
    session: Session, speaker_id: int, tallies: Tallies | None
) -> SpeakerProfile | None:
    """Return what is known of a speaker, None of one who has no statement."""
    said = count_said(session, speaker_id, tallies)
    if not said.statements:
        return None
    (speaker,) = describe_said(session, {speaker_id: said})
    found = find_statements(session, [said.first_id, said.last_id])
    names = {speaker.name, *speaker.aliases}
    return SpeakerProfile(
        speaker=speaker,
        aliases=_list_aliases(said),
        offices=_list_offices(said),
        terms=find_terms(session, speaker.name),
        first=found[said.first_id],
        last=found[said.last_id],
        sources=tuple((name, said.sources[name]) for name in rank(said.sources)),
        mismatches=tuple(find_named_mismatches(session, said.article_ids, names)),
        doubts=_find_doubts(session, speaker_id),
        months=tuple(sorted(said.months.items())),
    )


def _list_aliases(said: Said) -> tuple[UsedAlias, ...]:
    return tuple(
        UsedAlias(
            name,
            said.aliases[name],
            tuple(sorted(said.alias_outlets[name])),
            tuple(sorted(said.alias_ids[name])),
        )
        for name in rank(said.aliases)
    )


def _list_offices(said: Said) -> tuple[Term, ...]:
    """Return the offices that articles print, with first and last day, the earliest first."""
    terms = (
        Term(office, since=since, until=until)
        for office, (since, until) in said.office_days.items()
    )
    return tuple(sorted(terms, key=lambda term: (term.since or date.max, term.office)))


def _find_doubts(session: Session, speaker_id: int) -> tuple[tuple[str, str], ...]:
    other = aliased(Speaker)
    query = (
        select(other.name, Proposal.evidence)
        .join(
            other,
            or_(
                (Proposal.first_id == speaker_id) & (other.id == Proposal.second_id),
                (Proposal.second_id == speaker_id) & (other.id == Proposal.first_id),
            ),
        )
        .where(Proposal.state == "open")
        .order_by(Proposal.score.desc(), other.name)
    )
    return tuple((name, evidence) for name, evidence in session.execute(query))
