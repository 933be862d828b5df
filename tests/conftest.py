"""Databases for the tests: made once by the migrations, then copied for each test."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy import create_engine as make_engine
from sqlalchemy import text

from quotetrack.store.found import record_upgrade
from quotetrack.store.models import Base
from quotetrack.store.schema import HEAD_REVISION, upgrade_schema
from quotetrack.store.session import Database, open_database
from tests.databases import Databases, PostgresServer, SqliteFiles
from tests.postgres import SERVER_VARIABLE, run_server

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line has it


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def databases(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Databases:
    """Where databases are made; whatever asks for it runs on the one engine, then on the other."""
    if request.param == "sqlite":
        return SqliteFiles(tmp_path_factory.mktemp("databases"))
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server


@pytest.fixture(scope="session")
def template_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the newest schema and no rows. Copy it."""
    file = tmp_path_factory.mktemp("template") / "template.db"
    upgrade_schema(f"sqlite:///{file}")
    return file


@pytest.fixture
def database_url(
    databases: Databases, template_file: Path, request: pytest.FixtureRequest
) -> Iterator[str]:
    """The URL of a database with the newest schema and no rows; its schema is not to be altered."""
    if isinstance(databases, PostgresServer):
        yield request.getfixturevalue("postgres_url")
        return
    url = databases.create(str(template_file))
    yield url
    databases.drop(url)


@pytest.fixture
def empty_url(databases: Databases) -> Iterator[str]:
    """The URL of a database without any table; for SQLite, of a file that does not exist."""
    url = databases.create()
    yield url
    databases.drop(url)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh, open database without rows."""
    with open_database(database_url) as opened:
        yield opened


def leave_out(reason: str) -> NoReturn:
    """Skip a test for the reason given; in CI, where everything is to be had, fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server; skips the test where there is none, or no driver for it."""
    if importlib.util.find_spec("psycopg") is None:
        leave_out("psycopg is not installed: pip install 'quotetrack[postgres]'")
    # It would come by at any time, and the plans that tests look at change with its counts.
    with run_server(autovacuum=False) as url:
        if url is None:
            leave_out(f"no PostgreSQL server: install one, or name one in {SERVER_VARIABLE}")
        yield PostgresServer(url)


@pytest.fixture(scope="session")
def migrated_postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The URL of a PostgreSQL database with the newest schema. Shared: empty it before use."""
    url = postgres_server.create()
    upgrade_schema(url)
    yield url
    postgres_server.drop(url)


@pytest.fixture
def postgres_url(migrated_postgres_url: str) -> str:
    """The URL of a PostgreSQL database with the newest schema and no rows; not to be altered."""
    engine = make_engine(migrated_postgres_url)
    guarded = ("articles", "events")
    with engine.begin() as connection:  # five times as fast as TRUNCATE
        for name in guarded:
            connection.execute(text(f"ALTER TABLE {name} DISABLE TRIGGER USER"))
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
        for name in guarded:
            connection.execute(text(f"ALTER TABLE {name} ENABLE TRIGGER USER"))
        connection.execute(
            text("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'")
        )
        record_upgrade(connection, None, HEAD_REVISION)  # as the migration leaves it
    engine.dispose()
    return migrated_postgres_url
