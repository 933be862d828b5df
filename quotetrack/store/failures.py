"""What a failing database means to a user: the one place that turns driver errors into ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import (
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
    ProgrammingError,
)

from quotetrack.errors import DatabaseError

# By the beginning of SQLite's error name.
_SQLITE = {
    "SQLITE_BUSY": "is locked by another program: let that one finish, then try again",
    "SQLITE_LOCKED": "is locked by another program: let that one finish, then try again",
    "SQLITE_READONLY": "is read-only: make the file and its folder writable, or name another file",
    "SQLITE_CANTOPEN": "cannot be opened: check that the folder exists and that you may write "
    "in it, or name another file",
    "SQLITE_NOTADB": "is not an SQLite database: name another file",
    "SQLITE_CORRUPT": "is damaged: put back a copy, or ingest the articles into a new file",
    "SQLITE_FULL": "has no room left: free some disk space, then try again",
    "SQLITE_PERM": "may not be used by you: change the file's permissions, or name another file",
    "SQLITE_IOERR": "cannot be read or written (input/output error): check the disk",
}
# By PostgreSQL's SQLSTATE.
_POSTGRES = {
    "55P03": "is locked by another program: let that one finish, then try again",
    "40P01": "was in use by another program at the same place (deadlock): try again",
    "25006": "is read-only: connect to the primary server",
    "42501": "refuses the permission: ask its owner for rights on the tables",
    "53100": "has no room left: free some disk space, then try again",
}
# By what is said while connecting: psycopg gives no SQLSTATE for it.
_CONNECTING = {
    "password authentication failed": "refuses the password: check the URL",
    "no password supplied": "asks for a password: put it in the URL or in ~/.pgpass",
    "does not exist": "cannot be opened, it or its user does not exist: make them with createdb "
    "and createuser, or correct the URL",
    "Is the server running": "cannot be reached: start the server, or correct the URL",
}


def explain_failure(error: Exception, place: str) -> DatabaseError | None:
    """Return the error to show for a failure of the database at `place`; None if it is a bug."""
    if isinstance(error, NoSuchModuleError):
        return DatabaseError(f"database {place} names a driver that there is not: leave it out")
    if isinstance(error, ModuleNotFoundError) and error.name == "psycopg":
        return DatabaseError(
            f"database {place} needs a driver that is not installed: "
            "pip install 'quotetrack[postgres]'"
        )
    if isinstance(error, UnicodeEncodeError):
        return DatabaseError(
            f"database {place} cannot keep a text with half a character in it "
            f"({error.object[error.start : error.end]!r}): repair the article"
        )
    cause = error.orig if isinstance(error, DBAPIError) else error
    sqlite_name = getattr(cause, "sqlite_errorname", None) or ""
    sqlstate = getattr(cause, "sqlstate", None) or ""
    for name, meaning in _SQLITE.items():
        if sqlite_name.startswith(name):
            return DatabaseError(f"database {place} {meaning}")
    if sqlstate in _POSTGRES:
        return DatabaseError(f"database {place} {_POSTGRES[sqlstate]}")
    if not sqlstate and isinstance(error, OperationalError):
        for words, meaning in _CONNECTING.items():
            if words in str(cause):
                return DatabaseError(f"database {place} {meaning}")
    if isinstance(error, DBAPIError) and not isinstance(error, (IntegrityError, ProgrammingError)):
        return DatabaseError(f"database {place} failed: {str(cause).strip()}")
    return None


@contextmanager
def translate_failures(place: str) -> Iterator[None]:
    """Raise DatabaseError, naming the database at `place`, for what its driver raises inside."""
    try:
        yield
    except Exception as error:
        explained = explain_failure(error, place)
        if explained is None:
            raise
        raise explained from error
