"""The registry, kept and given back as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from quotetrack.records import Official, SpeakerKind, Term
from quotetrack.store.officials import find_wikidata, list_officials, save_officials
from quotetrack.store.readings import save_readings
from quotetrack.store.session import Database
from quotetrack.store.speakers import find_speakers
from tests.store.examples import make_reading

GALUZIN = Official(
    "Mikhail Galuzin",
    ("Galuzin", "Mikhail Galuzyn"),
    ("Michail",),
    (
        Term("Duta Besar", "Kementerian Luar Negeri", "Rusia", date(2018, 1, 2), date(2022, 11, 1)),
        Term("Wakil Menteri Luar Negeri", country="Rusia"),
    ),
    "Q4132613",
)
WIRANTO = Official("Wiranto")


def test_what_is_saved_is_listed(database: Database) -> None:
    with database.session() as session:
        assert save_officials(session, [WIRANTO, GALUZIN]) == 2
        assert save_officials(session, []) == 0
    with database.session() as session:
        assert list(list_officials(session)) == [GALUZIN, WIRANTO]


def test_one_of_the_same_name_takes_the_former_ones_place(database: Database) -> None:
    newer = replace(GALUZIN, name="Mikhail GALUZIN", aliases=("Misha",), terms=())
    with database.session() as session:
        save_officials(session, [GALUZIN, WIRANTO])
        save_officials(session, [newer])
        assert list(list_officials(session)) == [newer, WIRANTO]


def test_items_of_people_who_speak(database: Database, run_id: int) -> None:
    readings = [
        make_reading("Mikhail Galuzin"),
        make_reading("Wiranto"),
        make_reading("Rusia", kind=SpeakerKind.ORGANISATION),
    ]
    with database.session() as session:
        save_readings(session, run_id, readings)
        save_officials(session, [GALUZIN, WIRANTO, Official("Rusia", wikidata="Q159")])
        (galuzin,) = find_speakers(session, "Galuzin")
        assert find_wikidata(session) == {galuzin.id: "Q4132613"}
