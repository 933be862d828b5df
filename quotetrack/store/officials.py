"""The registry: officials with their aliases and offices, as they were last imported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.orm import Session

from quotetrack import records
from quotetrack.records import Event, EventKind, SpeakerKind
from quotetrack.store.digests import describe_official
from quotetrack.store.engine import insert_numbered, insert_rows
from quotetrack.store.events import add_events
from quotetrack.store.keys import fold_name
from quotetrack.store.models import Event as EventRow
from quotetrack.store.models import Official, OfficialAlias, Speaker, Term
from quotetrack.store.session import begin_writing

_CHUNK = 500  # values in one IN (…)


def save_officials(session: Session, officials: Sequence[records.Official]) -> int:
    """Return how many officials were saved; one of the same name takes the place of the former."""
    begin_writing(session)
    connection = session.connection()
    by_key = {fold_name(official.name): official for official in officials}
    _delete(connection, list(by_key))
    now = datetime.now(UTC)
    rows = [
        {"key": key, "name": o.name, "wikidata": o.wikidata or None, "imported_at": now}
        for key, o in by_key.items()
    ]
    if rows:
        ids = insert_numbered(connection, Official, rows)
        _add_parts(connection, list(zip(ids, by_key.values(), strict=True)))
        record_officials(connection, by_key.keys(), now)
    return len(rows)


def record_officials(connection: Connection, keys: Set[str] | None, now: datetime) -> None:
    """Record the officials with these keys, or all: those that were there before the log."""
    listed = [
        [key, describe_official(official)]
        for official in list_officials(connection)
        if (key := fold_name(official.name)) in (keys if keys is not None else {key})
    ]
    if listed:
        payload = {"officials": listed} | ({"found": True} if keys is None else {})
        event = Event(EventKind.OFFICIALS_IMPORTED, "official", None, payload)
        add_events(connection, [event], now)


def list_officials(session: Session | Connection) -> Iterator[records.Official]:
    """Yield every official by name."""
    aliases: defaultdict[tuple[int, bool], list[str]] = defaultdict(list)
    for row in session.execute(
        select(OfficialAlias.official_id, OfficialAlias.shared, OfficialAlias.name).order_by(
            OfficialAlias.official_id, OfficialAlias.ordinal
        )
    ):
        aliases[row.official_id, row.shared].append(row.name)
    terms: defaultdict[int, list[records.Term]] = defaultdict(list)
    for row in session.execute(
        select(*Term.__table__.columns).order_by(Term.official_id, Term.ordinal)
    ):
        term = records.Term(row.office, row.body, row.country, row.since, row.until)
        terms[row.official_id].append(term)
    query = select(Official.id, Official.name, Official.wikidata).order_by(Official.name)
    for id_, name, wikidata in session.execute(query):
        yield records.Official(
            name=name,
            aliases=tuple(aliases[id_, False]),
            shared_aliases=tuple(aliases[id_, True]),
            terms=tuple(terms[id_]),
            wikidata=wikidata,
        )


def find_last_import(session: Session) -> int:
    """Return the number of the last event about officials: while it stays, all of them do."""
    return session.scalar(select(func.max(EventRow.id)).where(EventRow.about == "official")) or 0


def find_wikidata(session: Session) -> dict[int, str]:
    """Return the Wikidata items that the registry gives people who speak, by the speakers' ids."""
    query = (
        select(Speaker.id, Official.wikidata)
        .join(Official, Official.key == Speaker.key)
        .where(Speaker.kind == SpeakerKind.PERSON.value)
    )
    return {id_: item for id_, item in session.execute(query) if item}


def find_terms(session: Session, name: str) -> tuple[records.Term, ...]:
    """Return the offices that the registry gives to whom it calls exactly so."""
    query = (
        select(Term.office, Term.body, Term.country, Term.since, Term.until)
        .join(Official, Official.id == Term.official_id)
        .where(Official.key == fold_name(name))
        .order_by(Term.ordinal)
    )
    return tuple(records.Term(*row) for row in session.execute(query))


def _delete(connection: Connection, keys: list[str]) -> None:
    for start in range(0, len(keys), _CHUNK):
        chunk = keys[start : start + _CHUNK]
        ids = connection.execute(select(Official.id).where(Official.key.in_(chunk))).scalars().all()
        for table in (OfficialAlias, Term):
            connection.execute(delete(table).where(table.official_id.in_(ids)))
        connection.execute(delete(Official).where(Official.id.in_(ids)))


def _add_parts(connection: Connection, numbered: list[tuple[int, records.Official]]) -> None:
    aliases = [
        {
            "official_id": id_,
            "ordinal": ordinal,
            "key": fold_name(name),
            "name": name,
            "shared": ordinal >= len(official.aliases),
        }
        for id_, official in numbered
        for ordinal, name in enumerate((*official.aliases, *official.shared_aliases))
    ]
    insert_rows(connection, OfficialAlias, aliases)
    terms = [
        {
            "official_id": id_,
            "ordinal": ordinal,
            "office": term.office,
            "body": term.body,
            "country": term.country,
            "since": term.since,
            "until": term.until,
        }
        for id_, official in numbered
        for ordinal, term in enumerate(official.terms)
    ]
    insert_rows(connection, Term, terms)
