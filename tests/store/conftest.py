"""Every store test runs on both engines: here `database_url` is of the one, then of the other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from quotetrack.store.runs import start_run
from quotetrack.store.session import Database
from tests.conftest import PostgresServer
from tests.store.examples import SETTINGS


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, template_file: Path, tmp_path: Path) -> str:
    """The URL of a database with the newest schema and no rows; its schema is not to be altered."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    file = tmp_path / "quotetrack.db"
    shutil.copy(template_file, file)
    return f"sqlite:///{file}"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without any table; for SQLite, of a file that does not exist."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.create()
    yield url
    server.drop(url)


@pytest.fixture
def run_id(database: Database) -> int:
    """A run that has begun."""
    with database.session() as session:
        return start_run(session, SETTINGS)
