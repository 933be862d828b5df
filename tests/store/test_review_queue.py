"""What is most worth a review comes first, found without reading all statements."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event, text

from quotetrack.records import Official, Queued, Reading, ReviewState, Verdict
from quotetrack.store.officials import save_officials
from quotetrack.store.readings import save_readings
from quotetrack.store.review_queue import list_queue
from quotetrack.store.reviews import decide_mismatch
from quotetrack.store.session import Database
from quotetrack.store.statement_reviews import review_statements
from tests.store.examples import GALUZIN, GALUZIN_TEXT, make_reading, make_statement

MORE = "Stok jagung cukup sampai akhir tahun ini"
WORDS = "Harga beras akan turun di semua pasar mulai bulan depan"


def _sure(reading: Reading, confidence: float) -> Reading:
    (statement,) = reading.statements
    return replace(reading, statements=(replace(statement, confidence=confidence),))


LEONID = replace(
    GALUZIN,
    statements=(
        make_statement(
            GALUZIN_TEXT, "rudal itu siap", speaker="Leonid Kasinsky", mention="Leonid Kasinsky"
        ),
    ),
)


@pytest.fixture
def queued(database: Database, run_id: int) -> Database:
    """Statements 1 with an open mismatch, 2 to 4 of one claim, 7 an official's, 8 and 9 plain.

    Of 5 and 6, of one claim, the program is wholly sure.
    """
    with database.session() as session:
        save_officials(session, [Official("Arif Wibowo", ("Pak Arif",))])
        printed = [make_reading("Rina Melati", WORDS, outlet=outlet) for outlet in "ABC"]
        printed += [_sure(make_reading("Dewi", MORE, outlet=outlet), 1.0) for outlet in "AB"]
        others = [_sure(make_reading(*said), 0.6) for said in (("Pak Arif", "x"), ("Budi", "y"))]
        sure = _sure(make_reading("Ani", "z"), 0.99)
        save_readings(session, run_id, [LEONID, *printed, *others, sure])
    return database


def list_reasons(database: Database) -> dict[int, tuple[str, ...]]:
    """Return the queue's statements with the reasons, in order."""
    with database.session() as session:
        return {queued.stored.id: queued.reasons for queued in list_queue(session)}


def test_the_most_worth_comes_first(queued: Database) -> None:
    reasons = list_reasons(queued)
    assert list(reasons) == [1, 7, 2, 3, 4, 8, 9, 5]
    assert reasons[1] == ("confidence 0.75", "open mismatch 1")
    assert reasons[2] == ("confidence 0.75", "printed 3 times")
    assert reasons[7] == ("confidence 0.60", "an official of the registry")
    assert reasons[9] == ("confidence 0.99",)


def test_what_was_decided_is_not_asked_again(queued: Database) -> None:
    with queued.session() as session:
        decide_mismatch(session, 1, ReviewState.DISMISSED, "Ani")
        review_statements(session, [2, 8], Verdict(ReviewState.CONFIRMED, "Ani"))
        review_statements(session, [7], Verdict(ReviewState.DISMISSED, "Ani"))
    reasons = list_reasons(queued)
    assert set(reasons) == {1, 3, 4, 5, 9}
    assert reasons[1] == ("confidence 0.75",)
    assert reasons[3] == ("confidence 0.75", "printed 3 times")


def test_the_list_is_as_long_as_is_asked_for(queued: Database) -> None:
    with queued.session() as session:
        found: list[Queued] = list_queue(session, 2)
    assert [one.stored.id for one in found] == [1, 7]
    assert found[0].worth > found[1].worth > 0


def test_no_query_reads_all_statements(queued: Database) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        asked.append((statement, parameters))

    with queued.session() as session:
        connection = session.connection()
        if connection.dialect.name == "postgresql":  # it reads so small a table whole, if it may
            connection.execute(text("SET LOCAL enable_seqscan = off"))
        event.listen(connection, "before_cursor_execute", note)
        list_queue(session)
        event.remove(connection, "before_cursor_execute", note)
        explain = "EXPLAIN " if connection.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN "
        plans = [
            str(row)
            for statement, parameters in asked
            for row in connection.exec_driver_sql(explain + statement, parameters)
        ]
    assert len(asked) > 5
    assert any("ix_statements_doubtful" in line for line in plans)
    scans = ("SCAN statements", "SCAN statements_1", "Seq Scan on statements")
    assert [line for line in plans if any(scan in line for scan in scans)] == []
