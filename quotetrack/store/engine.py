"""One engine for both databases: how to connect, and how a transaction that writes begins.

SQLite: write-ahead log, foreign keys on, waits for a lock up to 2 min. A transaction begins as a
reader; what writes calls `lock_for_writing` first, since SQLite refuses at once, without
waiting, to let two readers become writers. On PostgreSQL the same call takes an advisory lock:
writers come one after the other, so they can neither deadlock nor duplicate.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    any_,
    bindparam,
    event,
    func,
    insert,
    make_url,
    select,
    text,
)
from sqlalchemy import create_engine as make_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import InstrumentedAttribute

from quotetrack.errors import DatabaseError
from quotetrack.store.failures import translate_failures
from quotetrack.store.models import Base

if TYPE_CHECKING:  # imported only where it is used: SQLite's commands start faster without it
    from sqlalchemy.dialects import postgresql

LOCK_TIMEOUT_SECONDS = 120  # articles are compared under the lock: half a minute where many are
_ADVISORY_LOCK = 0x71756F7465  # "quote"


def read_url(text: str) -> URL:
    """Return the URL that a text gives: a URL, or the path of an SQLite file.

    Raises DatabaseError for one that names neither SQLite nor PostgreSQL.
    """
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        shown = re.sub(r":[^:/@]*@", ":***@", text)
        raise DatabaseError(
            f"{shown} is no database: give a file, sqlite:///FILE or postgresql://USER@HOST/NAME"
        ) from error
    backend = "postgresql" if url.drivername == "postgres" else url.get_backend_name()
    if backend == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return url
    raise DatabaseError(f"{show_url(url)}: quotetrack keeps its data in SQLite or PostgreSQL")


def show_url(url: URL) -> str:
    """Return what to call a database in a message: its file, or its URL without the password."""
    if url.get_backend_name() == "sqlite" and url.database and not url.query:
        return url.database
    named = [name for name in url.query if "password" in name]
    return url.difference_update_query(named).render_as_string(hide_password=True)


def find_file(url: URL) -> Path | None:
    """Return the file of an SQLite database; None for a server, for memory, for a file: URI."""
    name = url.database or ":memory:"
    if url.get_backend_name() != "sqlite" or name == ":memory:" or name.startswith("file:"):
        return None
    return Path(name)


def create_engine(url: URL, *, replans: bool = False) -> Engine:
    """Return an engine for the database at `url`. Nothing is opened yet.

    With `replans` PostgreSQL plans each query for the words and speakers that are asked for, which
    takes a millisecond: one plan for all of them takes a tenth of a second for some. It starts no
    processes for one then, which takes longer than what they do.
    Raises DatabaseError if the driver is missing.
    """
    with translate_failures(show_url(url)):
        if url.get_backend_name() == "postgresql":
            # What streams is read to its end: a plan for the first tenth of it reads all entries in
            # order for a rare word.
            plans = "-c cursor_tuple_fraction=1.0"
            if replans:
                plans += " -c plan_cache_mode=force_custom_plan"
                plans += " -c max_parallel_workers_per_gather=0"
            options = f"-c lock_timeout={LOCK_TIMEOUT_SECONDS}s -c timezone=UTC {plans}"
            arguments = {} if "options" in url.query else {"options": options}
            return make_engine(url, connect_args=arguments)
        timeout = {} if "timeout" in url.query else {"timeout": LOCK_TIMEOUT_SECONDS}
        engine = make_engine(url, connect_args=timeout)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, record: object) -> None:
    connection.isolation_level = None  # the driver would begin transactions too late
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")  # safe with a write-ahead log


def get_driver(connection: Connection) -> sqlite3.Connection:
    """Return the driver's own connection to an SQLite database."""
    return cast(sqlite3.Connection, connection.connection.driver_connection)


def _begin_sqlite(connection: Connection) -> None:
    connection.info["changes"] = get_driver(connection).total_changes
    connection.info["locked"] = False
    connection.exec_driver_sql("BEGIN")


def lock_for_writing(connection: Connection) -> None:
    """Make the connection's transaction the only one that writes, until it ends.

    Waits for another writer. What the transaction has read so far may have changed meanwhile.
    Raises the driver's error when the wait is too long or the database is read-only.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
        return
    if not connection.in_transaction():
        connection.begin()
    written = get_driver(connection).total_changes != connection.info["changes"]
    if written or connection.info["locked"]:
        return
    connection.exec_driver_sql("ROLLBACK")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    connection.info["locked"] = True


def hold_still(connection: Connection) -> None:
    """Have all that a connection reads from now on be as it is at one moment, whoever writes.

    Undoes what its transaction has done so far. SQLite's readers need no asking.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def prepare_migration(connection: Connection) -> None:
    """Ready a connection that is in no transaction for a migration; `end_migration` undoes it.

    An SQLite database gets its write-ahead log here, once and for good.
    """
    if connection.dialect.name != "sqlite":
        return
    # SQLite alters a table by dropping and rebuilding it: what refers to it must not mind.
    get_driver(connection).execute("PRAGMA foreign_keys = OFF")
    try:
        get_driver(connection).execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # Another process is making the same database, and sets it.
        if not error.sqlite_errorname.startswith("SQLITE_BUSY"):
            raise


def end_migration(connection: Connection) -> None:
    """Have foreign keys watched again. The connection is in no transaction."""
    if connection.dialect.name == "sqlite":
        get_driver(connection).execute("PRAGMA foreign_keys = ON")


def rewrite_files(engine: Engine) -> None:
    """Write the database's files anew from its rows, so that nothing deleted is left in them.

    Needs as much room again, and nobody else at work. A server's log of what was written before,
    and copies, are out of its reach. Raises the driver's error, or DatabaseError if somebody
    still reads what was before.
    """
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            tables = ", ".join(Base.metadata.tables)
            connection.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {tables}")
            # The planner keeps the most common values; those of before are dead rows of its own.
            connection.exec_driver_sql("VACUUM (FULL) pg_catalog.pg_statistic")
        return
    with engine.connect() as connection:
        driver = get_driver(connection)
        # What is taken out of FTS5's index stays in it until it happens to be merged.
        driver.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")
        driver.execute("VACUUM")
        (busy, *_) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise DatabaseError(f"database {show_url(engine.url)} is read by another program")


def is_among(
    connection: Connection, column: InstrumentedAttribute[Any], values: Iterable[int | str]
) -> ColumnElement[bool]:
    """Return the condition that a column has one of many values, given as one parameter.

    As thousands of parameters they take longer to be written than the engine to look them up.
    """
    listed = list(values)
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return column == any_(bindparam(None, listed, type_=postgresql.ARRAY(column.type)))
    return column.in_(select(func.json_each(json.dumps(listed)).table_valued("value").c.value))


# By the table's name, as `forgetting.py` records it.
_LAST_GONE = text(
    "SELECT max(gone.value) FROM events, json_each(events.payload, :path) AS gone "
    "WHERE kind = 'article forgotten'"
)


def insert_numbered(
    connection: Connection, model: type[Base], rows: list[dict[str, Any]]
) -> list[int]:
    """Return the ids of the rows, inserted in their order. The caller holds the write lock.

    SQLite promises no order for the ids that it returns, so that SQLAlchemy would insert row by
    row; nobody else writes, so they can be told beforehand. It would also give the number of a row
    that went with a forgotten article again, under which reviews and the log know that one.
    """
    if not rows:
        return []
    ids = _find_free(connection, model, len(rows))
    numbered = [row | {"id": number} for row, number in zip(rows, ids, strict=True)]
    insert_rows(connection, model, numbered)
    return ids


def _find_free(connection: Connection, model: type[Base], count: int) -> list[int]:
    table = model.__tablename__
    if connection.dialect.name == "postgresql":
        sequence = func.nextval(func.pg_get_serial_sequence(table, "id"))
        each = select(sequence).select_from(func.generate_series(1, count))
        return list(connection.scalars(each))
    gone = connection.scalar(_LAST_GONE, {"path": f"$.{table}"}) or 0
    last = connection.scalar(select(func.max(model.__table__.columns.id))) or 0
    return list(range(max(last, gone) + 1, max(last, gone) + 1 + count))


def insert_rows(connection: Connection, model: type[Base], rows: list[dict[str, Any]]) -> None:
    """Insert the rows, all with the same columns, in one statement."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(_insert_arrays(model, rows))
    else:
        connection.execute(insert(model), rows)


def _insert_arrays(model: type[Base], rows: list[dict[str, Any]]) -> postgresql.Insert:
    """Return the insert of rows that are given to PostgreSQL as an array a column.

    As values they are thousands of parameters, and psycopg takes as long to part such a statement
    as the server to do it.
    """
    from sqlalchemy.dialects import postgresql

    columns = model.__table__.columns
    arrays = (
        bindparam(None, [row[name] for row in rows], type_=postgresql.ARRAY(columns[name].type))
        for name in rows[0]
    )
    given = func.unnest(*arrays).table_valued(*rows[0]).render_derived()
    return postgresql.insert(model).from_select(list(rows[0]), select(given))


def insert_new(connection: Connection, model: type[Base], rows: list[dict[str, Any]]) -> None:
    """Insert the rows, leaving out those that a unique constraint knows already."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(_insert_arrays(model, rows).on_conflict_do_nothing())
    else:
        connection.execute(sqlite.insert(model).on_conflict_do_nothing(), rows)
