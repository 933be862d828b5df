"""What the database knows of one speaker. What holds now only."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from quotetrack.records import (
    QuoteFilter,
    SpeakerProfile,
    StoredMismatch,
    StoredSpeaker,
    Term,
    UsedAlias,
)
from quotetrack.store.current import is_current
from quotetrack.store.identities import is_said_by, with_identity
from quotetrack.store.keys import fold_name
from quotetrack.store.mismatches import find_article_mismatches
from quotetrack.store.models import (
    Alias,
    Article,
    Proposal,
    Source,
    Speaker,
    Statement,
    StatementSource,
)
from quotetrack.store.officials import list_officials
from quotetrack.store.statements import find_quotes


def get_profile(session: Session, speaker: StoredSpeaker) -> SpeakerProfile:
    """Return what is known of a speaker who has a statement in a current reading."""
    quotes = list(find_quotes(session, QuoteFilter(speaker_ids=(speaker.id,))))
    key = fold_name(speaker.name)
    officials = (o for o in list_officials(session) if fold_name(o.name) == key)
    # undated ones come last and tell nothing of the order
    dated = [quote for quote in quotes if quote.published] or quotes
    return SpeakerProfile(
        speaker=speaker,
        aliases=_find_aliases(session, speaker.id),
        offices=_find_offices(session, speaker.id),
        terms=tuple(term for official in officials for term in official.terms),
        first=dated[0],
        last=dated[-1],
        sources=_find_sources(session, speaker.id),
        mismatches=_find_mismatches(session, speaker, {quote.article_id for quote in quotes}),
        doubts=_find_doubts(session, speaker.id),
    )


def _find_aliases(session: Session, speaker_id: int) -> tuple[UsedAlias, ...]:
    query = (
        with_identity(
            select(Alias.name, Alias.id, Article.outlet, func.count()).select_from(Statement)
        )
        .join(Alias, Alias.id == Statement.alias_id)
        .join(Article, Article.id == Statement.article_id)
        .where(is_current(), is_said_by([speaker_id]))
        .group_by(Alias.name, Alias.id, Article.outlet)
        .order_by(Alias.name, Alias.id, Article.outlet)
    )
    counts: defaultdict[str, int] = defaultdict(int)
    outlets: defaultdict[str, dict[str, None]] = defaultdict(dict)
    ids: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for name, id_, outlet, count in session.execute(query):
        counts[name] += count
        outlets[name] |= {outlet: None} if outlet else {}
        ids[name][id_] = None
    used = [
        UsedAlias(name, counts[name], tuple(sorted(outlets[name])), tuple(ids[name]))
        for name in counts
    ]
    return tuple(sorted(used, key=lambda alias: (-alias.statements, alias.name)))


def _find_offices(session: Session, speaker_id: int) -> tuple[Term, ...]:
    days = (func.min(Article.published), func.max(Article.published))
    query = (
        with_identity(select(Statement.role, *days).select_from(Statement))
        .join(Article, Article.id == Statement.article_id)
        .where(is_current(), is_said_by([speaker_id]), Statement.role.is_not(None))
        .group_by(Statement.role)
        .order_by(days[0], Statement.role)
    )
    return tuple(
        Term(role, since=first, until=last) for role, first, last in session.execute(query)
    )


def _find_sources(session: Session, speaker_id: int) -> tuple[tuple[str, int], ...]:
    query = (
        with_identity(select(Source.name, func.count()).select_from(Statement))
        .join(StatementSource, StatementSource.statement_id == Statement.id)
        .join(Source, Source.id == StatementSource.source_id)
        .where(is_current(), is_said_by([speaker_id]))
        .group_by(Source.name)
        .order_by(func.count().desc(), Source.name)
    )
    return tuple((name, count) for name, count in session.execute(query))


def _find_mismatches(
    session: Session, speaker: StoredSpeaker, article_ids: set[int]
) -> tuple[StoredMismatch, ...]:
    """Return the mismatches in the speaker's articles that one of the speaker's names is in."""
    names = {fold_name(name) for name in (speaker.name, *speaker.aliases)}
    found = find_article_mismatches(session, sorted(article_ids))
    return tuple(m for m in found if names & set(map(fold_name, m.mismatch.names)))


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
