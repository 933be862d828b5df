"""What the database knows of one speaker. What holds now only.

All that the speaker said is read once, a few numbers and words a statement, and counted here: the
engine would look it up anew for each count, which takes as long each time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from quotetrack.errors import NotFoundError
from quotetrack.records import (
    SpeakerKind,
    SpeakerProfile,
    StoredSpeaker,
    Term,
    UsedAlias,
)
from quotetrack.store.current import is_current
from quotetrack.store.engine import is_among
from quotetrack.store.identities import select_said_by
from quotetrack.store.mismatches import find_named_mismatches
from quotetrack.store.models import (
    Alias,
    Article,
    Identity,
    Proposal,
    Source,
    Speaker,
    Statement,
    StatementSource,
)
from quotetrack.store.officials import find_terms
from quotetrack.store.speakers import rank
from quotetrack.store.statements import PLACE, find_statements

_SAID = select(
    *(Statement.id, Statement.article_id, Statement.alias_id, Statement.role, Statement.place),
    PLACE.label("ordinal"),
).where(is_current())

_Place = tuple[str | None, date | None]  # an article's outlet and day


@dataclass(frozen=True, slots=True)
class _Said:
    """All that a speaker said: how often each article has them, under which alias and office."""

    ids: Sequence[int]
    ends: tuple[int, int]  # the first statement and the last
    articles: Mapping[int, _Place]
    by_article: Counter[int]
    by_alias: Counter[tuple[int | None, int]]
    by_office: Counter[tuple[str | None, int]]
    reviewed: int


def find_profile(session: Session, id_: int) -> SpeakerProfile:
    """Return what is known of the speaker with an id, or of whom that name's bearer is taken for.

    Raises NotFoundError where there is none, or nothing that holds is by them.
    """
    taken = select(Identity.person_id).where(
        Identity.speaker_id == id_, Identity.superseded_at.is_(None)
    )
    often = taken.group_by(Identity.person_id).order_by(func.count().desc(), Identity.person_id)
    for person_id in (id_, *session.scalars(often)):
        if profile := _read_profile(session, person_id):
            return profile
    raise NotFoundError(f"no article quotes speaker {id_}: `quotetrack speakers` lists who is")


def _read_profile(session: Session, speaker_id: int) -> SpeakerProfile | None:
    """Return what is known of a speaker, None of one who has no statement."""
    said = _read_said(session, speaker_id)
    if said is None:
        return None
    aliases = _find_aliases(session, said)
    speaker = _describe(session, speaker_id, said, aliases)
    found = find_statements(session, said.ends)
    names = {speaker.name, *speaker.aliases}
    return SpeakerProfile(
        speaker=speaker,
        aliases=aliases,
        offices=_find_offices(said),
        terms=find_terms(session, speaker.name),
        first=found[said.ends[0]],
        last=found[said.ends[1]],
        sources=_find_sources(session, said.ids),
        mismatches=tuple(find_named_mismatches(session, said.articles.keys(), names)),
        doubts=_find_doubts(session, speaker_id),
        months=_count_months(said),
    )


def _read_said(session: Session, speaker_id: int) -> _Said | None:
    rows = session.execute(select_said_by([speaker_id], _SAID)).all()
    if not rows:
        return None
    ids, article_ids, alias_ids, roles, places, ordinals = zip(*rows, strict=True)
    by_article = Counter(article_ids)
    query = select(Article.id, Article.outlet, Article.published)
    is_of = is_among(session.connection(), Article.id, by_article)
    articles = {id_: (outlet, day) for id_, outlet, day in session.execute(query.where(is_of))}
    ordered = zip(article_ids, ordinals, ids, strict=True)
    return _Said(
        ids=ids,
        ends=_find_ends(articles, list(ordered)),
        articles=articles,
        by_article=by_article,
        by_alias=Counter(zip(alias_ids, article_ids, strict=True)),
        by_office=Counter(zip(roles, article_ids, strict=True)),
        reviewed=len(rows) - places.count(None),
    )


def _find_ends(
    articles: Mapping[int, _Place], ordered: Sequence[tuple[int, int, int]]
) -> tuple[int, int]:
    """Return the first and the last statement, given by article, place and id."""
    # Undated ones tell nothing of the order.
    dated = {id_: day for id_, (_, day) in articles.items() if day} or dict.fromkeys(articles)
    days = sorted(dated, key=lambda id_: (dated[id_] or date.max, id_))
    first = min(place for place in ordered if place[0] == days[0])
    last = max(place for place in ordered if place[0] == days[-1])
    return first[2], last[2]


def _describe(
    session: Session, speaker_id: int, said: _Said, aliases: Sequence[UsedAlias]
) -> StoredSpeaker:
    columns = select(Speaker.name, Speaker.kind).where(Speaker.id == speaker_id)
    name, kind = session.execute(columns).one()
    names = [alias.name for alias in aliases]
    offices: Counter[str] = Counter()
    for (role, _), count in said.by_office.items():
        if role is not None:
            offices[role] += count
    return StoredSpeaker(
        id=speaker_id,
        name=name,
        kind=SpeakerKind(kind),
        statements=len(said.ids),
        articles=len(said.articles),
        aliases=tuple(names if name in names else [*names, name]),
        offices=tuple(rank(offices)),
        reviewed=said.reviewed,
    )


def _find_aliases(session: Session, said: _Said) -> tuple[UsedAlias, ...]:
    ids = {alias_id for alias_id, _ in said.by_alias if alias_id is not None}
    named = select(Alias.id, Alias.name).where(is_among(session.connection(), Alias.id, ids))
    names: dict[int | None, str] = dict(session.execute(named).all())
    counts: Counter[str] = Counter()
    outlets: defaultdict[str, set[str]] = defaultdict(set)
    for (alias_id, article_id), count in said.by_alias.items():
        if (name := names.get(alias_id)) is not None:
            counts[name] += count
            outlet, _ = said.articles[article_id]
            outlets[name] |= {outlet} if outlet else set()
    used: defaultdict[str, list[int]] = defaultdict(list)
    for id_ in sorted(ids):
        used[names[id_]].append(id_)
    return tuple(
        UsedAlias(name, counts[name], tuple(sorted(outlets[name])), tuple(used[name]))
        for name in rank(counts)
    )


def _find_offices(said: _Said) -> tuple[Term, ...]:
    """Return the offices that articles print, with first and last day, the earliest first."""
    days: defaultdict[str, list[date]] = defaultdict(list)
    for role, article_id in said.by_office:
        if role is not None:
            _, day = said.articles[article_id]
            days[role] += [day] if day else []
    terms = (
        Term(role, since=min(held, default=None), until=max(held, default=None))
        for role, held in days.items()
    )
    return tuple(sorted(terms, key=lambda term: (term.since or date.max, term.office)))


def _count_months(said: _Said) -> tuple[tuple[str, int], ...]:
    months: Counter[str] = Counter()
    for article_id, (_, day) in said.articles.items():
        if day:
            months[f"{day:%Y-%m}"] += said.by_article[article_id]
    return tuple(sorted(months.items()))


def _find_sources(session: Session, ids: Sequence[int]) -> tuple[tuple[str, int], ...]:
    query = (
        select(Source.name, func.count())
        .join(StatementSource, StatementSource.source_id == Source.id)
        .where(is_among(session.connection(), StatementSource.statement_id, ids))
        .group_by(Source.name)
        .order_by(func.count().desc(), Source.name)
    )
    return tuple((name, count) for name, count in session.execute(query))


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
