"""Who is who across articles, as the lists then show it; decisions are superseded, not lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from quotetrack.records import (
    Appearance,
    Identity,
    Official,
    Proposal,
    QuoteFilter,
    Resolution,
    SpeakerKind,
)
from quotetrack.store.identities import read_appearances, save_identities
from quotetrack.store.models import Identity as IdentityRow
from quotetrack.store.models import Proposal as ProposalRow
from quotetrack.store.officials import save_officials
from quotetrack.store.readings import save_readings
from quotetrack.store.reviews import list_proposals
from quotetrack.store.session import Database
from quotetrack.store.speakers import find_speakers, list_speakers
from quotetrack.store.statements import find_quotes
from tests.store.examples import make_reading

UNO = "Sandiaga Salahuddin Uno"


@pytest.fixture
def filled(database: Database, run_id: int) -> Database:
    """Return a database with one person under two names, and a namesake."""
    with database.session() as session:
        save_readings(
            session,
            run_id,
            [
                make_reading(UNO, role="Menparekraf", outlet="Kompas", published=date(2023, 1, 2)),
                make_reading("Sandiaga Uno", role="Menparekraf", outlet="Tempo"),
                make_reading("Sandiaga Uno", id="3", mention="dia", resolution=Resolution.PRONOUN),
            ],
        )
    return database


def identify(database: Database, names: dict[int, str], *proposals: Proposal) -> int:
    """Save who the speakers of articles are, by the articles' ids, and return how many changed."""
    with database.session() as session:
        identities = [
            Identity(appearance, names[appearance.article_id], 0.9, "Told by hand.")
            for appearance in read_appearances(session)
            if appearance.article_id in names
        ]
        return save_identities(session, identities, proposals, "test")


def test_appearances(filled: Database) -> None:
    with filled.session() as session:
        first, second, third = read_appearances(session)
    assert first == Appearance(
        1, 1, UNO, SpeakerKind.PERSON, ("Menparekraf",), "Kompas", date(2023, 1, 2)
    )
    assert (second.speaker_id, third.speaker_id) == (2, 2)
    assert third.offices == ()


def test_lists_go_by_who_it_is(filled: Database) -> None:
    assert identify(filled, {2: UNO, 3: "Sandiaga Uno (artis)"}) == 2
    with filled.session() as session:
        listed = {s.name: (s.statements, s.aliases) for s in list_speakers(session)}
        assert listed == {UNO: (2, (UNO, "Sandiaga Uno")), "Sandiaga Uno (artis)": (1, (mine(),))}
        (found,) = find_speakers(session, "salahuddin uno")
        quotes = list(find_quotes(session, QuoteFilter(speaker_ids=(found.id,))))
        assert [quote.statement.speaker for quote in quotes] == [UNO, UNO]
        assert {quote.speaker_id for quote in quotes} == {found.id}
        both = {speaker.name for speaker in find_speakers(session, "sandiaga uno")}
        assert both == {UNO, "Sandiaga Uno (artis)"}


def mine() -> str:
    """Return the name under which a speaker is listed to whom no alias was printed."""
    return "Sandiaga Uno (artis)"


def test_a_name_of_the_registry_finds_the_speaker(filled: Database) -> None:
    with filled.session() as session:
        save_officials(session, [Official(UNO, ("Sandi",))])
    identify(filled, {2: UNO, 3: UNO})
    with filled.session() as session:
        assert [speaker.name for speaker in find_speakers(session, "SANDI")] == [UNO]


def test_decisions_are_superseded(filled: Database) -> None:
    assert identify(filled, {2: UNO, 3: UNO}) == 2
    assert identify(filled, {2: UNO, 3: UNO}) == 0
    assert identify(filled, {2: UNO}) == 1
    with filled.session() as session:
        rows = select(IdentityRow.article_id, IdentityRow.superseded_at.is_(None))
        found = [tuple(row) for row in session.execute(rows.order_by(IdentityRow.id))]
        assert found == [(2, True), (3, False)]
        assert {speaker.name for speaker in list_speakers(session)} == {UNO, "Sandiaga Uno"}


def test_what_somebody_decided_about_a_proposal_stays(filled: Database) -> None:
    first = Proposal((UNO, "Sandiaga Uno"), 0.6, "Perhaps.")
    second = Proposal(("Sandiaga Uno", "Sandiaga Uno (artis)"), 0.5, "Who knows?")
    identify(filled, {3: "Sandiaga Uno (artis)"}, first, second)
    with filled.session() as session:
        session.scalars(
            select(ProposalRow).where(ProposalRow.score == 0.6)
        ).one().state = "dismissed"
    identify(filled, {3: "Sandiaga Uno (artis)"}, first)
    with filled.session() as session:
        assert session.scalars(select(ProposalRow.state)).all() == ["dismissed"]
        assert session.scalar(select(func.count(ProposalRow.id))) == 1


def test_a_proposal_keeps_its_number(filled: Database) -> None:
    names = ("Sandiaga Uno (artis)", "Sandiaga Uno (atlet)", "Sandiaga Uno (dokter)")
    first, second, third = (Proposal((UNO, name), 0.5, "Perhaps.") for name in names)
    identify(filled, {}, first, second)
    identify(filled, {}, third, replace(first, score=0.7))
    with filled.session() as session:
        numbers = {stored.id: stored.proposal.score for stored in list_proposals(session)}
    # Who looked at the first list and decides about 2 must not decide about the third.
    assert numbers == {1: 0.7, 3: 0.5}
