"""The speakers, aliases and sources that readings name: found in the database, or added to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, select

from quotetrack import records
from quotetrack.store.engine import insert_new
from quotetrack.store.keys import find_printed_name, fold_name
from quotetrack.store.models import Alias, Source, Speaker

_T = TypeVar("_T")
_SpeakerKey = tuple[str, str]  # kind, key
_AliasKey = tuple[int, str]  # speaker's id, name as printed
_BY_NAME = frozenset({records.Resolution.FULL_NAME, records.Resolution.PARTIAL_NAME})
_CHUNK = 500  # values in one IN (…); SQLite allows 32,766


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of what a batch of readings names."""

    speakers: dict[_SpeakerKey, int]
    aliases: dict[_AliasKey, int]
    sources: dict[str, int]

    def speaker_id(self, statement: records.Statement) -> int | None:
        """Return the id of the statement's speaker, None if it has no name."""
        key = _speaker_key(statement)
        return None if key is None else self.speakers[key]

    def alias_id(self, statement: records.Statement, text: str) -> int | None:
        """Return the id of the name that the mention prints, None if it prints none."""
        speaker_id, printed = self.speaker_id(statement), _printed_name(statement, text)
        if speaker_id is None or printed is None:
            return None
        return self.aliases[speaker_id, printed]

    def source_id(self, source: records.Source) -> int:
        """Return the id of a source."""
        return self.sources[fold_name(source.name)]


def add_names(connection: Connection, readings: Sequence[records.Reading], now: datetime) -> Names:
    """Return the ids of every speaker, alias and source in the readings; new ones are added.

    The caller holds the write lock. Two names of one kind with the same key are one speaker,
    under the name that came first, until `save_identities` tells who they are across articles.
    """
    speakers = _add_speakers(connection, readings, now)
    return Names(
        speakers=speakers,
        aliases=_add_aliases(connection, readings, speakers, now),
        sources=_add_sources(connection, readings),
    )


def _speaker_key(statement: records.Statement) -> _SpeakerKey | None:
    if statement.speaker is None:
        return None
    return statement.kind.value, fold_name(statement.speaker)


def _printed_name(statement: records.Statement, text: str) -> str | None:
    if (
        statement.speaker is None
        or statement.mention is None
        or statement.resolution not in _BY_NAME
    ):
        return None
    return find_printed_name(statement.speaker, statement.mention.of(text))


def _add_speakers(
    connection: Connection, readings: Sequence[records.Reading], now: datetime
) -> dict[_SpeakerKey, int]:
    wanted: dict[_SpeakerKey, str] = {}
    for reading in readings:
        for statement in reading.statements:
            key = _speaker_key(statement)
            if key is not None and statement.speaker is not None:
                wanted.setdefault(key, statement.speaker)

    def find(keys: Sequence[_SpeakerKey]) -> dict[_SpeakerKey, int]:
        found: dict[_SpeakerKey, int] = {}
        for chunk in _chunks([key for _, key in keys]):
            query = select(Speaker.kind, Speaker.key, Speaker.id).where(Speaker.key.in_(chunk))
            found |= {(kind, key): id_ for kind, key, id_ in connection.execute(query)}
        return found

    ids = find(list(wanted))
    new = [key for key in wanted if key not in ids]
    if new:
        rows = [
            {"kind": kind, "key": key, "name": wanted[kind, key], "created_at": now}
            for kind, key in new
        ]
        insert_new(connection, Speaker, rows)
        ids |= find(new)
    return ids


def _add_aliases(
    connection: Connection,
    readings: Sequence[records.Reading],
    speakers: dict[_SpeakerKey, int],
    now: datetime,
) -> dict[_AliasKey, int]:
    wanted: dict[_AliasKey, None] = {}  # a set that keeps its order
    for reading in readings:
        for statement in reading.statements:
            key = _speaker_key(statement)
            if key is None or statement.speaker is None:
                continue
            wanted[speakers[key], statement.speaker] = None
            printed = _printed_name(statement, reading.article.text)
            if printed is not None:
                wanted[speakers[key], printed] = None

    def find(keys: Sequence[_AliasKey]) -> dict[_AliasKey, int]:
        found: dict[_AliasKey, int] = {}
        for chunk in _chunks(list(dict.fromkeys(speaker_id for speaker_id, _ in keys))):
            query = select(Alias.speaker_id, Alias.name, Alias.id).where(
                Alias.speaker_id.in_(chunk)
            )
            found |= {(speaker, name): id_ for speaker, name, id_ in connection.execute(query)}
        return found

    ids = find(list(wanted))
    new = [key for key in wanted if key not in ids]
    if new:
        rows = [
            {"speaker_id": speaker, "key": fold_name(name), "name": name, "created_at": now}
            for speaker, name in new
        ]
        insert_new(connection, Alias, rows)
        ids |= find(new)
    return ids


def _add_sources(connection: Connection, readings: Sequence[records.Reading]) -> dict[str, int]:
    wanted: dict[str, str] = {}
    for reading in readings:
        for statement in reading.statements:
            for source in statement.sources:
                wanted.setdefault(fold_name(source.name), source.name)

    def find(keys: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for chunk in _chunks(keys):
            query = select(Source.key, Source.id).where(Source.key.in_(chunk))
            found.update(connection.execute(query).all())
        return found

    ids = find(list(wanted))
    new = [key for key in wanted if key not in ids]
    if new:
        insert_new(connection, Source, [{"key": key, "name": wanted[key]} for key in new])
        ids |= find(new)
    return ids


def _chunks(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
