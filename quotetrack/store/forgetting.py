"""An article forgotten on a legal request: what holds words of its text goes, hash and log stay.

The one place that deletes what was read. The text, and with it title, address, origin and own id;
its statements in every reading; the mismatches that have a side in it; who its speakers are, with
the evidence; its words in claims and in the search index; names that nothing else uses. An event
lists the rows that go, so that an audit knows them from rows removed by hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from quotetrack.errors import QuotetrackError
from quotetrack.records import Event, EventKind, Forgotten, StatementType, Variant
from quotetrack.speakers.claims import remake_claim
from quotetrack.store.articles import find_article
from quotetrack.store.claim_keys import delete_claims
from quotetrack.store.current import count_printed
from quotetrack.store.digests import describe_article
from quotetrack.store.engine import insert_rows
from quotetrack.store.events import add_events
from quotetrack.store.forgotten import find_forgotten
from quotetrack.store.models import (
    Alias,
    Article,
    Claim,
    ClaimKey,
    Identity,
    Mismatch,
    Proposal,
    Review,
    SearchEntry,
    Source,
    Speaker,
    Statement,
    StatementPart,
    StatementSource,
)
from quotetrack.store.session import begin_writing

_GONE = {"title": None, "url": None, "external_id": None, "origin": None}
_CHUNK = 500  # values in one IN (…)


def forget_article(session: Session, key: str, author: str, reason: str) -> Forgotten:
    """Return what was decided about the article that a key names: now it is forgotten.

    Of one that was forgotten before, what was decided then. The bytes are gone once
    `Database.erase` has run. Raises NotFoundError if no article fits, or more than one,
    QuotetrackError without an author or a reason.
    """
    if not author.strip() or not reason.strip():
        raise QuotetrackError("to forget an article needs an author and a reason: --by and --why")
    begin_writing(session)
    connection, now = session.connection(), datetime.now(UTC)
    id_ = find_article(session, key)
    before = find_forgotten(connection, [id_])
    if not before:
        named = _find_names(connection, id_)
        _record(connection, id_, author.strip(), reason.strip(), now)
        _delete_rows(connection, id_)
        for start in range(0, len(named["claims"]), _CHUNK):
            _remake_claims(connection, named["claims"][start : start + _CHUNK])
        _delete_names(connection, named)
        before = find_forgotten(connection, [id_])
    return before[id_]


def _record(connection: Connection, id_: int, author: str, reason: str, now: datetime) -> None:
    columns = [column for column in Article.__table__.columns if column.name != "text"]
    row = connection.execute(select(*columns).where(Article.id == id_)).mappings().one()
    payload = describe_article(dict(row) | _GONE) | {"reason": reason}
    for name, table in (("statements", Statement), ("identities", Identity)):
        ids = select(table.id).where(table.article_id == id_).order_by(table.id)
        payload[name] = list(connection.scalars(ids))
    sides = select(Mismatch.id).where(_has_side(id_)).order_by(Mismatch.id)
    payload["mismatches"] = list(connection.scalars(sides))
    event = Event(EventKind.ARTICLE_FORGOTTEN, "article", id_, payload, author)
    add_events(connection, [event], now)


def _has_side(id_: int) -> Any:
    return or_(Mismatch.article_id == id_, Mismatch.second_article_id == id_)


def _find_names(connection: Connection, id_: int) -> dict[str, list[int]]:
    """Return the ids of what the article's rows refer to."""
    theirs = Statement.article_id == id_
    sources = select(StatementSource.source_id).join(
        Statement, Statement.id == StatementSource.statement_id
    )
    queries: dict[str, list[Select[*tuple[Any, ...]]]] = {
        "claims": [select(Statement.claim_id).where(theirs)],
        "aliases": [select(Statement.alias_id).where(theirs)],
        "sources": [sources.where(theirs)],
        "speakers": [
            select(Statement.speaker_id).where(theirs),
            *(
                select(column).where(Identity.article_id == id_)
                for column in (Identity.speaker_id, Identity.person_id)
            ),
        ],
    }
    return {
        name: sorted({id_ for query in several for id_ in connection.scalars(query) if id_})
        for name, several in queries.items()
    }


def _delete_rows(connection: Connection, id_: int) -> None:
    theirs = select(Statement.id).where(Statement.article_id == id_)
    for table in (SearchEntry, StatementPart, StatementSource):
        connection.execute(delete(table).where(table.statement_id.in_(theirs)))
    connection.execute(delete(Statement).where(Statement.article_id == id_))
    connection.execute(delete(Mismatch).where(_has_side(id_)))
    connection.execute(delete(Identity).where(Identity.article_id == id_))
    connection.execute(update(Article).where(Article.id == id_).values(text="", **_GONE))


def _remake_claims(connection: Connection, ids: Collection[int]) -> None:
    """Have claims hold the words of the statements that are left, and go with the last of them."""
    query = select(Statement.claim_id, Claim.speaker_id, Statement.type, Statement.content)
    left: defaultdict[int, list[Variant]] = defaultdict(list)
    for row in connection.execute(
        query.join(Claim, Claim.id == Statement.claim_id)
        .where(Statement.claim_id.in_(ids))
        .order_by(Statement.id)
    ):
        speaker = "" if row.speaker_id is None else str(row.speaker_id)
        left[row.claim_id].append(Variant(speaker, StatementType(row.type), row.content))
    delete_claims(connection, [id_ for id_ in ids if id_ not in left])
    connection.execute(delete(ClaimKey).where(ClaimKey.claim_id.in_(ids)))
    for id_, variants in left.items():
        claim = remake_claim(variants)
        values = {"type": claim.variant.type.value, "content": claim.variant.content}
        connection.execute(update(Claim).where(Claim.id == id_).values(values))
        keys = [{"key": key, "claim_id": id_} for key in claim.keys]
        insert_rows(connection, ClaimKey, keys)
    count_printed(connection, left)


def _delete_names(connection: Connection, named: dict[str, list[int]]) -> None:
    """Delete the names that nothing uses any more; what people decided about is used."""
    speakers = named["speakers"]
    proposed = or_(Proposal.first_id.in_(speakers), Proposal.second_id.in_(speakers))
    # Open ones are made anew of the articles that are left.
    connection.execute(delete(Proposal).where(proposed, Proposal.state == "open"))
    merges = connection.scalars(select(Review.key).where(Review.subject == "merge"))
    decided = {int(id_) for key in merges for id_ in key.split("|")}
    uses = (
        *(Statement.speaker_id, Claim.speaker_id, Identity.speaker_id, Identity.person_id),
        *(Proposal.first_id, Proposal.second_id),
    )
    unused = select(Speaker.id).where(
        Speaker.id.in_(set(speakers) - decided),
        *(~exists().where(column == Speaker.id) for column in uses),
    )
    gone = list(connection.scalars(unused))
    connection.execute(
        delete(Alias).where(
            or_(Alias.speaker_id.in_(gone), Alias.id.in_(named["aliases"])),
            ~exists().where(Statement.alias_id == Alias.id),
            Alias.id.not_in(_find_reviewed(connection)),
        )
    )
    connection.execute(delete(Speaker).where(Speaker.id.in_(gone)))
    unused = select(Source.id).where(
        Source.id.in_(named["sources"]), ~exists().where(StatementSource.source_id == Source.id)
    )
    connection.execute(delete(Source).where(Source.id.in_(list(connection.scalars(unused)))))


def _find_reviewed(connection: Connection) -> list[int]:
    """Return the aliases that somebody decided about."""
    keys = connection.scalars(select(Review.key).where(Review.subject == "alias").distinct())
    return [int(key) for key in keys]
