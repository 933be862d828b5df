"""Mismatches inside articles stay where they are, up and down; claims are found anew."""

from __future__ import annotations

from alembic import command
from sqlalchemy import inspect, select, text

from quotetrack.records import ReviewState
from quotetrack.store.claim_keys import claim_old_statements
from quotetrack.store.engine import create_engine, read_url
from quotetrack.store.mismatches import list_mismatches
from quotetrack.store.models import Mismatch
from quotetrack.store.readings import save_reading
from quotetrack.store.reviews import decide_mismatch
from quotetrack.store.runs import start_run
from quotetrack.store.schema import check_database, make_config, upgrade_schema
from quotetrack.store.session import open_database
from tests.store.examples import GALUZIN, NEWER, SETTINGS


def test_down_and_up_with_rows(empty_url: str) -> None:
    with open_database(empty_url, upgrade=True) as database, database.session() as session:
        save_reading(session, start_run(session, SETTINGS), GALUZIN)
        (before,) = list_mismatches(session)
        (key,) = session.scalars(select(Mismatch.key))
        decide_mismatch(session, before.id, ReviewState.CONFIRMED, "Ani")
    engine = create_engine(read_url(empty_url))
    with engine.begin() as connection:
        command.downgrade(make_config(connection), "0003")
    with engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
        assert not {"reviews", "claim_pairs", "old_mismatches"} & tables
        assert connection.scalars(text("SELECT state FROM mismatches")).all() == ["open"]
    engine.dispose()
    upgrade_schema(empty_url)
    assert check_database(empty_url) == []
    with open_database(empty_url) as database, database.session() as session:
        assert list(list_mismatches(session)) == [before]
        assert session.scalars(select(Mismatch.key)).all() == [key]
        assert claim_old_statements(session) == len(GALUZIN.statements)
        save_reading(session, start_run(session, NEWER), GALUZIN)  # gets a number of its own
        assert [found.mismatch for found in list_mismatches(session)] == [before.mismatch]
