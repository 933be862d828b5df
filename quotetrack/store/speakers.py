"""Speakers, found under any name that was printed for them. What holds now only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, not_, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from quotetrack.records import QuoteFilter, SpeakerKind, StoredSpeaker, Term
from quotetrack.store.current import of_current
from quotetrack.store.engine import is_among
from quotetrack.store.identities import PERSON, is_said_by, select_said_by, with_identity
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
from quotetrack.store.said import Said
from quotetrack.store.statements import read_conditions
from quotetrack.store.tallies import Tallies

_PAGE = 500  # speakers fetched at a time
_SUGGESTIONS = 5
_NEAR = 75  # rapidfuzz's ratio, of 100: "galuzyn" and "galuzin" have 86

_Counts = defaultdict[int, Counter[str]]  # by the speaker's id


def find_speakers(
    session: Session, name: str, *, raw: bool = False, tallies: Tallies | None = None
) -> list[StoredSpeaker]:
    """Return the speakers with all words of `name` in their name or in one alias.

    An alias is what an article prints for them, or what the registry gives an official.
    Case, diacritics and punctuation do not count. Those named exactly so come first, then
    those with more statements. A speaker without a statement that holds is not found. Whoever has
    `tallies` need not have counted anew what they know.
    """
    ids = find_speaker_ids(session, name, raw=raw)
    return describe_speakers(session, ids, name, raw=raw, tallies=tallies)


def describe_speakers(
    session: Session,
    ids: Sequence[int],
    name: str,
    *,
    raw: bool = False,
    tallies: Tallies | None = None,
) -> list[StoredSpeaker]:
    """Return the speakers with the ids that a name fits, in the order of `find_speakers`."""
    found, key = _read_speakers(session, ids, raw=raw, tallies=tallies), fold_name(name)
    return sorted(found, key=lambda speaker: key not in map(fold_name, _names(speaker)))


def find_speaker_ids(session: Session, name: str, *, raw: bool = False) -> list[int]:
    """Return the ids of those whom `find_speakers` finds, in any order, without all about them."""
    words = fold_name(name).split()
    if not words:
        return []
    printed = of_current(select(Statement.article_id, Statement.speaker_id), raw=raw)
    by_alias = printed.where(
        Statement.alias_id.in_(select(Alias.id).where(_has_words(Alias.key, words)))
    )
    by_printed = printed.where(
        Statement.speaker_id.in_(select(Speaker.id).where(_has_words(Speaker.key, words)))
    )
    # Once an article: who that is need not be looked up for each of thousands of statements.
    fitting = by_alias.union(by_printed).subquery()
    taken = and_(
        Identity.article_id == fitting.c.article_id,
        Identity.speaker_id == fitting.c.speaker_id,
        Identity.superseded_at.is_(None),
    )
    person = func.coalesce(Identity.person_id, fitting.c.speaker_id)
    people = select(person).select_from(fitting).outerjoin(Identity, taken).distinct()
    by_name = select(Speaker.id).where(_has_words(Speaker.key, words))
    official = select(OfficialAlias.official_id).where(_has_words(OfficialAlias.key, words))
    by_registry = select(Speaker.id).where(
        Speaker.kind == SpeakerKind.PERSON.value,
        Speaker.key.in_(select(Official.key).where(Official.id.in_(official))),
    )
    quoted = set(session.scalars(people))
    named = set(session.scalars(by_name.union(by_registry))) - quoted
    return sorted(quoted | {id_ for id_ in named if _has_statement(session, id_, raw)})


def get_speakers(
    session: Session, names: Sequence[str], tallies: Tallies | None = None
) -> list[StoredSpeaker]:
    """Return the people with exactly these names whom a current reading quotes."""
    keys = [fold_name(name) for name in names]
    people = select(Speaker.id).where(
        Speaker.kind == SpeakerKind.PERSON.value, Speaker.key.in_(keys)
    )
    return _read_speakers(session, session.scalars(people).all(), raw=False, tallies=tallies)


def is_quoted() -> ColumnElement[bool]:
    """Return the condition that a statement that lists show is a speaker's, or taken for theirs."""
    moved = exists().where(
        Identity.article_id == Statement.article_id,
        Identity.speaker_id == Statement.speaker_id,
        Identity.superseded_at.is_(None),
    )
    said = select(Statement.id).where(
        Statement.speaker_id == Speaker.id, Statement.listed, not_(moved)
    )
    taken = select(Identity.id).where(
        Identity.person_id == Speaker.id, Identity.superseded_at.is_(None)
    )
    # In this order: whoever is taken for somebody is told by one look at an index. And the first
    # that there is, since PostgreSQL would look up all statements at once for "exists".
    return or_(*(one.limit(1).scalar_subquery().is_not(None) for one in (taken, said)))


def list_speakers_by_name(
    session: Session,
    after: tuple[str, int] | None,
    most: int,
    tallies: Tallies | None = None,
) -> tuple[list[StoredSpeaker], tuple[str, int] | None]:
    """Return the next speakers in the order of their folded names, and what follows them.

    `after` is what the page before gave; None stands for the first page, and for no next one.
    """
    query = select(Speaker.key, Speaker.id).where(is_quoted())
    if after is not None:
        query = query.where(tuple_(Speaker.key, Speaker.id) > tuple_(*map(literal, after)))
    rows = session.execute(query.order_by(Speaker.key, Speaker.id).limit(most + 1)).all()
    places = {row.id: place for place, row in enumerate(rows[:most])}
    found = _read_speakers(session, list(places), raw=False, tallies=tallies)
    follows = (rows[most - 1].key, rows[most - 1].id) if len(rows) > most else None
    return sorted(found, key=lambda speaker: places[speaker.id]), follows


def list_most_quoted(session: Session, most: int) -> list[int]:
    """Return the ids of the speakers to whom articles give most statements, roughly."""
    query = select(Statement.speaker_id).where(Statement.speaker_id.is_not(None))
    often = query.group_by(Statement.speaker_id).order_by(func.count().desc()).limit(most)
    return [id_ for id_ in session.scalars(often) if id_ is not None]


def list_printed_offices(session: Session, after: int = 0) -> tuple[list[tuple[str, int]], int]:
    """Return the offices of the statements with a higher id, and the highest id there is.

    Each once with every speaker to whom it is given, by id, as the article names them; those of
    statements that do not hold any more as well.
    """
    last = session.scalar(select(func.max(Statement.id))) or 0
    new = select(Statement.role, Statement.speaker_id).where(
        Statement.id > after,
        Statement.id <= last,
        Statement.role.is_not(None),
        Statement.speaker_id.is_not(None),
    )
    given = [(role or "", id_ or 0) for role, id_ in session.execute(new.distinct())]
    return given, max(last, after)


def list_printed_terms(
    session: Session, offices: Mapping[str, Collection[int]] | None = None
) -> Iterator[tuple[str, Term]]:
    """Yield the offices that articles print, with the first and last day of such an article.

    All of them, which looks at every statement, or those that are printed exactly so, given with
    the speakers of `list_printed_offices`, by whom their statements are found.
    """
    days = (func.min(Article.published), func.max(Article.published))
    query = _of_current(select(Speaker.name, Statement.role, *days))
    query = query.join(Speaker, Speaker.id == PERSON).join(
        Article, Article.id == Statement.article_id
    )
    query = query.where(Statement.role.is_not(None)).group_by(Speaker.name, Statement.role)
    if offices is not None:
        if not offices:
            return
        connection, ids = session.connection(), set[int]().union(*offices.values())
        query = query.where(
            is_among(connection, Statement.speaker_id, ids),
            is_among(connection, Statement.role, offices),
        )
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


def list_speakers(
    session: Session, wanted: QuoteFilter | None = None, *, raw: bool = False
) -> Generator[StoredSpeaker]:
    """Yield every speaker with a statement that fits, those with most statements first.

    What is counted is every statement, not only those that fit; the filter's own `raw` counts as
    well. Streams, so do not commit while it runs.
    """
    raw = raw or (wanted is not None and wanted.raw)
    said = _select_said(None, raw)
    if wanted is None or wanted == QuoteFilter(raw=wanted.raw):
        return _stream(session, said, raw)
    fitting = _of_current(select(PERSON), raw).join(Article, Article.id == Statement.article_id)
    fitting = fitting.where(*read_conditions(session, wanted))
    return _stream(session, said.where(PERSON.in_(fitting)), raw)


def find_names(session: Session, speaker_ids: Sequence[int]) -> set[str]:
    """Return all names, folded, under which articles or lists know one of the speakers."""
    found = _read_speakers(session, speaker_ids, raw=False)
    return {fold_name(name) for speaker in found for name in _names(speaker)}


def _names(speaker: StoredSpeaker) -> tuple[str, ...]:
    return (speaker.name, *speaker.aliases)


def _has_words(key: InstrumentedAttribute[str], words: Sequence[str]) -> ColumnElement[bool]:
    padded = literal(" ") + key + " "
    return and_(*(padded.contains(f" {word} ", autoescape=True) for word in words))


def _of_current(query: Select[*tuple[Any, ...]], raw: bool = False) -> Select[*tuple[Any, ...]]:
    """Return a query that selects from statements, kept to what holds now."""
    return with_identity(of_current(query.select_from(Statement), raw=raw))


def _has_statement(session: Session, id_: int, raw: bool) -> bool:
    said = _of_current(select(Statement.id), raw).where(is_said_by([id_]))
    return session.scalar(said.limit(1)) is not None


def _select_said(ids: Sequence[int] | None, raw: bool) -> Select[*tuple[Any, ...]]:
    """Return the query for what is counted of the people with the given ids, or of all."""
    columns = (PERSON.label("person_id"), Statement.id, Statement.article_id, Statement.place)
    query = select(*columns, Statement.alias_id, Statement.role)
    if ids is None:
        return _of_current(query, raw)
    said = select_said_by(ids, of_current(query, raw=raw)).subquery()
    return select(*said.columns)


def _read_speakers(
    session: Session, ids: Sequence[int], raw: bool, tallies: Tallies | None = None
) -> list[StoredSpeaker]:
    """Return the people with the given ids who have a statement, in the order of `_stream`."""
    found: list[StoredSpeaker] = []
    for start in range(0, len(ids), _PAGE):
        some = ids[start : start + _PAGE]
        if tallies is None or raw:
            found += _stream(session, _select_said(some, raw), raw)
        else:
            found += describe_said(session, tallies.count(session, some))
    return sorted(found, key=lambda speaker: (-speaker.statements, speaker.name, speaker.id))


def describe_said(session: Session, counted: Mapping[int, Said]) -> Iterator[StoredSpeaker]:
    """Yield the speakers of whom it was counted what they said, by their ids."""
    query = select(Speaker.id, Speaker.name, Speaker.kind).where(Speaker.id.in_(counted))
    for id_, name, kind in session.execute(query):
        said = counted[id_]
        yield StoredSpeaker(
            id=id_,
            name=name,
            kind=SpeakerKind(kind),
            statements=said.statements,
            articles=len(said.article_ids),
            reviewed=said.reviewed,
            aliases=list_aliases(name, said.aliases),
            offices=tuple(rank(said.offices)),
        )


def _stream(
    session: Session, counted: Select[*tuple[Any, ...]], raw: bool
) -> Generator[StoredSpeaker]:
    said = counted.subquery().columns
    statements = func.count(said.id)
    query = (
        select(
            Speaker.id,
            Speaker.name,
            Speaker.kind,
            statements.label("statements"),
            func.count(said.article_id.distinct()).label("articles"),
            func.count(said.place).label("reviewed"),
        )
        .join(Speaker, Speaker.id == said.person_id)
        .group_by(Speaker.id, Speaker.name, Speaker.kind)
        .order_by(statements.desc(), Speaker.name, Speaker.id)
    )
    with session.execute(query, execution_options={"yield_per": _PAGE}) as result:
        for rows in result.partitions():
            ids = [row.id for row in rows]
            aliases, offices = _count_printed(session, ids, raw)
            for row in rows:
                yield StoredSpeaker(
                    id=row.id,
                    name=row.name,
                    kind=SpeakerKind(row.kind),
                    statements=row.statements,
                    articles=row.articles,
                    reviewed=row.reviewed,
                    aliases=list_aliases(row.name, aliases[row.id]),
                    offices=tuple(rank(offices[row.id])),
                )


def _count_printed(session: Session, speaker_ids: list[int], raw: bool) -> tuple[_Counts, _Counts]:
    """Return how often which aliases and which offices are printed for each speaker."""
    said = _select_said(speaker_ids, raw).subquery().columns
    printed = (said.person_id, said.alias_id, said.role)
    # Counted by number: the names of so few are soon found, and not sorted a thousand times.
    counted = select(*printed, func.count().label("times")).group_by(*printed).subquery().columns
    query = select(counted.person_id, counted.role, counted.times, Alias.name)
    query = query.outerjoin(Alias, Alias.id == counted.alias_id)
    aliases: _Counts = defaultdict(Counter)
    offices: _Counts = defaultdict(Counter)
    for row in session.execute(query):
        if row.name is not None:
            aliases[row.person_id][row.name] += row.times
        if row.role is not None:
            offices[row.person_id][row.role] += row.times
    return aliases, offices


def list_aliases(name: str, printed: Counter[str]) -> tuple[str, ...]:
    """Return the names that are printed for a speaker, the most frequent first, and their own."""
    names = rank(printed)
    return tuple(names if name in names else [*names, name])


def rank(counts: Counter[str]) -> list[str]:
    """Return what was counted, the most frequent first, and by name where none is."""
    return sorted(counts, key=lambda printed: (-counts[printed], printed))
