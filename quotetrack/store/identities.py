"""Who the speakers of articles are across articles: read for the decision, and kept with it.

An identity is superseded, never overwritten. `PERSON` is what every list of speakers goes by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.orm import Session

from quotetrack import records
from quotetrack.records import SpeakerKind
from quotetrack.store.current import is_current
from quotetrack.store.digests import IDENTITIES
from quotetrack.store.engine import insert_new, insert_numbered
from quotetrack.store.forgotten import IS_FORGOTTEN
from quotetrack.store.keys import fold_name
from quotetrack.store.models import Article, Event, Identity, Proposal, Speaker, Statement
from quotetrack.store.recording import record_listed
from quotetrack.store.session import begin_writing

PERSON = func.coalesce(Identity.person_id, Statement.speaker_id)
_HAS_IDENTITY = and_(
    Identity.article_id == Statement.article_id,
    Identity.speaker_id == Statement.speaker_id,
    Identity.superseded_at.is_(None),
)
_CHUNK = 500  # values in one IN (…)

_PERSON = SpeakerKind.PERSON.value

_Key = tuple[int, int]  # article's id, speaker's id
_Name = tuple[str, str]  # key, kind


def with_identity(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Return a query on statements that knows `PERSON`."""
    return query.outerjoin(Identity, _HAS_IDENTITY)


def is_said_by(ids: Sequence[int]) -> ColumnElement[bool]:
    """Return the condition that a statement is by one of the people."""
    return Statement.id.in_(select_said_by(ids))


def select_said_by(
    ids: Sequence[int], query: Select[*tuple[Any, ...]] | None = None
) -> CompoundSelect[*tuple[Any, ...]]:
    """Return a query on statements, kept to those by one of the people; else one for their ids.

    Two questions, each to an index: no index helps where they are one, joined by "or".
    """
    query = select(Statement.id) if query is None else query
    unmoved = with_identity(query).where(Statement.speaker_id.in_(ids), Identity.id.is_(None))
    moved = query.join(Identity, _HAS_IDENTITY).where(Identity.person_id.in_(ids))
    return unmoved.union_all(moved)


_NAMED = (
    select(
        Statement.article_id,
        Statement.speaker_id,
        Speaker.name,
        Speaker.kind,
        Statement.role,
        Article.outlet,
        Article.published,
    )
    .join(Speaker, Speaker.id == Statement.speaker_id)
    .join(Article, Article.id == Statement.article_id)
    .where(is_current())
    .distinct()
    .order_by(Statement.article_id, Statement.speaker_id, Statement.role)
)


def read_appearances(session: Session) -> list[records.Appearance]:
    """Return every named speaker of every article, once an article."""
    found: dict[_Key, Any] = {}
    offices: defaultdict[_Key, list[str]] = defaultdict(list)
    beside: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for row in session.execute(_NAMED):
        key = (row.article_id, row.speaker_id)
        found[key] = row
        offices[key] += [row.role] if row.role else []
        beside[row.article_id][row.name] = None
    return [
        records.Appearance(
            article_id=row.article_id,
            speaker_id=row.speaker_id,
            name=row.name,
            kind=SpeakerKind(row.kind),
            offices=tuple(offices[key]),
            outlet=row.outlet,
            published=row.published,
            beside=tuple(name for name in beside[row.article_id] if name != row.name),
        )
        for key, row in found.items()
    ]


def save_identities(
    session: Session,
    identities: Sequence[records.Identity],
    proposals: Sequence[records.Proposal],
    author: str,
) -> int:
    """Return how many appearances are somebody else than before; the rest stays as it was.

    What a human has decided about a proposal stays; open proposals are those given now.
    """
    begin_writing(session)
    connection, now = session.connection(), datetime.now(UTC)
    # An article may have been forgotten since its speakers were read.
    gone = set(connection.scalars(select(Event.about_id).where(IS_FORGOTTEN)))
    identities = [i for i in identities if i.appearance.article_id not in gone]
    named = {(fold_name(i.name), i.appearance.kind.value): i.name for i in identities}
    for proposal in proposals:
        for name in proposal.names:
            named.setdefault((fold_name(name), _PERSON), name)
    people = _add_people(connection, named, now)
    changed = _replace(connection, identities, people, author, now)
    _propose(connection, proposals, people, now)
    return changed


def _add_people(connection: Connection, named: dict[_Name, str], now: datetime) -> dict[_Name, int]:
    ids = _find_people(connection, list(named))
    new = [name for name in named if name not in ids]
    rows = [
        {"key": key, "kind": kind, "name": named[key, kind], "created_at": now} for key, kind in new
    ]
    insert_new(connection, Speaker, rows)
    return ids | _find_people(connection, new)


def _find_people(connection: Connection, names: list[_Name]) -> dict[_Name, int]:
    keys = list(dict.fromkeys(key for key, _ in names))
    found: dict[_Name, int] = {}
    for start in range(0, len(keys), _CHUNK):
        query = select(Speaker.key, Speaker.kind, Speaker.id).where(
            Speaker.key.in_(keys[start : start + _CHUNK])
        )
        found |= {(key, kind): id_ for key, kind, id_ in connection.execute(query)}
    return found


def _replace(
    connection: Connection,
    identities: Sequence[records.Identity],
    people: dict[_Name, int],
    author: str,
    now: datetime,
) -> int:
    wanted = {
        (i.appearance.article_id, i.appearance.speaker_id): (
            people[fold_name(i.name), i.appearance.kind.value],
            i.score,
            i.evidence,
        )
        for i in identities
    }
    current = select(*Identity.__table__.columns).where(Identity.superseded_at.is_(None))
    before = {(row.article_id, row.speaker_id): row for row in connection.execute(current)}
    held = {key: (row.person_id, row.score, row.evidence) for key, row in before.items()}
    last = connection.scalar(select(func.max(Identity.id))) or 0
    ended = [before[k].id for k in held if wanted.get(k) != held[k]]
    _supersede(connection, ended, now)
    new = {key: identity for key, identity in wanted.items() if held.get(key) != identity}
    fields = ("article_id", "speaker_id", "person_id", "score", "evidence")
    decided = {"author": author, "decided_at": now}
    rows = [dict(zip(fields, key + value, strict=True)) | decided for key, value in new.items()]
    insert_numbered(connection, Identity, rows)
    record_listed(connection, IDENTITIES, last, ended, now, author)
    return sum(
        held.get(key, key[1:])[0] != wanted.get(key, key[1:])[0] for key in held.keys() | wanted
    )


def _supersede(connection: Connection, ids: list[int], now: datetime) -> None:
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        connection.execute(update(Identity).where(Identity.id.in_(chunk)).values(superseded_at=now))


def _propose(
    connection: Connection,
    proposals: Sequence[records.Proposal],
    people: dict[_Name, int],
    now: datetime,
) -> None:
    rows: dict[_Key, dict[str, Any]] = {}
    for proposal in proposals:
        first, second = sorted(people[fold_name(name), _PERSON] for name in proposal.names)
        if first != second:
            rows[first, second] = {
                "first_id": first,
                "second_id": second,
                "score": proposal.score,
                "evidence": proposal.evidence,
                "state": "open",
                "proposed_at": now,
            }
    _replace_open(connection, rows)


def _replace_open(connection: Connection, rows: dict[_Key, dict[str, Any]]) -> None:
    """Make the rows the open proposals, but for pairs that are decided.

    A pair keeps its number, and a new one gets none that was in use before.
    """
    columns = (Proposal.id, Proposal.first_id, Proposal.second_id)
    query = select(*columns).where(Proposal.state == "open")
    held = {(row.first_id, row.second_id): row.id for row in connection.execute(query)}
    same = [
        {"proposal": id_} | {name: rows[pair][name] for name in ("score", "evidence")}
        for pair, id_ in held.items()
        if pair in rows
    ]
    if same:
        connection.execute(update(Proposal).where(Proposal.id == bindparam("proposal")), same)
    insert_new(connection, Proposal, [row for pair, row in rows.items() if pair not in held])
    gone = [id_ for pair, id_ in held.items() if pair not in rows]
    for start in range(0, len(gone), _CHUNK):
        connection.execute(delete(Proposal).where(Proposal.id.in_(gone[start : start + _CHUNK])))
