"""Speakers, found under any name that was printed for them. What holds now only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, not_, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from quotetrack.errors import NotFoundError
from quotetrack.records import SpeakerKind, StoredSpeaker, Term
from quotetrack.store.current import of_current
from quotetrack.store.identities import PERSON, is_said_by, with_identity
from quotetrack.store.keys import fold_name
from quotetrack.store.models import (
    Alias,
    Article,
    Identity,
    Official,
    OfficialAlias,
    Speaker,
    Statement,
)

_PAGE = 500  # speakers fetched at a time
_SUGGESTIONS = 5
_NEAR = 75  # rapidfuzz's ratio, of 100: "galuzyn" and "galuzin" have 86


def find_speakers(session: Session, name: str, *, raw: bool = False) -> list[StoredSpeaker]:
    """Return the speakers with all words of `name` in their name or in one alias.

    An alias is what an article prints for them, or what the registry gives an official.
    Case, diacritics and punctuation do not count. Those named exactly so come first, then
    those with more statements. A speaker without a statement that holds is not found.
    """
    key = fold_name(name)
    words = key.split()
    if not words:
        return []
    by_alias = _of_current(select(PERSON), raw).where(
        Statement.alias_id.in_(select(Alias.id).where(_has_words(Alias.key, words)))
    )
    by_printed = _of_current(select(PERSON), raw).where(
        Statement.speaker_id.in_(select(Speaker.id).where(_has_words(Speaker.key, words)))
    )
    by_name = select(Speaker.id).where(_has_words(Speaker.key, words))
    official = select(OfficialAlias.official_id).where(_has_words(OfficialAlias.key, words))
    by_registry = select(Speaker.id).where(
        Speaker.kind == SpeakerKind.PERSON.value,
        Speaker.key.in_(select(Official.key).where(Official.id.in_(official))),
    )
    fitting = session.scalars(by_alias.union(by_printed, by_name, by_registry)).all()
    found = _read_speakers(session, fitting, raw=raw)
    return sorted(found, key=lambda speaker: key not in map(fold_name, _names(speaker)))


def get_speakers(session: Session, names: Sequence[str]) -> list[StoredSpeaker]:
    """Return the people with exactly these names whom a current reading quotes."""
    keys = [fold_name(name) for name in names]
    people = select(Speaker.id).where(
        Speaker.kind == SpeakerKind.PERSON.value, Speaker.key.in_(keys)
    )
    return _read_speakers(session, session.scalars(people).all(), raw=False)


def get_speaker(session: Session, id_: int) -> StoredSpeaker:
    """Return the speaker with an id, or the one whom the bearer of that name is taken for.

    Raises NotFoundError where there is none, or nothing that holds is by them.
    """
    taken = select(Identity.person_id).where(
        Identity.speaker_id == id_, Identity.superseded_at.is_(None)
    )
    often = taken.group_by(Identity.person_id).order_by(func.count().desc(), Identity.person_id)
    for person_id in (id_, *session.scalars(often)):
        for speaker in _read_speakers(session, [person_id], raw=False):
            return speaker
    raise NotFoundError(f"no article quotes speaker {id_}: `quotetrack speakers` lists who is")


def is_quoted() -> ColumnElement[bool]:
    """Return the condition that a statement that lists show is a speaker's, or taken for theirs."""
    moved = exists().where(
        Identity.article_id == Statement.article_id,
        Identity.speaker_id == Statement.speaker_id,
        Identity.superseded_at.is_(None),
    )
    said = exists().where(Statement.speaker_id == Speaker.id, Statement.listed, not_(moved))
    taken = exists().where(Identity.person_id == Speaker.id, Identity.superseded_at.is_(None))
    return or_(said, taken)


def list_speakers_by_name(
    session: Session, after: tuple[str, int] | None, most: int
) -> tuple[list[StoredSpeaker], tuple[str, int] | None]:
    """Return the next speakers in the order of their folded names, and what follows them.

    `after` is what the page before gave; None stands for the first page, and for no next one.
    """
    query = select(Speaker.key, Speaker.id).where(is_quoted())
    if after is not None:
        query = query.where(tuple_(Speaker.key, Speaker.id) > tuple_(*map(literal, after)))
    rows = session.execute(query.order_by(Speaker.key, Speaker.id).limit(most + 1)).all()
    places = {row.id: place for place, row in enumerate(rows[:most])}
    found = _read_speakers(session, list(places), raw=False)
    follows = (rows[most - 1].key, rows[most - 1].id) if len(rows) > most else None
    return sorted(found, key=lambda speaker: places[speaker.id]), follows


def list_printed_terms(session: Session) -> Iterator[tuple[str, Term]]:
    """Yield the offices that articles print, with the first and last day of such an article."""
    days = (func.min(Article.published), func.max(Article.published))
    query = _of_current(select(Speaker.name, Statement.role, *days))
    query = query.join(Speaker, Speaker.id == PERSON).join(
        Article, Article.id == Statement.article_id
    )
    query = query.where(Statement.role.is_not(None)).group_by(Speaker.name, Statement.role)
    for name, role, since, until in session.execute(query.order_by(Speaker.name, Statement.role)):
        yield name, Term(role, since=since, until=until)


def suggest_speakers(session: Session, name: str) -> list[str]:
    """Return up to five names of speakers that are spelt nearly so, the nearest first.

    Compared are whole names and single words of names, by rapidfuzz's ratio.
    """
    from rapidfuzz import fuzz, process

    heard = _of_current(select(Statement.id)).where(Statement.speaker_id == Speaker.id)
    query = select(Speaker.name, Alias.key).join(Alias).where(heard.exists())
    spelt: dict[str, str] = {}
    for printed, key in session.execute(query.order_by(Speaker.id, Alias.id)):
        for form in (key, *key.split()):
            spelt.setdefault(form, printed)
    near = process.extract(
        fold_name(name), spelt.keys(), scorer=fuzz.ratio, limit=50, score_cutoff=_NEAR
    )
    return list(dict.fromkeys(spelt[form] for form, _, _ in near))[:_SUGGESTIONS]


def list_speakers(session: Session, *, raw: bool = False) -> Generator[StoredSpeaker]:
    """Yield every speaker with a statement, those with most statements first.

    Streams, so do not commit while it runs.
    """
    return _stream(session, raw=raw)


def _names(speaker: StoredSpeaker) -> tuple[str, ...]:
    return (speaker.name, *speaker.aliases)


def _has_words(key: InstrumentedAttribute[str], words: Sequence[str]) -> ColumnElement[bool]:
    padded = literal(" ") + key + " "
    return and_(*(padded.contains(f" {word} ", autoescape=True) for word in words))


def _of_current(query: Select[*tuple[Any, ...]], raw: bool = False) -> Select[*tuple[Any, ...]]:
    """Return a query that selects from statements, kept to what holds now."""
    return with_identity(of_current(query.select_from(Statement), raw=raw))


def _read_speakers(session: Session, ids: Sequence[int], raw: bool) -> list[StoredSpeaker]:
    """Return the people with the given ids who have a statement, in the order of `_stream`."""
    found: list[StoredSpeaker] = []
    for start in range(0, len(ids), _PAGE):
        found += _stream(session, is_said_by(ids[start : start + _PAGE]), raw=raw)
    return sorted(found, key=lambda speaker: (-speaker.statements, speaker.name, speaker.id))


def _stream(
    session: Session, *conditions: ColumnElement[bool], raw: bool = False
) -> Generator[StoredSpeaker]:
    statements = func.count(Statement.id)
    query = (
        _of_current(
            select(
                Speaker.id,
                Speaker.name,
                Speaker.kind,
                statements.label("statements"),
                func.count(Statement.article_id.distinct()).label("articles"),
                func.count(Statement.place).label("reviewed"),
            ),
            raw,
        )
        .join(Speaker, Speaker.id == PERSON)
        .where(*conditions)
        .group_by(Speaker.id, Speaker.name, Speaker.kind)
        .order_by(statements.desc(), Speaker.name, Speaker.id)
    )
    with session.execute(query, execution_options={"yield_per": _PAGE}) as result:
        for rows in result.partitions():
            ids = [row.id for row in rows]
            aliases = _count_printed(session, ids, Alias.name, raw)
            offices = _count_printed(session, ids, Statement.role, raw)
            for row in rows:
                names = aliases[row.id]
                yield StoredSpeaker(
                    id=row.id,
                    name=row.name,
                    kind=SpeakerKind(row.kind),
                    statements=row.statements,
                    articles=row.articles,
                    reviewed=row.reviewed,
                    aliases=tuple(names if row.name in names else [*names, row.name]),
                    offices=tuple(offices[row.id]),
                )


def _count_printed(
    session: Session, speaker_ids: list[int], column: InstrumentedAttribute[Any], raw: bool
) -> defaultdict[int, list[str]]:
    """Return what stands in a column for each speaker's statements, the most frequent first."""
    query = _of_current(select(PERSON, column), raw)
    query = query.outerjoin(Alias, Alias.id == Statement.alias_id)
    printed: defaultdict[int, list[str]] = defaultdict(list)
    for speaker_id, name in session.execute(
        query.where(is_said_by(speaker_ids), column.is_not(None))
        .group_by(PERSON, column)
        .order_by(func.count().desc(), column)
    ):
        printed[speaker_id].append(name)
    return printed
