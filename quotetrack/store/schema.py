"""Which revision of the schema a database has, how it gets the newest, and what is wrong in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from quotetrack.errors import DatabaseError, SchemaError
from quotetrack.records import AuditCounts
from quotetrack.store.engine import (
    create_engine,
    end_migration,
    find_file,
    hold_still,
    lock_for_writing,
    prepare_migration,
    read_url,
    show_url,
)
from quotetrack.store.failures import translate_failures
from quotetrack.store.integrity import find_broken_rows, find_damage
from quotetrack.store.models import Base

if TYPE_CHECKING:  # takes 0.1 s to import, and only what migrates needs it
    from alembic.config import Config

# Here so that opening a database needs neither alembic nor the scripts; a test compares the two.
HEAD_REVISION = "0009"


def head_revision() -> str:
    """Return the revision of the schema that this program works with."""
    return HEAD_REVISION


def find_revision(url: str) -> str | None:
    """Return the revision of the database's schema, None if it has none or does not exist.

    Creates nothing. Raises DatabaseError for a database that cannot be read.
    """
    with _connected(url) as connection:
        return read_revision(connection) if connection is not None else None


def explain_schema(url: str) -> str | None:
    """Return why the program cannot use the database's schema, and the next step; None if it can.

    Creates nothing. Raises DatabaseError for a database that cannot be read.
    """
    with _connected(url) as connection:
        return _explain(connection, show_url(read_url(url)))


def upgrade_schema(url: str) -> tuple[str | None, str]:
    """Return the revision before and after bringing the database to the newest schema.

    Creates an SQLite file that does not exist. Nothing changes if any step fails. Waits for
    another program that writes; raises DatabaseError if that takes too long or the database
    cannot be written, SchemaError if it is newer than this program or another program's.
    """
    parsed = read_url(url)
    engine = create_engine(parsed)
    try:
        with translate_failures(show_url(parsed)):
            return upgrade_engine(engine)
    finally:
        engine.dispose()


def check_database(url: str) -> list[str]:
    """Return what is wrong with the database, a sentence each; empty when all is well.

    Looks for a schema that is absent, older, newer or altered, for what the database itself
    reports as damaged, for statements whose content, cue or mention is not the article's text at
    their offsets, and for whatever is no longer as the log of events has it. Raises DatabaseError
    for a database that cannot be opened.
    """
    with _connected(url) as connection:
        if connection is not None and (damage := list(find_damage(connection))):
            return damage
        problem = _explain(connection, show_url(read_url(url)))
        if connection is None or problem is not None:
            return [str(problem)]
        # Here for the reason given in `upgrade_engine`.
        from quotetrack.store.audit import find_tampering

        found = [*_find_drift(connection), *find_broken_rows(connection)]
        hold_still(connection)
        return [*found, *find_tampering(connection, AuditCounts())]


def read_revision(connection: Connection) -> str | None:
    """Return the revision noted in the database, None if none is."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def check_revision(connection: Connection) -> None:
    """Raise SchemaError, naming the next step, unless the database has this program's schema."""
    revision = read_revision(connection)
    if revision == HEAD_REVISION:
        return
    _refuse_unknown(connection, revision)
    state = "has no quotetrack tables yet"
    if revision is not None:
        state = f"is older than this program (schema {revision}, needed {HEAD_REVISION})"
    place = show_url(connection.engine.url)
    raise SchemaError(f"database {place} {state}: run 'quotetrack db upgrade'")


def upgrade_engine(engine: Engine) -> tuple[str | None, str]:
    """Do what `upgrade_schema` does, on an open engine, leaving the driver's errors as they are."""
    # Here, not above: it stands on the open database, which stands on this module.
    from quotetrack.store.found import record_upgrade
    from quotetrack.store.search_index import index_missing

    with engine.connect() as connection:
        before = read_revision(connection)
        if before == HEAD_REVISION:
            return before, before
        _refuse_unknown(connection, before)
        connection.rollback()
        prepare_migration(connection)
        try:
            with connection.begin():
                lock_for_writing(connection)
                before = read_revision(connection)  # another process may have been faster
                if before != HEAD_REVISION:
                    _migrate(connection)
                    record_upgrade(connection, before, HEAD_REVISION)
                    index_missing(connection)
        finally:
            end_migration(connection)
    return before, HEAD_REVISION


def make_config(connection: Connection) -> Config:
    """Return an alembic configuration for the scripts in the package and an open connection."""
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    scripts = str(resources.files("quotetrack.migrations"))
    config.set_main_option("script_location", scripts.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _migrate(connection: Connection) -> None:
    from alembic import command

    command.upgrade(make_config(connection), "head")
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise DatabaseError(
                f"database {show_url(connection.engine.url)} was left as it was: the new schema "
                f"finds a row of {broken[0]!r} that refers to nothing. Run 'quotetrack db check'"
            )


def _explain(connection: Connection | None, place: str) -> str | None:
    if connection is None:
        return f"database {place} does not exist: run 'quotetrack db upgrade' to make it"
    try:
        check_revision(connection)
    except SchemaError as error:
        return str(error)
    return None


def _refuse_unknown(connection: Connection, revision: str | None) -> None:
    from alembic.script import ScriptDirectory

    place = show_url(connection.engine.url)
    if revision is None:
        foreign = set(inspect(connection).get_table_names()) - {"alembic_version"}
        if foreign:
            raise SchemaError(
                f"database {place} belongs to another program (it has a table {min(foreign)!r}): "
                "name another database"
            )
        return
    scripts = ScriptDirectory.from_config(make_config(connection))
    if revision not in {script.revision for script in scripts.walk_revisions()}:
        raise SchemaError(
            f"database {place} is newer than this program (schema {revision}, known "
            f"{HEAD_REVISION}): install a newer quotetrack"
        )


def _find_drift(connection: Connection) -> Iterator[str]:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from quotetrack.store.search_index import is_compared

    context = MigrationContext.configure(connection, opts={"include_name": is_compared})
    for change in compare_metadata(context, Base.metadata):
        yield f"the schema was altered by hand; to mend it: {change}"


@contextmanager
def _connected(url: str) -> Iterator[Connection | None]:
    parsed = read_url(url)
    file = find_file(parsed)
    if file is not None and not file.exists():
        yield None  # connecting would make an empty file
        return
    engine = create_engine(parsed)
    try:
        with translate_failures(show_url(parsed)), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
