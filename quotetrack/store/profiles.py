"""What the database knows of one speaker. What holds now only."""

from __future__ import annotations

from collections import Counter, defaultdict

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from quotetrack.records import (
    SpeakerProfile,
    StoredMismatch,
    StoredSpeaker,
    StoredStatement,
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
from quotetrack.store.officials import find_terms
from quotetrack.store.statements import PLACE, find_statements, from_current


def get_profile(session: Session, speaker: StoredSpeaker) -> SpeakerProfile:
    """Return what is known of a speaker who has a statement in a current reading."""
    first, last = _find_ends(session, speaker.id)
    return SpeakerProfile(
        speaker=speaker,
        aliases=_find_aliases(session, speaker.id),
        offices=_find_offices(session, speaker.id),
        terms=find_terms(session, speaker.name),
        first=first,
        last=last,
        sources=_find_sources(session, speaker.id),
        mismatches=_find_mismatches(session, speaker),
        doubts=_find_doubts(session, speaker.id),
    )


def count_months(session: Session, speaker_id: int) -> tuple[tuple[str, int], ...]:
    """Return how many statements each month has, "2022-12" first; only months that have one."""
    query = (
        with_identity(select(Article.published, func.count()).select_from(Statement))
        .join(Article, Article.id == Statement.article_id)
        .where(is_current(), is_said_by([speaker_id]), Article.published.is_not(None))
        .group_by(Article.published)
    )
    months: Counter[str] = Counter()
    for day, count in session.execute(query):
        months[f"{day:%Y-%m}"] += count
    return tuple(sorted(months.items()))


def _find_ends(session: Session, speaker_id: int) -> tuple[StoredStatement, StoredStatement]:
    """Return the first and the last statement; undated ones tell nothing of the order."""
    order = (Article.published, Article.id, PLACE, Statement.id)
    backwards = tuple(column.desc() for column in order)
    ids: list[int] = []
    for ordered in (order, backwards):
        query = from_current(select(Statement.id)).where(is_said_by([speaker_id]))
        # false sorts before true
        undated = Article.published.is_(None)
        ids.append(session.scalars(query.order_by(undated, *ordered).limit(1)).one())
    found = find_statements(session, ids)
    return found[ids[0]], found[ids[1]]


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


def _find_mismatches(session: Session, speaker: StoredSpeaker) -> tuple[StoredMismatch, ...]:
    """Return the mismatches in the speaker's articles that one of the speaker's names is in."""
    names = {fold_name(name) for name in (speaker.name, *speaker.aliases)}
    spoke = select(Statement.article_id).where(is_current(), is_said_by([speaker.id]))
    found = find_article_mismatches(session, spoke)
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
