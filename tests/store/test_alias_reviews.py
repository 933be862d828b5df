"""Whether a printed name is a speaker's: for every statement that prints it, now and later."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from quotetrack.errors import NotFoundError
from quotetrack.ingest.across import compare_articles
from quotetrack.records import Correction, QuoteFilter, Reading, Resolution, ReviewState, Verdict
from quotetrack.store import models
from quotetrack.store.alias_reviews import review_alias
from quotetrack.store.audit import verify
from quotetrack.store.claims import find_claim_roots, list_claims
from quotetrack.store.readings import save_readings
from quotetrack.store.reviews import decide_proposal, list_proposals
from quotetrack.store.session import Database
from quotetrack.store.speakers import list_speakers
from quotetrack.store.statement_reviews import review_statements
from quotetrack.store.statements import find_quotes
from quotetrack.store.story import find_touch, tell_story
from tests.store.examples import GALUZIN, make_reading

WORDS = "Harga beras akan turun di semua pasar mulai bulan depan"
REJECT = Verdict(ReviewState.DISMISSED, "Rina", "his brother")
REOPEN = Verdict(ReviewState.OPEN, "Rina")
TO_IVAN = Verdict(ReviewState.CORRECTED, "Rina", None, Correction(speaker="Ivan Galuzin"))


def make_partial(words: str, id_: str) -> Reading:
    """Return a reading in which "Galuzin" stands for Mikhail Galuzin."""
    return make_reading(
        "Mikhail Galuzin", words, id=id_, mention="Galuzin", resolution=Resolution.PARTIAL_NAME
    )


def decide(database: Database, name: str, verdict: Verdict) -> int | None:
    """Review the alias of that name."""
    with database.session() as session:
        ids = session.scalars(select(models.Alias.id).where(models.Alias.name == name))
        return review_alias(session, min(ids), verdict)


def list_named(database: Database) -> dict[int, str | None]:
    """Return who is the speaker of each statement."""
    with database.session() as session:
        assert verify(session)[0] is None
        return {q.id: q.statement.speaker for q in find_quotes(session, QuoteFilter())}


def test_a_printed_name_is_somebody_elses(database: Database, run_id: int) -> None:
    with database.session() as session:
        save_readings(session, run_id, [GALUZIN])
    assert decide(database, "Galuzin", REJECT) == 1
    assert list_named(database) == {1: "Mikhail Galuzin", 2: None, 3: None}
    assert decide(database, "Galuzin", TO_IVAN) == 1
    assert list_named(database)[2] == "Ivan Galuzin"
    with database.session() as session:
        save_readings(session, run_id, [make_partial("Kami pergi", "later")])
        told = [line.what for line in tell_story(session, 2)]
    assert any(line.startswith("is corrected: speaker “Ivan Galuzin”") for line in told)
    assert "Ivan Galuzin" in list(list_named(database).values())[-1:]
    assert decide(database, "Galuzin", REOPEN) == 2
    assert set(list_named(database).values()) == {"Mikhail Galuzin", None}


def test_a_review_of_its_own_goes_before(database: Database, run_id: int) -> None:
    with database.session() as session:
        save_readings(session, run_id, [GALUZIN])
        review_statements(session, [2], Verdict(ReviewState.CONFIRMED, "Ani"))
    assert decide(database, "Galuzin", REJECT) == 0
    assert list_named(database)[2] == "Mikhail Galuzin"


def test_a_name_across_articles_is_a_merge(database: Database, run_id: int) -> None:
    names = ("Budi Sandiaga Prasetyo", "Budi Sandiaga")
    with database.session() as session:
        save_readings(session, run_id, [make_reading(name, WORDS, id=name) for name in names])
    correction = Correction(speaker=names[0])
    decide(database, names[1], Verdict(ReviewState.CORRECTED, "Rina", None, correction))
    assert set(list_named(database).values()) == {names[0]}
    decide(database, names[1], REOPEN)
    compare_articles(database)
    with database.session() as session:  # taken for one by somebody, then told apart by an alias
        (proposal,) = list_proposals(session)
        decide_proposal(session, proposal.id, ReviewState.CONFIRMED, "Ani")
    compare_articles(database)
    with database.session() as session:
        assert [speaker.name for speaker in list_speakers(session)] == [names[0]]
    assert decide(database, names[1], REJECT) is None
    compare_articles(database)
    assert set(list_named(database).values()) == set(names)
    for verdict, left in ((Verdict(ReviewState.CONFIRMED, "Ani"), 1), (REOPEN, 2)):
        assert decide(database, names[1], verdict) is None
        compare_articles(database)
        assert len(set(list_named(database).values())) == left


def test_a_corrected_statement_follows_its_speaker(database: Database, run_id: int) -> None:
    names = ("Budi Sandiaga Prasetyo", "Budi Sandiaga")
    with database.session() as session:
        save_readings(session, run_id, [make_reading(name, WORDS, id=name) for name in names])
        other = save_readings(session, run_id, [make_reading("Ani", WORDS, id="c")])
        correction = Correction(speaker=names[1])
        review_statements(session, [3], Verdict(ReviewState.CORRECTED, "Rina", None, correction))
    compare_articles(database)
    with database.session() as session:
        (proposal,) = list_proposals(session)
        decide_proposal(session, proposal.id, ReviewState.CONFIRMED, "Ani")
    compare_articles(database)
    assert other == [3]
    assert set(list_named(database).values()) == {names[0]}
    with database.session() as session:
        assert [claim.appearances for claim in list_claims(session, QuoteFilter())] == [3]
        assert find_touch(session, 3) is None


def test_what_is_not_there(database: Database) -> None:
    with database.session() as session, pytest.raises(NotFoundError, match="no alias 9"):
        review_alias(session, 9, REJECT)


def test_a_claim_is_reviewed_by_its_statements(database: Database, run_id: int) -> None:
    with database.session() as session:
        save_readings(session, run_id, [make_reading("Ani", WORDS, outlet=o) for o in "AB"])
    with database.session() as session:
        (claim,) = list_claims(session, QuoteFilter())
        roots = find_claim_roots(session, claim.id)
        review_statements(session, roots, Verdict(ReviewState.DISMISSED, "Rina"))
        assert list(list_claims(session, QuoteFilter())) == []
        assert find_claim_roots(session, claim.id) == roots == [1, 2]
        review_statements(session, roots, REOPEN)
        with pytest.raises(NotFoundError, match="no claim 9"):
            find_claim_roots(session, 9)
    assert set(list_named(database).values()) == {"Ani"}
