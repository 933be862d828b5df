"""What an event records of rows: read from the rows when it is written, and again to compare.

Each row is a digest over its columns and the names it refers to, so that an audit can name the one
that was altered. Columns that the program itself changes later are left out: the end of a reading,
an identity, a mismatch or a review, and another claim of a statement, are told by later events.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from quotetrack import records
from quotetrack.records import EventKind
from quotetrack.store.events import dump, write_moment
from quotetrack.store.models import (
    Alias,
    Identity,
    Mismatch,
    Reading,
    Review,
    Run,
    Source,
    Speaker,
    Statement,
    StatementPart,
    StatementSource,
)

# Hexadecimal digits kept of a row's digest; the batch's own digest is over whole ones.
_SHORT = 16

_STATEMENTS = (
    select(
        *(Statement.reading_id, Statement.id, Statement.claim_id, Statement.article_id),
        *(Statement.ordinal, Statement.type, Statement.content),
        *(Statement.cue_start, Statement.cue_end, Statement.cue),
        *(Statement.mention_start, Statement.mention_end, Statement.mention),
        *(Statement.speaker_id, Speaker.key, Speaker.name, Alias.name, Statement.kind),
        *(Statement.role, Statement.resolution, Statement.rule, Statement.confidence),
    )
    .outerjoin(Speaker, Speaker.id == Statement.speaker_id)
    .outerjoin(Alias, Alias.id == Statement.alias_id)
    .order_by(Statement.reading_id, Statement.ordinal)
)
_PARTS = (
    select(StatementPart.statement_id, StatementPart.start_char, StatementPart.end_char)
    .join(Statement, Statement.id == StatementPart.statement_id)
    .order_by(StatementPart.statement_id, StatementPart.ordinal)
)
_SOURCES = (
    select(
        *(StatementSource.statement_id, Source.key, Source.name),
        *(StatementSource.start_char, StatementSource.end_char),
    )
    .join(Source, Source.id == StatementSource.source_id)
    .join(Statement, Statement.id == StatementSource.statement_id)
    .order_by(StatementSource.statement_id, StatementSource.ordinal)
)
_CONTRADICTING = (
    *(Mismatch.article_id, Mismatch.second_article_id, Mismatch.ordinal, Mismatch.kind),
    *(Mismatch.first_name, Mismatch.first_start, Mismatch.first_end),
    *(Mismatch.second_name, Mismatch.second_start, Mismatch.second_end),
    *(Mismatch.score, Mismatch.evidence, Mismatch.key, Mismatch.known),
)
_MISMATCHES = select(Mismatch.reading_id, Mismatch.id, *_CONTRADICTING).order_by(
    Mismatch.reading_id, Mismatch.ordinal
)
_BEGUN = ("version", "model", "config_hash", "started_at")
_ENDED = (
    *("finished_at", "articles", "skipped", "refused"),
    *("statements", "mismatches", "seconds"),
)

REVIEWED = ("subject", "key", "state", "author", "reason", "decided_at", "superseded_at")
# Of reviews of statements and aliases only: events from before there were any lack them.
LINKED = ("statement_id", "made_id", "cause_id", "correction")

_LINKED = frozenset({"statement", "alias"})

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of which an event lists some hundred, in the order of their ids, and those that ended.

    The query gives id and end, then what a digest is over.
    """

    kind: EventKind
    noun: str
    field: str  # of the payload, for the rows that are new
    table: type[Identity] | type[Mismatch]
    query: Select[*tuple[Any, ...]]


IDENTITIES = Listing(
    EventKind.SPEAKERS_IDENTIFIED,
    "identity",
    "identities",
    Identity,
    select(
        *(Identity.id, Identity.superseded_at, Identity.article_id, Identity.speaker_id),
        *(Identity.person_id, Speaker.name, Identity.score, Identity.evidence),
        *(Identity.author, Identity.decided_at),
    ).join(Speaker, Speaker.id == Identity.person_id),
)
CONTRADICTIONS = Listing(
    EventKind.ARTICLES_COMPARED,
    "mismatch",
    "mismatches",
    Mismatch,
    select(Mismatch.id, Mismatch.superseded_at, *_CONTRADICTING).where(
        Mismatch.reading_id.is_(None)
    ),
)


def digest(values: Iterable[object]) -> str:
    """Return the SHA-256, in hexadecimal digits, of values as JSON; days and moments as text."""
    plain = [_write_day(value) if isinstance(value, date) else value for value in values]
    return hashlib.sha256(dump(plain).encode("utf-8", "surrogatepass")).hexdigest()


def describe_article(row: Payload) -> Payload:
    """Return what is recorded of an article's row, given with its id: no word of it."""
    fields = ("id", "title", "outlet", "url", "published", "external_id", "body_start", "origin")
    values = [*(row[name] for name in fields), row["ingested_at"]]
    return {"sha256": row["sha256"], "row": digest(values)[:_SHORT]}


def describe_runs(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[Payload, Payload]]:
    """Return what is recorded of runs by id: as they began, and as they ended."""
    rows = connection.execute(select(*Run.__table__.columns).where(Run.id.in_(ids))).mappings()
    return {row["id"]: (_pick(row, _BEGUN), _pick(row, _ENDED)) for row in rows}


def describe_readings(connection: Connection, ids: Sequence[int]) -> dict[int, Payload]:
    """Return what is recorded of readings by id: statements and mismatches in order, by digest.

    A statement is `[id, digest, claim's id]`, a mismatch `[id, digest]`; `digest` is over all.
    `matched` are the statements found again, each with the one under which reviews of it are kept.
    """
    statements = _digest_statements(
        connection, Statement.reading_id.in_(ids), Statement.place.is_(None)
    )
    matched = _find_matched(connection, ids)
    mismatches: defaultdict[int | None, list[tuple[int, str]]] = defaultdict(list)
    for reading_id, *values in connection.execute(_MISMATCHES.where(Mismatch.reading_id.in_(ids))):
        mismatches[reading_id].append((values[0], digest(values)))
    found: dict[int, Payload] = {}
    for row in connection.execute(
        select(Reading.id, Reading.article_id, Reading.run_id, Reading.read_at).where(
            Reading.id.in_(ids)
        )
    ):
        made, contradicting = statements[row.id], mismatches[row.id]
        head = {"article": row.article_id, "run": row.run_id, "at": write_moment(row.read_at)}
        whole = [*(full for _, full, _ in made), *(full for _, full in contradicting)]
        found[row.id] = head | {
            "statements": [[id_, full[:_SHORT], claim] for id_, full, claim in made],
            "mismatches": [[id_, full[:_SHORT]] for id_, full in contradicting],
            "matched": matched[row.id],
            "digest": digest([row.id, *head.values(), *whole]),
        }
    return found


def _find_matched(
    connection: Connection, reading_ids: Sequence[int]
) -> defaultdict[int, list[list[int | None]]]:
    found: defaultdict[int, list[list[int | None]]] = defaultdict(list)
    query = select(Statement.reading_id, Statement.id, Statement.root_id).where(
        Statement.reading_id.in_(reading_ids),
        Statement.place.is_(None),
        Statement.root_id.is_not(None),
    )
    for reading_id, *pair in connection.execute(query.order_by(Statement.id)):
        found[reading_id].append(pair)
    return found


def describe_reviews(connection: Connection, ids: Sequence[int]) -> dict[int, Payload]:
    """Return what is recorded of reviews by id: all of them, for whoever reads the log.

    `made` is the statement that a review made: its id, its digest, its claim's id, its root's, its
    place, its reading's id; None if it made none.
    """
    rows = connection.execute(select(*Review.__table__.columns).where(Review.id.in_(ids)))
    found = {row["id"]: row for row in rows.mappings()}
    made = _describe_made(connection, [row["made_id"] for row in found.values()])
    linked = {
        id_: _pick(row, LINKED) | {"made": made.get(row["made_id"])}
        for id_, row in found.items()
        if row["subject"] in _LINKED
    }
    return {id_: _pick(row, REVIEWED) | linked.get(id_, {}) for id_, row in found.items()}


def _describe_made(
    connection: Connection, ids: Sequence[int | None]
) -> dict[int | None, list[object]]:
    wanted = Statement.id.in_([id_ for id_ in ids if id_ is not None])
    links = (Statement.root_id, Statement.place, Statement.reading_id)
    rows = connection.execute(select(Statement.id, *links).where(wanted))
    linked = {id_: link for id_, *link in rows}
    return {
        id_: [id_, full[:_SHORT], claim, *linked[id_]]
        for described in _digest_statements(connection, wanted).values()
        for id_, full, claim in described
    }


def find_listed(
    connection: Connection, listing: Listing, after: int | None = None, last: int | None = None
) -> Iterator[tuple[int, str, str | None]]:
    """Yield id, digest and end of the rows in order; only those after an id and up to another."""
    id_ = listing.table.id
    query = listing.query.order_by(id_)
    if after is not None:
        query = query.where(id_ > after)
    for row in connection.execute(query if last is None else query.where(id_ <= last)):
        ended = write_moment(row.superseded_at) if row.superseded_at else None
        yield row.id, digest((row.id, *row[2:]))[:_SHORT], ended


def describe_official(official: records.Official) -> str:
    """Return the digest of an official with aliases and offices."""
    terms = [
        [str(value) if isinstance(value, date) else value for value in asdict(term).values()]
        for term in official.terms
    ]
    names = (official.name, official.aliases, official.shared_aliases, official.wikidata)
    return digest((*names, terms))[:_SHORT]


def _digest_statements(
    connection: Connection, *wanted: ColumnElement[bool]
) -> defaultdict[int, list[tuple[int, str, int | None]]]:
    parts: defaultdict[int, list[Sequence[object]]] = defaultdict(list)
    for statement_id, *part in connection.execute(_PARTS.where(*wanted)):
        parts[statement_id].append(part)
    sources: defaultdict[int, list[Sequence[object]]] = defaultdict(list)
    for statement_id, *source in connection.execute(_SOURCES.where(*wanted)):
        sources[statement_id].append(source)
    found: defaultdict[int, list[tuple[int, str, int | None]]] = defaultdict(list)
    for row in connection.execute(_STATEMENTS.where(*wanted)):
        reading_id, id_, claim_id = row[:3]
        full = digest((id_, *row[3:], parts.get(id_, ()), sources.get(id_, ())))
        found[reading_id].append((id_, full, claim_id))
    return found


def _write_day(value: date) -> str:
    return write_moment(value) if isinstance(value, datetime) else value.isoformat()


def _pick(row: Any, names: Sequence[str]) -> Payload:
    return {
        name: _write_day(row[name]) if isinstance(row[name], date) else row[name] for name in names
    }
