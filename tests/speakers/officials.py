"""The registry as it ships, read without the code that imports it."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files

from quotetrack.records import Official, Term


def _read_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _read(line: str) -> Official:
    row = json.loads(line)
    terms = (
        Term(t["office"], t["body"], t["country"], _read_day(t["from"]), _read_day(t["to"]))
        for t in row["offices"]
    )
    return Official(row["name"], tuple(row["aliases"]), tuple(row["shared_aliases"]), tuple(terms))


OFFICIALS = tuple(
    map(
        _read,
        files("quotetrack.seeds")
        .joinpath("officials.jsonl")
        .read_text(encoding="utf-8")
        .splitlines(),
    )
)
