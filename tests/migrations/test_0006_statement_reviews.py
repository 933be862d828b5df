"""What the program found stays where it is, up and down; what people decided about it goes."""

from __future__ import annotations

from dataclasses import replace

from alembic import command
from sqlalchemy import inspect, select, text

from quotetrack.records import Correction, QuoteFilter, ReviewState, Verdict
from quotetrack.store import models
from quotetrack.store.audit import verify
from quotetrack.store.engine import create_engine, read_url
from quotetrack.store.mismatches import list_mismatches
from quotetrack.store.readings import save_readings
from quotetrack.store.reviews import decide_mismatch
from quotetrack.store.runs import start_run
from quotetrack.store.schema import check_database, make_config, upgrade_schema
from quotetrack.store.session import open_database
from quotetrack.store.statement_reviews import review_statements
from quotetrack.store.statements import find_quotes
from tests.store.examples import GALUZIN, NEWER, SETTINGS, make_reading

KASINSKY = Verdict(ReviewState.CORRECTED, "Rina", "misprint", Correction(speaker="Leonid Kasinsky"))
AGAIN = replace(GALUZIN, statements=GALUZIN.statements[:2])


def _fill(url: str) -> None:
    with open_database(url, upgrade=True) as database, database.session() as session:
        save_readings(session, start_run(session, SETTINGS), [GALUZIN, make_reading("Budi")])
        (found,) = list_mismatches(session)
        decide_mismatch(session, found.id, ReviewState.CONFIRMED, "Ani", "so")


def _downgrade(url: str) -> None:
    engine = create_engine(read_url(url))
    with engine.begin() as connection:
        command.downgrade(make_config(connection), "0005")
    with engine.connect() as connection:
        columns = {column["name"] for column in inspect(connection).get_columns("statements")}
        assert not {"listed", "place", "root_id"} & columns
        counted = connection.scalar(text("SELECT count(*) FROM statements WHERE ordinal < 0"))
        assert counted == 0
    engine.dispose()


def test_up_with_rows(empty_url: str) -> None:
    _fill(empty_url)
    with open_database(empty_url) as database, database.session() as session:
        save_readings(session, start_run(session, NEWER), [AGAIN])
    _downgrade(empty_url)
    upgrade_schema(empty_url)
    assert check_database(empty_url) == []  # the log of before the revision holds as well
    with open_database(empty_url) as database, database.session() as session:
        listed = select(models.Statement.id).where(models.Statement.listed)
        assert session.scalars(listed.order_by(models.Statement.id)).all() == [4, 5, 6]
        assert sum(session.scalars(select(models.Claim.printed))) == 3
        (mismatch,) = list_mismatches(session, "confirmed")
        assert mismatch.review is not None
        (reviewed,) = review_statements(session, [5], KASINSKY)  # gets numbers of its own
        assert reviewed.id == 5
        assert verify(session)[0] is None


def test_down_takes_the_reviews_of_statements(empty_url: str) -> None:
    _fill(empty_url)
    with open_database(empty_url) as database, database.session() as session:
        before = list(find_quotes(session, QuoteFilter()))
        review_statements(session, [1], KASINSKY)
        review_statements(session, [2], Verdict(ReviewState.DISMISSED, "Rina"))
        assert list(find_quotes(session, QuoteFilter())) != before
    _downgrade(empty_url)
    upgrade_schema(empty_url)
    with open_database(empty_url) as database, database.session() as session:
        assert list(find_quotes(session, QuoteFilter())) == before
        (mismatch,) = list_mismatches(session, "confirmed")
        assert mismatch.review is not None
        problem, _ = verify(session)  # the log goes on telling of what is gone
        assert "review 2 was removed by hand" in str(problem)
