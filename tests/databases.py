"""Databases of either engine for the tests: empty ones and copies, made and dropped alike."""

from __future__ import annotations

import itertools
import os
import shutil
from pathlib import Path
from typing import Protocol

from sqlalchemy import create_engine as make_engine
from sqlalchemy import make_url, text

_numbers = itertools.count(1)


class Databases(Protocol):
    """A place where databases of one engine are made."""

    def create(self, template: str | None = None) -> str:
        """Return the URL of a new database: without any table, or a copy of one not in use."""

    def drop(self, url: str) -> None:
        """Drop a database, whoever is connected to it."""


class SqliteFiles:
    """A folder for SQLite files; that of a database without any table does not exist yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def create(self, template: str | None = None) -> str:
        """Return the URL of a file."""
        file = self._folder / f"{next(_numbers)}.db"
        if template is not None:
            shutil.copy(find_file(template), file)
        return f"sqlite:///{file}"

    def drop(self, url: str) -> None:
        """Delete a file and its write-ahead log."""
        for ending in ("", "-wal", "-shm"):
            Path(f"{find_file(url)}{ending}").unlink(missing_ok=True)


class PostgresServer:
    """A PostgreSQL server."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)

    def create(self, template: str | None = None) -> str:
        """Return the URL of a database on the server."""
        name = f"quotetrack_test_{os.getpid()}_{next(_numbers)}"  # several share a named server
        like = "template0" if template is None else make_url(template).database
        self._execute(f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name} TEMPLATE {like}")
        return self.url.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Drop a database."""
        self._execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def _execute(self, *commands: str) -> None:
        """Run commands outside any transaction."""
        engine = make_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for command in commands:
                connection.execute(text(command))
        engine.dispose()


def find_file(url: str) -> Path:
    """Return the file of an SQLite database."""
    return Path(url.removeprefix("sqlite:///"))


def is_postgresql(url: str) -> bool:
    """Return whether a URL is that of a PostgreSQL database."""
    return url.startswith("postgres")


def make_impatient(url: str) -> str:
    """Return the URL of the same database for one who waits for a lock 50 ms."""
    if is_postgresql(url):
        return _add_to_query(url, options="-c lock_timeout=50")
    return _add_to_query(url, timeout="0.05")


def make_read_only(url: str) -> str:
    """Return the URL of the same database for one who may only read."""
    if is_postgresql(url):
        return _add_to_query(url, options="-c default_transaction_read_only=on")
    return f"sqlite:///file:{find_file(url)}?mode=ro&uri=true"


def execute(url: str, *commands: str) -> None:
    """Run SQL commands on a database, in one transaction."""
    engine = make_engine(url)
    with engine.begin() as connection:
        for command in commands:
            connection.execute(text(command))
    engine.dispose()


def count_rows(url: str, table: str) -> int:
    """Return how many rows a table holds."""
    engine = make_engine(url)
    with engine.connect() as connection:
        number: int = connection.scalar(text(f"SELECT count(*) FROM {table}"))
    engine.dispose()
    return number


def _add_to_query(url: str, **settings: str) -> str:
    return make_url(url).update_query_dict(settings).render_as_string(hide_password=False)
