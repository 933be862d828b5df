"""Claims can be taken away and given back: no statement is lost, each finds its claim again."""

from __future__ import annotations

from alembic import command
from sqlalchemy import inspect, text

from quotetrack.records import QuoteFilter
from quotetrack.store.claim_keys import claim_old_statements
from quotetrack.store.claims import list_claims
from quotetrack.store.engine import create_engine, read_url
from quotetrack.store.readings import save_reading
from quotetrack.store.runs import start_run
from quotetrack.store.schema import check_database, make_config, upgrade_schema
from quotetrack.store.session import open_database
from tests.store.examples import GALUZIN, SETTINGS


def test_down_and_up_with_rows(empty_url: str) -> None:
    with open_database(empty_url, upgrade=True) as database, database.session() as session:
        save_reading(session, start_run(session, SETTINGS), GALUZIN)
        before = list(list_claims(session, QuoteFilter()))
    assert len(before) == len(GALUZIN.statements)
    engine = create_engine(read_url(empty_url))
    with engine.begin() as connection:
        command.downgrade(make_config(connection), "0003-1")
    with engine.connect() as connection:
        assert not {"claims", "claim_keys"} & set(inspect(connection).get_table_names())
        count = connection.scalar(text("SELECT count(*) FROM statements"))
    engine.dispose()
    assert count == len(GALUZIN.statements)
    upgrade_schema(empty_url)
    assert check_database(empty_url) == []
    with open_database(empty_url) as database, database.session() as session:
        assert list(list_claims(session, QuoteFilter())) == []
        claim_old_statements(session)
        assert list(list_claims(session, QuoteFilter())) == before
