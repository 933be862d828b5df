"""Officials from a file: JSON lines as in `seeds/officials.jsonl`, or CSV with a row an office.

A file is taken whole or not at all: the first error ends the reading.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from quotetrack.errors import InputError
from quotetrack.export.officials import FIELDS
from quotetrack.ingest.decode import decode_text, read_bytes
from quotetrack.records import Official, Term
from quotetrack.store.keys import fold_name

SEPARATOR = "; "

Row = Mapping[str, object]


def read_officials(path: Path, max_bytes: int) -> list[Official]:
    """Return the officials of a .jsonl or .csv file, in its order.

    Rows of a CSV file with one name are one official. Raises InputError, naming file and line,
    for what cannot be read, for a name that comes twice and an alias that two officials have
    without its being marked as shared.
    """
    readers = {".jsonl": _read_jsonl, ".csv": _read_csv}
    read = readers.get(path.suffix.casefold())
    if read is None:
        raise InputError(f"{path}: is neither .csv nor .jsonl: name the file by what it holds")
    text = decode_text(read_bytes(path, max_bytes), str(path))
    owners: dict[str, str] = {}
    officials: list[Official] = []
    for place, official in read(text, str(path)):
        for key, name in {fold_name(n): n for n in (official.name, *official.aliases)}.items():
            if key in owners:
                raise InputError(
                    f"{place}: “{name}” is {owners[key]} already: name each official once, and put "
                    "an alias that two have under shared_aliases of both"
                )
            owners[key] = official.name
        officials.append(official)
    return officials


def _read_jsonl(text: str, name: str) -> Iterator[tuple[str, Official]]:
    for number, line in enumerate(text.splitlines(), start=1):
        place = f"{name}:{number}"
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{place}: is not JSON: {error}") from None
        if not isinstance(row, dict):
            raise InputError(f'{place}: is JSON but no object: {{"name": …}} is expected')
        terms = row.get("offices", [])
        if not isinstance(terms, list) or not all(isinstance(term, dict) for term in terms):
            raise InputError(f"{place}: “offices” is no list of objects")
        yield place, _read_official(row, [_read_term(term, place) for term in terms], place)


def _read_csv(text: str, name: str) -> Iterator[tuple[str, Official]]:
    rows = csv.DictReader(text.splitlines(keepends=True), strict=True)
    if "name" not in (rows.fieldnames or ()):
        raise InputError(f"{name}:1: has no column “name”: its first line must name the columns")
    found: dict[str, tuple[str, Official]] = {}
    try:
        for cells in rows:
            place = f"{name}:{rows.line_num}"
            row: dict[str, object] = {k: v for k, v in cells.items() if k in FIELDS and v}
            for field in ("aliases", "shared_aliases"):
                row[field] = str(row.get(field, "")).split(SEPARATOR) if row.get(field) else []
            terms = [_read_term(row, place)] if row.get("office") else []
            official = _read_official(row, terms, place)
            first_place, first = found.get(official.name, (place, replace(official, terms=())))
            if (first.aliases, first.wikidata) != (official.aliases, official.wikidata):
                raise InputError(f"{place}: {official.name} has other aliases in an earlier row")
            found[first.name] = first_place, replace(first, terms=first.terms + official.terms)
    except csv.Error as error:
        raise InputError(f"{name}:{rows.line_num}: is not CSV: {error}") from None
    yield from found.values()


def _read_official(row: Row, terms: list[Term], place: str) -> Official:
    return Official(
        name=_read_string(row, "name", place) or _missing("name", place),
        aliases=_read_list(row, "aliases", place),
        shared_aliases=_read_list(row, "shared_aliases", place),
        terms=tuple(terms),
        wikidata=_read_string(row, "wikidata", place),
    )


def _read_term(row: Row, place: str) -> Term:
    term = Term(
        office=_read_string(row, "office", place) or _missing("office", place),
        body=_read_string(row, "body", place),
        country=_read_string(row, "country", place),
        since=_read_day(row, "from", place),
        until=_read_day(row, "to", place),
    )
    if term.since and term.until and term.since > term.until:
        raise InputError(f"{place}: “from” {term.since} lies after “to” {term.until}")
    return term


def _missing(field: str, place: str) -> str:
    raise InputError(f"{place}: has no “{field}”")


def _read_string(row: Row, field: str, place: str) -> str | None:
    value = row.get(field)
    if value is not None and not isinstance(value, str):
        raise InputError(f"{place}: “{field}” is not a string")
    return " ".join(value.split()) or None if value else None


def _read_list(row: Row, field: str, place: str) -> tuple[str, ...]:
    values = row.get(field, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise InputError(f"{place}: “{field}” is no list of strings")
    return tuple(dict.fromkeys(" ".join(value.split()) for value in values if value.strip()))


def _read_day(row: Row, field: str, place: str) -> date | None:
    value = _read_string(row, field, place)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise InputError(f"{place}: “{field}” is {value}, no day such as 2022-12-25") from None
