"""Which claim each new statement belongs to: looked up by its keys, or added.

Reads and writes what shares a key with the new statements and nothing else. What joins a claim is
decided in `quotetrack/speakers/claims.py`; a speaker's key there is the id of its row here. A new
statement's speaker is who the article names; `follow_identities` moves it to the claim of whoever
that is across articles. Who is merely told apart from others of the same name keeps it: that two
of them say the same words is a sign that they are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    bindparam,
    case,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.orm import Session, aliased

from quotetrack.records import Claim, Event, EventKind, StatementType, Variant
from quotetrack.speakers.claims import Joined, join_claims, make_claim
from quotetrack.store import models
from quotetrack.store.current import count_printed, is_current
from quotetrack.store.engine import insert_new, insert_numbered, is_among
from quotetrack.store.events import add_events
from quotetrack.store.identities import PERSON, with_identity
from quotetrack.store.models import ClaimKey, ClaimPair, Speaker, Statement
from quotetrack.store.rows import Row
from quotetrack.store.session import begin_writing

_CHUNK = 5000  # values in one IN (…); SQLite allows 32,766
_OLD = 2000  # statements from before there were claims, taken at a time

_CLAIMS = select(
    models.Claim.id,
    models.Claim.speaker_id,
    models.Claim.type,
    models.Claim.content,
    (models.Claim.printed > 0).label("current"),
)


_WITHOUT = select(
    Statement.id, Statement.speaker_id, Statement.type, Statement.content, Statement.claim_id
).where(Statement.claim_id.is_(None))

_NAMED, _WHO = aliased(Speaker), aliased(Speaker)
_TOLD_APART = func.lower(_NAMED.name) + " ("  # "Budi Santoso (Kapolres Sleman)"
_CLAIMANT = case(
    (func.substr(func.lower(_WHO.name), 1, func.length(_TOLD_APART)) == _TOLD_APART, _NAMED.id),
    else_=_WHO.id,
)
_MOVED = (
    with_identity(
        select(
            Statement.id,
            _CLAIMANT.label("speaker_id"),
            Statement.type,
            Statement.content,
            Statement.claim_id,
        )
    )
    .join(models.Claim, models.Claim.id == Statement.claim_id)
    .join(_NAMED, _NAMED.id == Statement.speaker_id)
    .join(_WHO, _WHO.id == PERSON)
    .where(is_current(), models.Claim.speaker_id != _CLAIMANT)
)


def add_claims(connection: Connection, statements: Sequence[Row], now: datetime) -> list[int]:
    """Return the claim's id for each row of a statement, in order; new claims are added.

    The caller holds the write lock, and inserts the statements next.
    """
    new = [make_claim(_read_variant(row)) for row in statements]
    known = _find_known(connection, {key for claim in new for key in claim.keys})
    joined = join_claims(new, known)
    ids = [claim.id for claim in known if claim.id is not None]
    ids += _insert_claims(connection, joined.claims[len(known) :], now)
    _update_claims(connection, known, joined.claims)
    held = {(key, id_) for claim, id_ in zip(known, ids, strict=False) for key in claim.keys}
    keys = [
        {"key": key, "claim_id": id_}
        for claim, id_ in zip(joined.claims, ids, strict=True)
        for key in claim.keys
        if (key, id_) not in held
    ]
    insert_new(connection, ClaimKey, keys)
    _insert_pairs(connection, joined, ids)
    return [ids[place] for place in joined.places]


def claim_old_statements(session: Session) -> int:
    """Return how many statements were without a claim; now each has one.

    Those of a database that was made before there were claims: afterwards it finds none at once.
    """
    begin_writing(session)
    return len(_claim_all(session.connection(), _WITHOUT))


def follow_identities(session: Session) -> int:
    """Return how many statements were in the claim of another than their speaker across articles.

    Now each is in one of that person, and a claim that nobody prints any more is gone.
    """
    begin_writing(session)
    connection = session.connection()
    left = _claim_all(connection, _MOVED)
    for chunk in _chunks(sorted(set(left))):
        kept = set(
            connection.scalars(select(Statement.claim_id).where(Statement.claim_id.in_(chunk)))
        )
        delete_claims(connection, [id_ for id_ in chunk if id_ not in kept])
    return len(left)


def delete_claims(connection: Connection, ids: Sequence[int]) -> None:
    """Delete claims that no statement is of any more, a few thousand at most."""
    connection.execute(delete(ClaimKey).where(ClaimKey.claim_id.in_(ids)))
    for end in (ClaimPair.first_id, ClaimPair.second_id):
        connection.execute(delete(ClaimPair).where(end.in_(ids)))
    connection.execute(delete(models.Claim).where(models.Claim.id.in_(ids)))


def _claim_all(connection: Connection, query: Select[*tuple[Any, ...]]) -> list[int]:
    """Find the claims of all statements that a query yields; return those they had before."""
    left: list[int] = []
    last = 0
    while True:
        some = query.where(Statement.id > last).order_by(Statement.id).limit(_OLD)
        rows = [dict(row) for row in connection.execute(some).mappings()]
        if not rows:
            return left
        now = datetime.now(UTC)
        claim_ids = add_claims(connection, rows, now)
        connection.execute(
            update(Statement)
            .where(Statement.id == bindparam("statement"))
            .values(claim_id=bindparam("claim")),
            [
                {"statement": row["id"], "claim": claim_id}
                for row, claim_id in zip(rows, claim_ids, strict=True)
            ],
        )
        claimed = [[row["id"], id_] for row, id_ in zip(rows, claim_ids, strict=True)]
        payload = {"statements": claimed}
        event = Event(EventKind.STATEMENTS_CLAIMED, "claim", None, payload)
        add_events(connection, [event], now)
        before = [row["claim_id"] for row in rows if row["claim_id"] is not None]
        count_printed(connection, [*claim_ids, *before])
        left += [row["claim_id"] for row in rows]
        last = rows[-1]["id"]


def _read_variant(row: Row) -> Variant:
    speaker = "" if row["speaker_id"] is None else str(row["speaker_id"])
    return Variant(speaker, StatementType(row["type"]), row["content"])


def _find_known(connection: Connection, keys: Set[int]) -> list[Claim]:
    """Return the claims that hold one of the keys, oldest first, each with those it holds."""
    held: defaultdict[int, list[int]] = defaultdict(list)
    query = select(ClaimKey.claim_id, ClaimKey.key)
    for claim_id, key in connection.execute(
        query.where(is_among(connection, ClaimKey.key, sorted(keys)))
    ):
        held[claim_id].append(key)
    known: list[Claim] = []
    for chunk in _chunks(sorted(held)):
        claims = _CLAIMS.where(models.Claim.id.in_(chunk)).order_by(models.Claim.id)
        known += [
            Claim(_read_variant(row), tuple(held[row["id"]]), row["id"], bool(row["current"]))
            for row in map(dict, connection.execute(claims).mappings())
        ]
    return known


def _insert_claims(connection: Connection, claims: Sequence[Claim], now: datetime) -> list[int]:
    rows = [
        {
            "speaker_id": int(claim.variant.speaker) if claim.variant.speaker else None,
            "type": claim.variant.type.value,
            "content": claim.variant.content,
            "created_at": now,
        }
        for claim in claims
    ]
    return insert_numbered(connection, models.Claim, rows)


def _insert_pairs(connection: Connection, joined: Joined, ids: Sequence[int]) -> None:
    pairs = [
        {
            "first_id": min(ids[one], ids[other]),
            "second_id": max(ids[one], ids[other]),
            "score": score,
        }
        for (one, other), score in joined.pairs.items()
    ]
    insert_new(connection, ClaimPair, pairs)


def _update_claims(connection: Connection, known: Sequence[Claim], joined: Sequence[Claim]) -> None:
    fuller = [
        {"claim": claim.id, "fuller": claim.variant.content}
        for before, claim in zip(known, joined, strict=False)
        if claim.variant != before.variant
    ]
    if fuller:
        connection.execute(
            update(models.Claim)
            .where(models.Claim.id == bindparam("claim"))
            .values(content=bindparam("fuller")),
            fuller,
        )


def _chunks(values: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
