"""Statements as people review them, kept whatever later runs find."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import func, select

from quotetrack.errors import NotFoundError, QuotetrackError
from quotetrack.records import (
    Correction,
    QuoteFilter,
    ReviewState,
    Span,
    SpeakerKind,
    Statement,
    StatementType,
    StoredStatement,
    Verdict,
)
from quotetrack.store import models
from quotetrack.store.audit import verify
from quotetrack.store.claims import list_claims
from quotetrack.store.readings import save_reading, save_readings
from quotetrack.store.runs import start_run
from quotetrack.store.session import Database, open_database
from quotetrack.store.speakers import list_speakers
from quotetrack.store.statement_reviews import review_statements
from quotetrack.store.statements import find_quotes
from quotetrack.store.story import find_touch, tell_story
from tests.store.examples import GALUZIN, GALUZIN_TEXT, NEWER, find, make_reading
from tests.store.tamper import alter_by_hand

FIRST = GALUZIN.statements[0].content[0]
REJECT = Verdict(ReviewState.DISMISSED, "Rina")
CONFIRM = Verdict(ReviewState.CONFIRMED, "Rina")
REOPEN = Verdict(ReviewState.OPEN, "Ani", "she was right")


def make_correction(**fields: object) -> Verdict:
    """Return Rina's correction of the fields given."""
    correction = Correction(**fields)  # type: ignore[arg-type]
    return Verdict(ReviewState.CORRECTED, "Rina", "misprint in paragraph 4", correction)


KASINSKY = make_correction(speaker="Leonid Kasinsky")


@pytest.fixture
def galuzin(database: Database, run_id: int) -> Database:
    """A database with the three statements of one article, and one of another."""
    with database.session() as session:
        save_readings(session, run_id, [GALUZIN, make_reading("Budi Santoso")])
    return database


def review(database: Database, id_: int, verdict: Verdict) -> None:
    """Review a statement."""
    with database.session() as session:
        review_statements(session, [id_], verdict)


def read_again(database: Database, *statements: Statement) -> None:
    """Have a newer version find these statements in the first article."""
    with database.session() as session:
        save_reading(session, start_run(session, NEWER), replace(GALUZIN, statements=statements))


def list_quotes(database: Database, *, raw: bool = False) -> dict[int, StoredStatement]:
    """Return the statements of the first article by their ids."""
    with database.session() as session:
        found = find_quotes(session, QuoteFilter(raw=raw))
        return {quote.id: quote for quote in found if quote.article_id == 1}


def find_problem(database: Database) -> str | None:
    """Return what an audit names first."""
    with database.session() as session:
        return verify(session)[0]


CORRECTIONS = [
    ({"speaker": "Leonid Kasinsky"}, {"speaker": "Leonid Kasinsky"}),
    ({"speaker": ""}, {"speaker": None, "kind": SpeakerKind.UNNAMED}),
    ({"speaker": "Kremlin", "kind": SpeakerKind.ORGANISATION}, {"speaker": "Kremlin"}),
    ({"type": StatementType.INDIRECT}, {"type": StatementType.INDIRECT}),
    ({"role": "Menteri"}, {"role": "Menteri"}),
    ({"role": ""}, {"role": None}),
    ({"sources": ()}, {"sources": ()}),
    ({"start_char": FIRST.start_char + 9}, {"content": (Span(28, FIRST.end_char),)}),
    ({"words": "rudal  itu SIAP"}, {"content": (find(GALUZIN_TEXT, "rudal itu siap"),)}),
]


@pytest.mark.parametrize(("fields", "expected"), CORRECTIONS, ids=[str(c[0]) for c in CORRECTIONS])
def test_a_correction_takes_the_place(
    galuzin: Database, fields: dict[str, object], expected: dict[str, object]
) -> None:
    before = list_quotes(galuzin)
    review(galuzin, 1, make_correction(**fields))
    after = list_quotes(galuzin)
    assert list(after) == [1, 2, 3]
    corrected = after[1].statement
    assert {name: getattr(corrected, name) for name in expected} == expected
    unlike = {"rule", "confidence", "resolution", "kind"} | expected.keys()
    for name in ("type", "content", "cue", "mention", "speaker", "role", "sources"):
        if name not in unlike:
            assert getattr(corrected, name) == getattr(before[1].statement, name)
    assert after[1].review is not None
    assert (after[1].review.author, after[1].review.reason) == ("Rina", "misprint in paragraph 4")
    assert list_quotes(galuzin, raw=True) == before
    assert find_problem(galuzin) is None


REFUSED = [
    (99, CONFIRM, NotFoundError, "no statement 99"),
    (1, Verdict(ReviewState.CONFIRMED, " "), QuotetrackError, "needs an author"),
    (1, make_correction(speaker="Mikhail Galuzin"), QuotetrackError, "nothing to correct"),
    (1, make_correction(words="tidak pernah"), NotFoundError, "does not have the words"),
    (1, make_correction(start_char=9, end_char=9), QuotetrackError, "from 9 to 9 cannot be"),
    (1, make_correction(end_char=9999), QuotetrackError, "cannot be"),
    (1, make_correction(sources=("Reuters",)), NotFoundError, "'Reuters'"),
]


@pytest.mark.parametrize(
    ("id_", "verdict", "error", "message"), REFUSED, ids=[r[3] for r in REFUSED]
)
def test_what_cannot_be_is_refused(
    galuzin: Database, id_: int, verdict: Verdict, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        review(galuzin, id_, verdict)
    with galuzin.session() as session:
        assert session.scalar(select(func.count(models.Review.id))) == 0


def test_rejected_confirmed_and_opened_again(galuzin: Database) -> None:
    review(galuzin, 2, REJECT)
    assert list(list_quotes(galuzin)) == [1, 3]
    assert list(list_quotes(galuzin, raw=True)) == [1, 2, 3]
    review(galuzin, 2, KASINSKY)
    assert list_quotes(galuzin)[2].statement.speaker == "Leonid Kasinsky"
    review(galuzin, 2, make_correction(role="pejabat"))  # goes on from the correction
    held = list_quotes(galuzin)[2].statement
    assert (held.speaker, held.role) == ("Leonid Kasinsky", "pejabat")
    review(galuzin, 2, REOPEN)
    assert list_quotes(galuzin) == list_quotes(galuzin, raw=True)
    with galuzin.session() as session:
        states = session.scalars(select(models.Review.state).order_by(models.Review.id)).all()
    assert states == ["dismissed", "corrected", "corrected", "open"]
    assert find_problem(galuzin) is None


def test_speakers_and_claims_follow(galuzin: Database) -> None:
    review(galuzin, 1, KASINSKY)
    review(galuzin, 4, REJECT)
    with galuzin.session() as session:
        named = {s.name: (s.statements, s.reviewed) for s in list_speakers(session)}
        assert named == {"Mikhail Galuzin": (1, 0), "Leonid Kasinsky": (1, 1)}
        raw = {s.name: s.statements for s in list_speakers(session, raw=True)}
        assert raw == {"Mikhail Galuzin": 2, "Budi Santoso": 1}
        claims = [claim.first.statement.speaker for claim in list_claims(session, QuoteFilter())]
        assert claims.count("Leonid Kasinsky") == 1
        assert "Budi Santoso" not in claims
        assert len(list(list_claims(session, QuoteFilter(raw=True)))) == 4
        counted = select(func.sum(models.Claim.printed))
        assert session.scalar(counted) == 3


def move(statement: Statement, by: int) -> Statement:
    """Return the statement with the first edge of its content moved."""
    first, *rest = statement.content
    return replace(statement, content=(Span(first.start_char + by, first.end_char), *rest))


def test_a_later_run_keeps_what_was_decided(galuzin: Database) -> None:
    first, second, third = GALUZIN.statements
    review(galuzin, 1, KASINSKY)
    review(galuzin, 2, CONFIRM)
    review(galuzin, 3, REJECT)
    new = replace(second, content=(find(GALUZIN_TEXT, "Leonid Kanevsky dan"),), speaker="Budi")
    read_again(galuzin, move(first, 3), move(third, 2), new)
    after = list_quotes(galuzin)
    assert {id_: (q.statement.speaker, q.found) for id_, q in after.items()} == {
        1: ("Leonid Kasinsky", True),  # found again, edges moved: the correction holds
        2: ("Mikhail Galuzin", False),  # found no more: stays, marked
        7 + 2: ("Budi", True),  # 5 and 6 are what reviews made, 7 and 8 what was found again
    }
    assert after[1].statement.content == first.content
    assert [q.statement.speaker for q in list_quotes(galuzin, raw=True).values()] == [
        "Mikhail Galuzin",
        None,
        "Budi",
    ]
    assert find_problem(galuzin) is None
    read_again(galuzin, first, second, third)  # and once more
    after = list_quotes(galuzin)
    assert [(id_, q.found) for id_, q in after.items()] == [(1, True), (2, True)]
    with galuzin.session() as session:
        (confirmed,) = review_statements(session, [1], CONFIRM)  # what is held, not what is found
        assert confirmed.found
    assert list_quotes(galuzin)[1].statement.speaker == "Leonid Kasinsky"
    for id_ in (1, 2, 3):
        review(galuzin, id_, REOPEN)
    after = list_quotes(galuzin)
    assert after == list_quotes(galuzin, raw=True)
    assert len(after) == 3
    assert find_problem(galuzin) is None


def test_a_content_is_found_again_as_it_was_corrected(galuzin: Database) -> None:
    other = find(GALUZIN_TEXT, "Leonid Kanevsky dan Leonid Kasinsky")
    edges = {"start_char": other.start_char, "end_char": other.end_char}
    review(galuzin, 3, make_correction(**edges))
    found = replace(GALUZIN.statements[2], content=(other,))
    read_again(galuzin, *GALUZIN.statements, found)
    after = list_quotes(galuzin)
    assert list(after) == [6, 7, 3]
    assert after[3].found
    assert find_problem(galuzin) is None


def test_a_rejected_one_does_not_take_its_neighbour_along(database: Database, run_id: int) -> None:
    inner, whole = "rudal itu siap", "mengungkapkan rudal itu siap"
    found = [
        replace(GALUZIN.statements[2], content=(find(GALUZIN_TEXT, w),)) for w in (whole, inner)
    ]
    with database.session() as session:
        save_reading(session, run_id, replace(GALUZIN, statements=tuple(found)))
    review(database, 1, REJECT)
    read_again(database, found[1])
    assert [quote.content for quote in list_quotes(database).values()] == [inner]
    review(database, 3, REJECT)
    read_again(database, *found)
    assert list_quotes(database) == {}


def test_a_statement_of_an_earlier_run_is_not_reviewed(galuzin: Database) -> None:
    read_again(galuzin, *GALUZIN.statements)
    with pytest.raises(NotFoundError, match="statement 1 is of an earlier run"):
        review(galuzin, 1, CONFIRM)
    review(galuzin, 5, CONFIRM)
    assert list(list_quotes(galuzin)) == [5, 6, 7]


def test_the_story_tells_of_reviews(galuzin: Database) -> None:
    review(galuzin, 1, KASINSKY)
    read_again(galuzin, move(GALUZIN.statements[0], 3))
    with galuzin.session() as session:
        told = [line.what for line in tell_story(session, 1)]
        assert told == [line.what for line in tell_story(session, 6)]
        assert find_touch(session, 1) is None
    assert told[3].startswith("is corrected: speaker “Leonid Kasinsky” for “Mikhail Galuzin”")
    assert told[3].endswith("(misprint in paragraph 4)")
    assert "found again by run 2, as statement 6" in told


TOUCHED = [
    ("UPDATE reviews SET author = 'x' WHERE id = 1", "review 1 was altered"),
    ("UPDATE reviews SET correction = '{}' WHERE id = 1", "review 1 was altered"),
    ("UPDATE reviews SET superseded_at = decided_at WHERE id = 1", "the end of review 1 was"),
    ("UPDATE statements SET role = 'x' WHERE id = 5", "statement 5 was altered"),
    ("UPDATE statements SET place = 9 WHERE id = 5", "statement 5 was altered"),
    ("UPDATE statement_parts SET end_char = 50 WHERE statement_id = 5", "statement 5 was altered"),
    ("UPDATE statements SET claim_id = 2 WHERE id = 5", "statement 5 was put to another claim"),
    ("UPDATE statements SET listed = (id = 1) WHERE id = 1", "statement 1 was put on the lists"),
    ("UPDATE statements SET listed = (id = 1) WHERE id = 5", "statement 5 was taken off the lists"),
    ("UPDATE statements SET root_id = 2 WHERE id = 6", "statement 6 was put to another reviewed"),
    ("UPDATE statements SET place = 0 WHERE id = 4", "statement 4 was removed"),
    (
        "INSERT INTO reviews (subject, key, state, author, decided_at, statement_id) SELECT "
        "'statement', '2', 'dismissed', 'x', decided_at, 2 FROM reviews",
        "review 2 was inserted",
    ),
]


@pytest.mark.parametrize(("change", "named"), TOUCHED, ids=[t[0] for t in TOUCHED])
def test_a_touched_review_is_named(
    galuzin: Database, database_url: str, change: str, named: str
) -> None:
    review(galuzin, 1, KASINSKY)
    read_again(galuzin, move(GALUZIN.statements[0], 3))
    assert find_problem(galuzin) is None
    alter_by_hand(database_url, change)
    assert named in str(find_problem(galuzin))


def test_a_removed_review_is_named(galuzin: Database, database_url: str) -> None:
    review(galuzin, 1, REJECT)
    alter_by_hand(database_url, "DELETE FROM reviews")
    assert "review 1 was removed" in str(find_problem(galuzin))


def test_reviews_and_an_ingest_at_once_lose_nothing(database_url: str, galuzin: Database) -> None:
    barrier = Barrier(3)

    def work(number: int) -> None:
        with open_database(database_url) as own:
            barrier.wait()
            if number == 0:
                read_again(own, *GALUZIN.statements)
            elif number == 1:
                review(own, 4, KASINSKY)
            else:
                review(own, 4, REJECT)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, range(3)))
    with galuzin.session() as session:
        query = select(models.Review.state, models.Review.superseded_at)
        rows = session.execute(query.order_by(models.Review.id)).all()
    assert sorted(state for state, _ in rows) == ["corrected", "dismissed"]
    assert [ended is None for _, ended in rows] == [False, True]
    assert find_problem(galuzin) is None
