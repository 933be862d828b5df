"""What is kept of people's counts is what counting them anew gives, whatever happened since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from quotetrack.records import Correction, ReviewState, RunCounts, Verdict
from quotetrack.store import models, tallies
from quotetrack.store.alias_reviews import review_alias
from quotetrack.store.forgetting import forget_article
from quotetrack.store.readings import save_reading, save_readings
from quotetrack.store.runs import finish_run, start_run
from quotetrack.store.session import Database
from quotetrack.store.speakers import list_speakers, list_speakers_by_name
from quotetrack.store.statement_reviews import review_statements
from quotetrack.store.tallies import Tallies, count_said
from tests.store.examples import GALUZIN, NEWER, make_reading
from tests.store.tamper import alter_by_hand
from tests.store.test_identities import identify
from tests.store.test_said import MINISTER, OTHER, make

CONFIRM, REJECT, REOPEN = (
    Verdict(state, "Ani")
    for state in (ReviewState.CONFIRMED, ReviewState.DISMISSED, ReviewState.OPEN)
)
SECOND = replace(GALUZIN, statements=GALUZIN.statements[1:])


def correct(**fields: object) -> Verdict:
    """Return a correction of the fields given."""
    return Verdict(ReviewState.CORRECTED, "Ani", None, Correction(**fields))  # type: ignore[arg-type]


@pytest.fixture
def filled(database: Database, run_id: int) -> Database:
    """A database with two people of several statements each, and one of one."""
    readings = [
        GALUZIN,
        make("a", date(2023, 1, 31), MINISTER),
        make("b", date(2022, 12, 31), OTHER),
        make("c", None, OTHER, outlet=None),
        make_reading("Rina Melati", id="d", published=date(2022, 1, 1)),
    ]
    with database.session() as session:
        save_readings(session, run_id, readings)
    return database


def check(session: Session, kept: Tallies) -> None:
    """Compare what is kept with what is counted anew: by the engine, and as the profile has it."""
    anew = {speaker.id: speaker for speaker in list_speakers(session)}
    listed, _ = list_speakers_by_name(session, None, 100, kept)
    assert {speaker.id: speaker for speaker in listed} == anew
    for id_ in session.scalars(select(models.Speaker.id)).all():
        assert count_said(session, id_, kept) == count_said(session, id_)


def find_alias(session: Session, name: str) -> int:
    """Return the id of a name as it is printed."""
    return session.scalars(select(models.Alias.id).where(models.Alias.name == name)).one()


def review(id_: int, verdict: Verdict) -> Callable[[Database], object]:
    """Return what reviews a statement."""

    def act(database: Database) -> object:
        with database.session() as session:
            return review_statements(session, [id_], verdict)

    return act


def do(act: Callable[[Session], object]) -> Callable[[Database], object]:
    """Return what does something in a session."""

    def begin(database: Database) -> object:
        with database.session() as session:
            return act(session)

    return begin


# One after the other. The statements of article 1 are 1 to 3, those of the others follow by two.
DEEDS: list[Callable[[Database], object]] = [
    review(1, CONFIRM),
    review(1, CONFIRM),  # another row, with as many of each
    review(4, REJECT),
    review(5, correct(speaker="Budi Santoso")),  # whom nothing else names
    review(6, correct(speaker="Mikhail Galuzin")),
    review(6, correct(speaker="Rina", role="Juru Bicara")),
    review(7, correct(sources=())),
    review(8, correct(role=MINISTER)),
    review(5, REOPEN),
    review(4, REOPEN),
    review(10, REJECT),  # all that Rina Melati said
    do(lambda session: review_alias(session, find_alias(session, "Galuzin"), correct(speaker="X"))),
    lambda database: identify(database, {5: "Rina", 2: "Rina (menteri)"}),
    review(10, REOPEN),  # who is taken for Rina
    review(4, REJECT),
    review(4, correct(speaker="Rina", role="Juru Bicara")),
    do(lambda session: finish_run(session, 1, RunCounts())),
    do(lambda session: save_readings(session, 1, [make("e", date(2024, 1, 1), OTHER)])),
    do(lambda session: save_reading(session, start_run(session, NEWER), SECOND)),
    review(11, CONFIRM),
    do(lambda session: forget_article(session, "c", "Ani", "a court asked for it")),
    lambda database: identify(database, {}),
]


def test_kept_counts_are_those_counted_anew(filled: Database) -> None:
    kept, latecomer = Tallies(), Tallies()
    for number, act in enumerate(DEEDS):
        with filled.session() as session:
            check(session, kept)
        act(filled)
        if number % 4 == 3:  # several things may have happened
            with filled.session() as session:
                check(session, latecomer)
    with filled.session() as session:
        check(session, kept)
        check(session, latecomer)


def test_a_review_leaves_the_others_alone(filled: Database) -> None:
    kept = Tallies()
    with filled.session() as session:
        names = {speaker.name: speaker.id for speaker in list_speakers(session)}
        before = kept.count(session, list(names.values()), whole=True)
    review(1, correct(speaker="Rina"))(filled)
    with filled.session() as session:
        after = kept.count(session, list(names.values()), whole=True)
    assert {name for name, id_ in names.items() if after.get(id_) is not before[id_]} == {
        "Mikhail Galuzin",
        "Rina",
    }


@pytest.mark.parametrize(
    "act",
    [
        review(4, REJECT),
        do(lambda session: save_readings(session, 1, [make("e", date(2024, 1, 1), OTHER)])),
        lambda database: identify(database, {5: "Rina"}),
    ],
)
def test_an_article_alone_is_counted_anew(
    filled: Database, act: Callable[[Database], object]
) -> None:
    kept = Tallies()
    with filled.session() as session:
        check(session, kept)
    act(filled)
    read: list[str] = []

    def note(_c: object, _k: object, statement: str, parameters: object, *_: object) -> None:
        read.append(f"{statement} {parameters}")

    with filled.session() as session:
        event.listen(session.get_bind(), "before_cursor_execute", note)
        kept.count(session, [1, 2, 3], whole=True)
        event.remove(session.get_bind(), "before_cursor_execute", note)
    (said,) = (asked for asked in read if "person_id" in asked)
    assert "statements.article_id IN" in said
    assert "UNION" not in said


def test_each_session_is_told_what_it_sees(filled: Database) -> None:
    kept = Tallies()
    with filled.still() as earlier:
        check(earlier, kept)
        review(4, REJECT)(filled)
        with filled.session() as later:
            check(later, kept)
            check(earlier, kept)
            check(later, kept)


def test_no_more_is_kept_than_there_is_room_for(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "_MOST", 1)
    kept = Tallies()
    with filled.session() as session:
        check(session, kept)
        kept.count(session, [1])
        assert len(kept.count(session, [1, 2])) == 2
    review(4, REJECT)(filled)
    with filled.session() as session:
        check(session, kept)


def test_after_many_events_all_is_counted_anew(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "_MOST_EVENTS", 2)
    kept = Tallies()
    for acts in ([review(4, REJECT)], [review(4, REOPEN), review(5, REJECT), review(6, REJECT)]):
        with filled.session() as session:
            check(session, kept)
        for act in acts:
            act(filled)
    with filled.session() as session:
        check(session, kept)


@pytest.mark.parametrize("payload", ["{", "{}", '{"identities": [7], "superseded": []}'])
def test_an_event_that_was_altered_by_hand(
    filled: Database, database_url: str, payload: str
) -> None:
    kept = Tallies()
    with filled.session() as session:
        check(session, kept)
    identify(filled, {5: "Rina"})
    where = "WHERE kind = 'speakers identified'"
    alter_by_hand(database_url, f"UPDATE events SET payload = '{payload}' {where}")
    with filled.session() as session:
        check(session, kept)
