"""The registry as a file: JSON lines, an official a line, or CSV, an office a row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TextIO

from quotetrack.export.csv import write_csv_rows
from quotetrack.records import Official, Term

FIELDS = (
    *("name", "aliases", "shared_aliases", "wikidata"),
    *("office", "body", "country", "from", "to"),
)


def write_officials_jsonl(officials: Iterable[Official], stream: TextIO) -> int:
    """Write an official a line and return how many; empty fields stand there as well."""
    count = 0
    for official in officials:
        row = {**_read_head(official), "offices": [_read_term(term) for term in official.terms]}
        stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        count += 1
    return count


def write_officials_csv(officials: Iterable[Official], stream: TextIO) -> int:
    """Write an office a row, with name and aliases in each, and return how many officials."""
    listed = list(officials)
    write_csv_rows((row for official in listed for row in _read_rows(official)), FIELDS, stream)
    return len(listed)


def _read_rows(official: Official) -> Iterator[dict[str, object]]:
    for term in official.terms or (Term(""),):
        yield {**_read_head(official), **_read_term(term)}


def _read_head(official: Official) -> dict[str, object]:
    return {
        "name": official.name,
        "aliases": list(official.aliases),
        "shared_aliases": list(official.shared_aliases),
        "wikidata": official.wikidata or "",
    }


def _read_term(term: Term) -> dict[str, object]:
    return {
        "office": term.office,
        "body": term.body,
        "country": term.country,
        "from": term.since.isoformat() if term.since else None,
        "to": term.until.isoformat() if term.until else None,
    }
