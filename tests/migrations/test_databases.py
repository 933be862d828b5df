"""Databases that former versions of the program made: an upgrade loses nothing, on both engines."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, select, text

from quotetrack.records import QuoteFilter
from quotetrack.search import read_query
from quotetrack.store.audit import verify
from quotetrack.store.claim_keys import claim_old_statements
from quotetrack.store.claims import list_claims
from quotetrack.store.engine import create_engine, read_url
from quotetrack.store.schema import check_database, head_revision, make_config, upgrade_schema
from quotetrack.store.search import search_statements
from quotetrack.store.session import open_database
from quotetrack.store.statements import find_quotes

DATABASES = sorted((Path(__file__).parent / "databases").glob("*.sql.gz"))
# Claims of before 0004 had other keys: they are found anew by the next ingest.
FOUND_ANEW = {"claims", "claim_keys"}

Rows = dict[str, list[dict[str, Any]]]


def restore(file: Path, url: str, folder: Path) -> str:
    """Make the database of a former version at an URL, and return its revision."""
    revision = file.name.removesuffix(".sql.gz")
    old = folder / f"{revision}.db"
    target = read_url(url).database if url.startswith("sqlite") else old
    with closing(sqlite3.connect(str(target))) as connection:
        connection.executescript(gzip.decompress(file.read_bytes()).decode())
    if not url.startswith("sqlite"):
        move(str(old), url, revision)
    return revision


def move(file: str, url: str, revision: str) -> None:
    """Copy the rows of an SQLite file to an empty PostgreSQL database with the same schema."""
    engine, former = create_engine(read_url(url)), create_engine(read_url(file))
    with engine.begin() as connection, former.connect() as source:
        command.upgrade(make_config(connection), revision)
        found, tables = MetaData(), MetaData()
        found.reflect(source)
        tables.reflect(connection)
        for table in tables.sorted_tables:
            rows = source.execute(select(found.tables[table.name])).mappings().all()
            if rows and table.name != "alembic_version":
                # The last first: a reading refers to the one that supersedes it.
                connection.execute(table.insert(), [dict(row) for row in reversed(rows)])
            if "id" in table.columns and table.name != "events":
                connection.execute(
                    text(f"SELECT setval('{table.name}_id_seq', max(id)) FROM {table.name}")
                )
    engine.dispose()
    former.dispose()


def read_rows(connection: Connection) -> Rows:
    """Return all rows by table, but for what belongs to the search index."""
    tables = MetaData()
    tables.reflect(connection, only=lambda name, _: not name.startswith(("search_", "alembic_")))
    return {
        table.name: [
            dict(row)
            for row in connection.execute(
                select(table).order_by(*table.primary_key.columns)
            ).mappings()
        ]
        for table in tables.sorted_tables
    }


def find_lost(before: Rows, after: Rows, revision: str) -> list[str]:
    """Return what was there before and is there no more."""
    lost: list[str] = []
    for table, rows in before.items():
        if table in FOUND_ANEW and revision < "0004":
            continue
        added = len(after[table]) - len(rows)
        assert added == 0 or table == "events"
        for row, new in zip(rows, after[table], strict=False):
            kept = row.keys() & new.keys() - ({"claim_id"} if revision < "0004" else set())
            lost += (
                [f"{table}: {row} {new}"] if any(row[name] != new[name] for name in kept) else []
            )
    return lost


@pytest.mark.parametrize("file", DATABASES, ids=lambda file: file.name[:4])
def test_an_upgrade_loses_nothing(empty_url: str, file: Path, tmp_path: Path) -> None:
    revision = restore(file, empty_url, tmp_path)
    engine = create_engine(read_url(empty_url))
    with engine.connect() as connection:
        before = read_rows(connection)
    assert len(before["statements"]) == 25
    assert upgrade_schema(empty_url) == (revision, head_revision())
    assert check_database(empty_url) == []
    with engine.connect() as connection:
        assert find_lost(before, read_rows(connection), revision) == []
    with open_database(empty_url) as database, database.session() as session:
        problem, counts = verify(session)
        assert (problem, counts.articles, counts.statements) == (None, 6, 25)
        assert len(list(find_quotes(session, QuoteFilter()))) == 16
        found = search_statements(session, read_query("rudal kirim"), QuoteFilter())
        assert [stored.article_key for stored in found] == ["b3"]
        claim_old_statements(session)
        assert len(list(list_claims(session, QuoteFilter()))) == 16
        if "claims" in before:
            assert len(before["claims"]) == 21
    with engine.begin() as connection:
        command.downgrade(make_config(connection), revision)
    with engine.connect() as connection:
        assert find_lost(before, read_rows(connection), revision) == []
    engine.dispose()
    assert upgrade_schema(empty_url) == (revision, head_revision())
