"""The open database: the one way in for everything that reads or writes rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from quotetrack.errors import DatabaseError, SchemaError
from quotetrack.store.engine import (
    create_engine,
    find_file,
    hold_still,
    lock_for_writing,
    read_url,
    rewrite_files,
    show_url,
)
from quotetrack.store.failures import translate_failures
from quotetrack.store.schema import check_revision, upgrade_engine


class Database:
    """A database whose schema this program knows. Close it, or use it in a `with` statement."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def place(self) -> str:
        """What to call the database in a message: its file, or its URL without the password."""
        return show_url(self._engine.url)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give a session whose work is committed at the end, or undone if an exception leaves.

        What fails in the database inside it is raised as DatabaseError.
        """
        with translate_failures(self.place), Session(self._engine, autoflush=False) as session:
            yield session
            session.commit()

    @contextmanager
    def still(self) -> Iterator[Session]:
        """Give a session to read from that sees all as it is at one moment, whoever writes."""
        with self.session() as session:
            hold_still(session.connection())
            yield session

    def erase(self) -> None:
        """Have nothing of what was deleted be left in the database's files.

        Writes them anew, which may take minutes. Raises DatabaseError if others are at work.
        """
        try:
            with translate_failures(self.place):
                rewrite_files(self._engine)
        except DatabaseError as error:
            raise DatabaseError(
                f"{error}. What was deleted is in no table any more, but may still be in the "
                "files: run the command again when nobody else is at work"
            ) from error

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def open_database(url: str, *, upgrade: bool = False, replans: bool = False) -> Database:
    """Return the open database at a URL or in a file, brought to the newest schema if asked.

    Raises SchemaError if its schema is absent, older or newer than this program's, DatabaseError
    if it cannot be opened. Without `upgrade` nothing is created. `replans` is for whoever asks the
    same queries again and again, as `create_engine` has it.
    """
    parsed = read_url(url)
    place, file = show_url(parsed), find_file(parsed)
    if file is not None and not file.exists():
        if not file.parent.is_dir():
            raise DatabaseError(f"database {place}: there is no folder {file.parent}; make it")
        if not upgrade:
            raise SchemaError(
                f"database {place} does not exist: run 'quotetrack ingest' or "
                "'quotetrack db upgrade' to make it, or name another file with --db"
            )
    engine = create_engine(parsed, replans=replans)
    try:
        with translate_failures(place):
            if upgrade:
                upgrade_engine(engine)
            else:
                with engine.connect() as connection:
                    check_revision(connection)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine)


def begin_writing(session: Session) -> None:
    """Make the session the only one that writes, until it ends; waits for another one.

    Every function that writes calls it first.
    """
    lock_for_writing(session.connection())
