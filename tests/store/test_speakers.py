"""Speakers, found under any name that was printed for them."""

from __future__ import annotations

from datetime import date

import pytest

from quotetrack.records import QuoteFilter, Resolution, SpeakerKind, StatementType
from quotetrack.store.keys import fold_name
from quotetrack.store.readings import save_reading, save_readings
from quotetrack.store.session import Database
from quotetrack.store.speakers import find_names, find_speakers, list_speakers, suggest_speakers
from tests.store.examples import GALUZIN, make_reading

ERDOGAN, WIDODO = "Recep Tayyip Erdoğan", "Joko Widodo"
MINISTRY = "Kementerian Luar Negeri"
READINGS = [
    GALUZIN,
    make_reading(ERDOGAN, mention="Presiden Turki Erdogan", role="Presiden Turki"),
    make_reading(ERDOGAN, id="2", role="Presiden Turki"),
    make_reading(ERDOGAN, id="3", role="Presiden"),
    make_reading(ERDOGAN, id="4", mention="Erdoğan", resolution=Resolution.PARTIAL_NAME),
    make_reading(WIDODO, mention="Joko", resolution=Resolution.PARTIAL_NAME),
    make_reading("Joko Anwar"),
    make_reading("Joko", id="5"),
    make_reading("Kementerian Luar Negeri", kind=SpeakerKind.ORGANISATION),
]


@pytest.fixture
def filled(database: Database, run_id: int) -> Database:
    with database.session() as session:
        save_readings(session, run_id, READINGS)
    return database


FOUND = {
    "Mikhail Galuzin": ["Mikhail Galuzin"],
    "galuzin": ["Mikhail Galuzin"],
    "GALUZIN, Mikhail": ["Mikhail Galuzin"],
    "erdogan": [ERDOGAN],
    "Tayyip Erdoğan": [ERDOGAN],
    "luar negeri": ["Kementerian Luar Negeri"],
    # Named exactly so (by name, by alias), then by part.
    "joko": ["Joko", WIDODO, "Joko Anwar"],
    "jok": [],
    "galuzi_": [],
    "%": [],
    "": [],
    "Presiden Turki": [],
}


def test_find_speakers(filled: Database) -> None:
    with filled.session() as session:
        found = {name: [speaker.name for speaker in find_speakers(session, name)] for name in FOUND}
    assert found == FOUND


def test_what_is_known_of_a_speaker(filled: Database) -> None:
    with filled.session() as session:
        (erdogan,) = find_speakers(session, "erdogan")
    assert (erdogan.statements, erdogan.articles) == (4, 4)
    assert erdogan.kind is SpeakerKind.PERSON
    assert erdogan.aliases == (ERDOGAN, "Erdoğan")
    assert erdogan.offices == ("Presiden Turki", "Presiden")


def test_list_speakers(filled: Database) -> None:
    with filled.session() as session:
        listed = [(speaker.name, speaker.statements) for speaker in list_speakers(session)]
    assert listed == [
        (ERDOGAN, 4),
        ("Mikhail Galuzin", 2),
        ("Joko", 1),
        ("Joko Anwar", 1),
        (WIDODO, 1),
        ("Kementerian Luar Negeri", 1),
    ]


EVERYBODY = {ERDOGAN, "Mikhail Galuzin", "Joko", "Joko Anwar", WIDODO, MINISTRY}


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (QuoteFilter(), EVERYBODY),
        (QuoteFilter(raw=True), EVERYBODY),
        (QuoteFilter(outlet="Jatimcenter"), {"Mikhail Galuzin"}),
        (QuoteFilter(since=date(2022, 12, 1)), {"Mikhail Galuzin"}),
        (QuoteFilter(speaker_ids=()), set()),
        (QuoteFilter(type=StatementType.INDIRECT), set()),  # by nobody who has a name
    ],
)
def test_speakers_of_statements_that_fit(
    filled: Database, wanted: QuoteFilter, names: set[str]
) -> None:
    with filled.session() as session:
        listed = list(list_speakers(session, wanted))
        every = {speaker.id: speaker for speaker in list_speakers(session)}
    assert {speaker.name for speaker in listed} == names
    assert all(speaker == every[speaker.id] for speaker in listed)  # counted as a whole


def test_all_names_of_speakers(filled: Database) -> None:
    with filled.session() as session:
        (erdogan,) = find_speakers(session, "erdogan")
        assert find_names(session, [erdogan.id]) == {fold_name(ERDOGAN), "erdogan"}
        assert find_names(session, []) == set()


def test_what_was_superseded_is_not_found(filled: Database, run_id: int) -> None:
    with filled.session() as session:
        save_reading(session, run_id, type(GALUZIN)(article=GALUZIN.article))
        right = make_reading(WIDODO, mention="Joko", resolution=Resolution.PARTIAL_NAME)
        save_reading(session, run_id, type(right)(article=right.article))
        assert find_speakers(session, "galuzin") == []
        # "Joko" stood for Joko Widodo only in the superseded reading, and he has no other.
        assert [speaker.name for speaker in find_speakers(session, "joko")] == [
            "Joko",
            "Joko Anwar",
        ]


SUGGESTED = {
    "Jokohama": [],
    "galuzyn": ["Mikhail Galuzin"],
    "Mikail Galuzyn": ["Mikhail Galuzin"],
    "Widodoo": [WIDODO],
    "Zelensky": [],
    "": [],
}


def test_suggest_speakers(filled: Database) -> None:
    with filled.session() as session:
        assert {name: suggest_speakers(session, name) for name in SUGGESTED} == SUGGESTED
