"""The registry's tables come to a database with rows and leave it as it was."""

from __future__ import annotations

from alembic import command
from sqlalchemy import inspect

from quotetrack.records import Official
from quotetrack.store.engine import create_engine, read_url
from quotetrack.store.identities import read_appearances
from quotetrack.store.officials import list_officials, save_officials
from quotetrack.store.readings import save_reading
from quotetrack.store.runs import start_run
from quotetrack.store.schema import check_database, make_config, upgrade_schema
from quotetrack.store.session import open_database
from tests.store.examples import GALUZIN, SETTINGS

TABLES = {"officials", "official_aliases", "terms", "identities", "proposals"}


def test_down_and_up_keep_what_was_read(empty_url: str) -> None:
    upgrade_schema(empty_url)
    with open_database(empty_url) as database, database.session() as session:
        save_reading(session, start_run(session, SETTINGS), GALUZIN)
        save_officials(session, [Official("Mikhail Galuzin", ("Galuzin",))])
    engine = create_engine(read_url(empty_url))
    with engine.begin() as connection:
        command.downgrade(make_config(connection), "0001")
    tables = set(inspect(engine).get_table_names())
    assert "statements" in tables
    assert not TABLES & tables
    engine.dispose()
    assert upgrade_schema(empty_url)[0] == "0001"
    assert check_database(empty_url) == []
    with open_database(empty_url) as database, database.session() as session:
        assert [a.name for a in read_appearances(session)] == ["Mikhail Galuzin"]
        assert list(list_officials(session)) == []
