"""Who held an office, asked by one who keeps what is known: never what was so a moment ago."""

from __future__ import annotations

from quotetrack.choosing import Known, find_holders
from quotetrack.records import Correction, Official, ReviewState, Term, Verdict
from quotetrack.store.officials import save_officials
from quotetrack.store.readings import save_readings
from quotetrack.store.runs import start_run
from quotetrack.store.session import Database
from quotetrack.store.statement_reviews import review_statements
from tests.store.examples import SETTINGS, make_reading

OFFICE, OTHER = "Bupati Sleman", "Bupati Bantul"


def test_what_is_kept_is_never_out_of_date(database: Database) -> None:
    known = Known()

    def ask(office: str) -> list[str]:
        with database.session() as session:
            return [speaker.name for speaker in find_holders(session, office, known)]

    def review(state: ReviewState, correction: Correction | None = None) -> None:
        with database.session() as session:
            review_statements(session, [1], Verdict(state, "Ana", None, correction))

    assert ask(OFFICE) == []
    with database.session() as session:
        run_id = start_run(session, SETTINGS)
        first, second = make_reading("Rina Melati", role=OFFICE), make_reading("Arif Wibowo")
        save_readings(session, run_id, [first, second])
    assert (ask(OFFICE), ask(OTHER)) == (["Rina Melati"], [])
    review(ReviewState.CORRECTED, Correction(role=OTHER))
    assert (ask(OFFICE), ask(OTHER)) == ([], ["Rina Melati"])
    review(ReviewState.CORRECTED, Correction(speaker="Budi Santoso"))
    assert (ask(OFFICE), ask(OTHER)) == ([], ["Budi Santoso"])
    review(ReviewState.DISMISSED)
    assert (ask(OFFICE), ask(OTHER)) == ([], [])
    review(ReviewState.OPEN)
    assert (ask(OFFICE), ask(OTHER)) == (["Rina Melati"], [])
    for name in ("Arif Wibowo", "Rina Melati"):  # each import adds one, who is asked for first
        with database.session() as session:
            save_officials(session, [Official(name, terms=(Term(OFFICE),))])
        assert name in ask(OFFICE)
