"""A copy of the database as it is at one moment, whoever writes meanwhile."""

from __future__ import annotations

import os
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL

from quotetrack.errors import DatabaseError, QuotetrackError
from quotetrack.store.engine import create_engine, find_file, get_driver, read_url, show_url
from quotetrack.store.failures import translate_failures


def back_up(url: str, file: Path) -> None:
    """Copy an SQLite database to a file that does not exist yet; it is there whole or not at all.

    Writers need not wait, and what they write meanwhile is not in it. Raises QuotetrackError where
    there is a file already, DatabaseError for a database that is not there, cannot be read, or is
    a server's: then it names the command that copies it.
    """
    source = read_url(url)
    if source.get_backend_name() == "postgresql":
        raise DatabaseError(
            f"database {show_url(source)} is copied by its own program; run: "
            f"{write_pg_dump(source, file)}"
        )
    original = find_file(source)
    if original is not None and not original.is_file():
        raise DatabaseError(f"database {show_url(source)} does not exist: nothing to copy")
    if file.exists():
        raise QuotetrackError(f"{file}: is there already: give the name of a new file")
    if not file.parent.is_dir():
        raise QuotetrackError(f"{file}: there is no folder {file.parent}; make it")
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with translate_failures(show_url(source)):
            _copy(source, part)
        _put_in_place(part, file)
    finally:
        for left in (part, *(part.with_name(part.name + end) for end in ("-journal", "-wal"))):
            left.unlink(missing_ok=True)


def write_pg_dump(url: URL, file: Path) -> str:
    """Return the command that copies a PostgreSQL database to a file, without any password."""
    named = [name for name in url.query if "password" in name]
    plain = url.set(drivername="postgresql")._replace(password=None)
    dbname = plain.difference_update_query(named).render_as_string()
    return shlex.join(["pg_dump", "--format=custom", f"--file={file}", f"--dbname={dbname}"])


def _copy(source: URL, part: Path) -> None:
    engine = create_engine(source)
    try:
        with engine.connect() as connection, closing(sqlite3.connect(part)) as target:
            # All at once: with a write-ahead log this neither waits for a writer nor stops one.
            get_driver(connection).backup(target, pages=-1)
    finally:
        engine.dispose()


def _put_in_place(part: Path, file: Path) -> None:
    try:
        with part.open("rb") as stream:
            os.fsync(stream.fileno())
        _link(part, file)
    except FileExistsError as error:
        raise QuotetrackError(f"{file}: is there already: give the name of a new file") from error
    except OSError as error:
        raise QuotetrackError(f"{file}: cannot be written: {error.strerror or error}") from error


def _link(part: Path, file: Path) -> None:
    """Give a file its name; unlike a move, this never takes the place of one made meanwhile."""
    try:
        os.link(part, file)
    except FileExistsError:
        raise
    except OSError:  # the file system knows no links, as that of many a memory stick
        if file.exists():
            raise FileExistsError from None
        part.rename(file)
