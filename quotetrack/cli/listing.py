"""Statements as the commands list them: the columns of the table, and the three formats."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence

from quotetrack.cli.output import Column, print_table
from quotetrack.export.csv import write_csv_rows
from quotetrack.export.jsonl import read_rows, write_json
from quotetrack.export.row import FIELDS
from quotetrack.records import StoredPlace, StoredStatement

_SHORT_KEY = 12

_QUOTE_COLUMNS = (
    Column("Date", ratio=3),
    Column("Article", style="dim", below=True),
    Column("Speaker", ratio=3, style="bold"),
    Column("Role", below=True),
    Column("Type", width=14),
    Column("Cue", style="yellow", below=True),
    Column("Source", style="magenta", below=True),
    Column("Content", ratio=6),
)


def print_quotes(
    statements: Iterable[StoredStatement], format_: str, *, framed: bool = False
) -> int:
    """Print statements as a table, a JSON array or CSV, as they come; return how many."""
    if format_ == "table":
        rows = (_read_cells(stored) for stored in statements)
        return print_table(_QUOTE_COLUMNS, rows, framed=framed)
    return print_rows(read_rows(statements), FIELDS, format_)


def print_rows(rows: Iterable[Mapping[str, object]], fields: Sequence[str], format_: str) -> int:
    """Print rows as a JSON array or as CSV, as they come; return how many."""
    if format_ == "json":
        return write_json(rows, sys.stdout)
    return write_csv_rows(rows, fields, sys.stdout)


def read_speaker(stored: StoredStatement) -> str:
    """Return the speaker's name, or in brackets what stands for one that has none."""
    statement = stored.statement
    return statement.speaker or f"({statement.kind.value})"


def read_article_cell(stored: StoredStatement | StoredPlace) -> str:
    """Return outlet, title and the key under which `quotetrack show` finds the article."""
    return read_article(stored.outlet, stored.title, stored.article_key)


def read_article(outlet: str | None, title: str | None, key: str) -> str:
    """Return outlet, title and key on one line; a SHA-256 shortened to what is still unique."""
    is_hash = len(key) == 64 and all(digit in "0123456789abcdef" for digit in key)
    named = ": ".join(part for part in (outlet, title) if part)
    return f"{named} [{key[:_SHORT_KEY] if is_hash else key}]".strip()


def _read_cells(stored: StoredStatement) -> tuple[str | None, ...]:
    statement = stored.statement
    return (
        stored.published.isoformat() if stored.published else None,
        read_article_cell(stored),
        read_speaker(stored),
        statement.role,
        statement.type.value,
        stored.cue,
        ", ".join(source.name for source in statement.sources),
        stored.content,
    )
