"""What is counted of a speaker's statements is what is listed of them."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from quotetrack.records import (
    Article,
    Correction,
    QuoteFilter,
    Reading,
    ReviewState,
    StoredStatement,
    Verdict,
)
from quotetrack.store.readings import save_readings
from quotetrack.store.said import Said
from quotetrack.store.session import Database
from quotetrack.store.speakers import list_speakers
from quotetrack.store.statement_reviews import review_statements
from quotetrack.store.statements import find_quotes
from quotetrack.store.tallies import count_said
from tests.store.examples import GALUZIN, make_statement
from tests.store.test_claims import READINGS

MINISTER, OTHER = "Menteri Perdagangan", "Menteri Pertanian"


def make(id_: str, day: date | None, role: str, outlet: str | None = "Kompas") -> Reading:
    """Return a reading of two statements by one person, in an office, through a medium."""
    text = f"“Kami siap,” ujar {role} Rina. “Ya,” kata Rina kepada Antara. {id_}"
    article = Article(text=text, id=id_, outlet=outlet, published=day)
    first = make_statement(
        text, "Kami siap", speaker="Rina", mention=f"{role} Rina", role=role, cue="ujar"
    )
    second = make_statement(text, "Ya", speaker="Rina", mention="Rina", source="Antara")
    return Reading(article=article, statements=(first, second))


@pytest.fixture
def saved(database: Database, run_id: int) -> Database:
    """A database in which some were confirmed, rejected and given to somebody else."""
    more = [
        make("a", date(2023, 1, 31), MINISTER),
        make("b", date(2022, 12, 31), OTHER),
        make("c", None, OTHER, outlet=None),
        make("d", date(2023, 1, 2), MINISTER, outlet="Tempo"),
    ]
    with database.session() as session:
        save_readings(session, run_id, [GALUZIN, *READINGS, *more])
        ids = {
            stored.article_key: stored.id
            for stored in find_quotes(session, QuoteFilter())
            if stored.content == "Kami siap"
        }
    verdicts = {
        "a": Verdict(ReviewState.CONFIRMED, "Ani"),
        "b": Verdict(ReviewState.DISMISSED, "Ani"),
        "d": Verdict(ReviewState.CORRECTED, "Ani", None, Correction(speaker="Budi")),
    }
    for key, verdict in verdicts.items():
        with database.session() as session:
            review_statements(session, [ids[key]], verdict)
    return database


def test_counts_are_those_of_the_list(saved: Database) -> None:
    with saved.session() as session:
        speakers = list(list_speakers(session))
        for speaker in speakers:
            wanted = QuoteFilter(speaker_ids=(speaker.id,))
            check(count_said(session, speaker.id), list(find_quotes(session, wanted)))
        assert sum(speaker.reviewed for speaker in speakers) == 2
    assert {"Rina", "Budi", "Mikhail Galuzin"} <= {speaker.name for speaker in speakers}


def check(said: Said, listed: list[StoredStatement]) -> None:
    """Compare what was counted with what is listed."""
    statements = [stored.statement for stored in listed]
    days = [stored.published for stored in listed if stored.published]
    assert said.statements == len(listed)
    assert said.reviewed == sum(stored.review is not None for stored in listed)
    assert sorted(said.article_ids) == sorted({stored.article_id for stored in listed})
    assert said.months == Counter(f"{day:%Y-%m}" for day in days)
    assert said.sources == Counter(s.name for found in statements for s in found.sources)
    assert said.offices == Counter(found.role for found in statements if found.role)
    for office, ends in said.office_days.items():
        held = [s.published for s in listed if s.statement.role == office and s.published]
        assert ends == (min(held, default=None), max(held, default=None))
    # one that was given to somebody prints another's name
    printed = [s for s in listed if not s.review or s.review.state is not ReviewState.CORRECTED]
    assert sum(said.aliases.values()) == len(printed)
    assert set().union(*said.alias_outlets.values()) == {s.outlet for s in printed} - {None}


def test_the_first_and_the_last_have_a_day_where_any_has(saved: Database) -> None:
    with saved.session() as session:
        rina = next(s.id for s in list_speakers(session) if s.name == "Rina")
        said = count_said(session, rina)
        listed = list(find_quotes(session, QuoteFilter(speaker_ids=(rina,))))
    dated = [stored for stored in listed if stored.published]
    assert (listed[0], listed[-1].published) == (dated[0], None)
    assert said.first_id == dated[0].id
    assert said.last_id == dated[-1].id


def test_nobody_said_nothing(saved: Database) -> None:
    with saved.session() as session:
        assert count_said(session, 9999) == Said()
