"""Search finds the same and proposals keep their numbers, up and down; none is given twice."""

from __future__ import annotations

from alembic import command
from sqlalchemy import text

from quotetrack.records import Proposal, QuoteFilter, ReviewState, StatementType
from quotetrack.search import read_query
from quotetrack.store.engine import create_engine, read_url
from quotetrack.store.identities import save_identities
from quotetrack.store.readings import save_readings
from quotetrack.store.reviews import decide_proposal, list_proposals
from quotetrack.store.runs import start_run
from quotetrack.store.schema import check_database, head_revision, make_config, upgrade_schema
from quotetrack.store.search import search_statements
from quotetrack.store.session import open_database
from tests.store.examples import SETTINGS, make_reading

READING = make_reading("Budi", outlet="Kompas")
DECIDED, OPEN, LATER = (
    Proposal(names, 0.5, "One word in common.")
    for names in (("Budi", "Budi Arif"), ("Rina", "Rina Melati"), ("Ani", "Ani Yudhoyono"))
)


def _propose(url: str, *proposals: Proposal) -> dict[int, Proposal]:
    with open_database(url) as database, database.session() as session:
        save_identities(session, (), proposals, "test")
        return {stored.id: stored.proposal for stored in list_proposals(session, state=None)}


def test_down_and_up_with_rows(empty_url: str) -> None:
    with open_database(empty_url, upgrade=True) as database, database.session() as session:
        save_readings(session, start_run(session, SETTINGS), [READING])
    (number,) = _propose(empty_url, DECIDED)
    with open_database(empty_url) as database, database.session() as session:
        decide_proposal(session, number, ReviewState.DISMISSED, "Ani")
    before = _propose(empty_url, OPEN)
    engine = create_engine(read_url(empty_url))
    with engine.begin() as connection:
        command.downgrade(make_config(connection), "0007")
        searched = connection.execute(text("SELECT * FROM search_entries")).mappings().one()
        assert set(searched) == {"statement_id", "words", "stems", "published"}
    engine.dispose()
    assert upgrade_schema(empty_url) == ("0007", head_revision())
    assert check_database(empty_url) == []
    with open_database(empty_url) as database, database.session() as session:
        for wanted in (QuoteFilter(type=StatementType.DIRECT), QuoteFilter(outlet="Kompas")):
            assert len(list(search_statements(session, read_query("harga"), wanted))) == 1
    assert _propose(empty_url, OPEN) == before
    last = max(before)
    assert _propose(empty_url) == {number: DECIDED}
    assert _propose(empty_url, LATER) == {number: DECIDED, last + 1: LATER}
