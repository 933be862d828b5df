"""What mismatches between articles are found in: people as they are printed, and pairs of claims.

What holds now only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from quotetrack.records import Held, Printed, SpeakerKind, Voice
from quotetrack.store.current import is_current
from quotetrack.store.identities import PERSON, with_identity
from quotetrack.store.models import Article, ClaimPair, Speaker, Statement

_PAGE = 500  # rows fetched at a time

_DAYS = (func.min(Article.published), func.max(Article.published))
_WAYS = (
    with_identity(
        select(
            Statement.speaker_id,
            PERSON.label("person_id"),
            Speaker.name,
            Statement.role,
            func.min(Statement.id).label("statement_id"),
            _DAYS[0].label("since"),
            _DAYS[1].label("until"),
        ).select_from(Statement)
    )
    .join(Speaker, Speaker.id == Statement.speaker_id)
    .join(Article, Article.id == Statement.article_id)
    .where(is_current(), Speaker.kind == SpeakerKind.PERSON.value)
    .group_by(Statement.speaker_id, PERSON, Speaker.name, Statement.role)
    .order_by(Statement.speaker_id, PERSON, func.min(Statement.id))
)


def read_printed(session: Session) -> Iterator[Printed]:
    """Yield every person under every printed name, with the offices."""
    rows = session.execute(_WAYS, execution_options={"yield_per": _PAGE})
    for _, group in groupby(rows, key=lambda row: (row.speaker_id, row.person_id)):
        ways = list(group)
        days = [day for way in ways for day in (way.since, way.until) if day]
        yield Printed(
            person_id=ways[0].person_id,
            name=ways[0].name,
            statement_id=ways[0].statement_id,
            offices=tuple(
                Held(way.role, way.statement_id, way.since, way.until) for way in ways if way.role
            ),
            since=min(days, default=None),
            until=max(days, default=None),
        )


def read_pairs(session: Session) -> Iterator[tuple[Voice, Voice]]:
    """Yield the claims of different speakers in the same words, each by its first statement.

    Also the statements of one claim that give its speaker different offices. Streams.
    """
    yield from _stream_pairs(session, _pair_claims())
    yield from _stream_pairs(session, _pair_offices())


def _pair_claims() -> Select[*tuple[Any, ...]]:
    firsts = (
        select(Statement.claim_id, func.min(Statement.id).label("id"))
        .where(
            is_current(),
            or_(
                Statement.claim_id.in_(select(ClaimPair.first_id)),
                Statement.claim_id.in_(select(ClaimPair.second_id)),
            ),
        )
        .group_by(Statement.claim_id)
        .cte("firsts")
    )
    one, other = aliased(firsts), aliased(firsts)
    return (
        select(one.c.id.label("one"), other.c.id.label("other"))
        .select_from(ClaimPair)
        .join(one, one.c.claim_id == ClaimPair.first_id)
        .join(other, other.c.claim_id == ClaimPair.second_id)
        .order_by(ClaimPair.first_id, ClaimPair.second_id)
    )


def _pair_offices() -> Select[*tuple[Any, ...]]:
    """Return the query for each claim's first office with each of its others."""
    firsts = (
        select(Statement.claim_id, Statement.role, func.min(Statement.id).label("id"))
        .where(is_current(), Statement.role.is_not(None))
        .where(Statement.speaker_id.is_not(None))
        .group_by(Statement.claim_id, Statement.role)
        .cte("offices")
    )
    first = func.min(firsts.c.id).over(partition_by=firsts.c.claim_id)
    ranked = select(first.label("one"), firsts.c.id.label("other")).subquery()
    return select(ranked).where(ranked.c.one < ranked.c.other).order_by(ranked.c.one)


def _stream_pairs(
    session: Session, query: Select[*tuple[Any, ...]]
) -> Iterator[tuple[Voice, Voice]]:
    with session.execute(query, execution_options={"yield_per": _PAGE}) as result:
        for rows in result.partitions():
            voices = _read_voices(session, sorted({id_ for row in rows for id_ in row}))
            yield from ((voices[row.one], voices[row.other]) for row in rows)


def _read_voices(session: Session, ids: Sequence[int]) -> dict[int, Voice]:
    # The name as the article has it: a misprint is what is looked for.
    query = (
        with_identity(
            select(
                Statement.id,
                Statement.article_id,
                Statement.kind,
                Statement.content,
                PERSON.label("person_id"),
                Speaker.name,
                Statement.role,
                Statement.mention,
                Article.published,
            ).select_from(Statement)
        )
        .join(Article, Article.id == Statement.article_id)
        .outerjoin(Speaker, Speaker.id == Statement.speaker_id)
        .where(Statement.id.in_(ids))
    )
    return {
        row.id: Voice(
            statement_id=row.id,
            article_id=row.article_id,
            kind=SpeakerKind(row.kind),
            content=row.content,
            person_id=row.person_id,
            name=row.name,
            role=row.role,
            mention=row.mention,
            published=row.published,
        )
        for row in session.execute(query)
    }
