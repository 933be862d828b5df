"""Databases for the tests: made once by the migrations, then copied for each test."""

from __future__ import annotations

import importlib.util
import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy import create_engine as make_engine
from sqlalchemy import make_url, text

from quotetrack.store.found import record_upgrade
from quotetrack.store.models import Base
from quotetrack.store.schema import HEAD_REVISION, upgrade_schema
from quotetrack.store.session import Database, open_database
from tests.postgres import SERVER_VARIABLE, run_server

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line has it

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def template_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the newest schema and no rows. Copy it."""
    file = tmp_path_factory.mktemp("template") / "template.db"
    upgrade_schema(f"sqlite:///{file}")
    return file


@pytest.fixture
def database_url(template_file: Path, tmp_path: Path) -> str:
    """The URL of a fresh SQLite file with the newest schema and no rows."""
    file = tmp_path / "quotetrack.db"
    shutil.copy(template_file, file)
    return f"sqlite:///{file}"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh, open database without rows."""
    with open_database(database_url) as opened:
        yield opened


class PostgresServer:
    """A server on which databases can be made."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)

    def execute(self, *commands: str) -> None:
        """Run commands outside any transaction."""
        engine = make_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for command in commands:
                connection.execute(text(command))
        engine.dispose()

    def create(self) -> str:
        """Make an empty database and return its URL."""
        worker = os.environ.get("PYTEST_XDIST_WORKER", "")  # several share a named server
        name = f"quotetrack_test_{worker}_{next(_numbers)}"
        self.execute(f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}")
        return self.url.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Drop a database, whoever is connected to it."""
        self.execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


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
    with run_server() as url:
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
