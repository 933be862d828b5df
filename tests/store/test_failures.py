"""What a failing database means to a user."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from quotetrack.errors import DatabaseError
from quotetrack.store.failures import explain_failure, translate_failures


class _DriverError(Exception):
    sqlite_errorname = ""
    sqlstate = ""


def _failure(**codes: str) -> OperationalError:
    cause = _DriverError("what the driver says")
    for name, value in codes.items():
        setattr(cause, name, value)
    return OperationalError("SELECT 1", {}, cause)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (_failure(sqlite_errorname="SQLITE_BUSY_SNAPSHOT"), "news.db is locked by another"),
        (_failure(sqlite_errorname="SQLITE_READONLY_DBMOVED"), "news.db is read-only: make"),
        (_failure(sqlite_errorname="SQLITE_CANTOPEN"), "check that the folder exists"),
        (_failure(sqlite_errorname="SQLITE_NOTADB"), "is not an SQLite database"),
        (_failure(sqlite_errorname="SQLITE_CORRUPT"), "is damaged"),
        (_failure(sqlite_errorname="SQLITE_FULL"), "free some disk space"),
        (_failure(sqlstate="55P03"), "is locked by another program"),
        (_failure(sqlstate="25006"), "is read-only"),
        (_failure(), "news.db failed: what the driver says"),
        (ModuleNotFoundError("no", name="psycopg"), "quotetrack[postgres]"),
        (UnicodeEncodeError("utf-8", "a\ud800", 1, 2, "no"), "half a character"),
    ],
)
def test_explain_failure(error: Exception, said: str) -> None:
    assert said in str(explain_failure(error, "news.db"))


@pytest.mark.parametrize(
    "bug",
    [
        KeyError("x"),
        ModuleNotFoundError("no", name="numpy"),
        IntegrityError("INSERT", {}, sqlite3.IntegrityError("UNIQUE")),
    ],
)
def test_a_bug_stays_a_bug(bug: Exception) -> None:
    assert explain_failure(bug, "news.db") is None
    with pytest.raises(type(bug)), translate_failures("news.db"):
        raise bug


def test_the_cause_is_kept() -> None:
    failure = _failure(sqlite_errorname="SQLITE_FULL")
    with pytest.raises(DatabaseError) as caught, translate_failures("news.db"):
        raise failure
    assert caught.value.__cause__ is failure
