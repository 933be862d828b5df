"""Names and the words that lost the space to them."""

from __future__ import annotations

import pytest

from quotetrack.records import Name, NameLabel, Span
from quotetrack.speakers.glued import mend_names, part


@pytest.mark.parametrize(
    ("text", "printed", "title", "expected"),
    [
        ("Michelle Ziudithtampil beda.", "Michelle Ziudithtampil", "", "Michelle Ziudith"),
        ("Bahlil Lahadaliamengatakan ya.", "Bahlil Lahadaliamengatakan", "", "Bahlil Lahadalia"),
        ("Nadia Prakosadinilai gagal.", "Nadia Prakosadinilai", "Nadia Prakosa", "Nadia Prakosa"),
        ("Nadia Prakosadinilai gagal.", "Nadia Prakosadinilai", "", "Nadia Prakosadinilai"),
        ("Irjen Agus Suryonohari ini", "Agus", "", "Agus Suryono"),
        ("Olga Syahputra. Billy Syahputradisebut-sebut siap.", "Billy Syahputradisebut-sebut",
         "", "Billy Syahputra"),
        ("Olga Syahputra. Billy Syahputradisebut-sebut siap.", "Billy", "", "Billy Syahputra"),
        ("Agus Budiman datang.", "Agus Budiman", "Budi dan Agus", "Agus Budiman"),
        ("Suhari datang.", "Suhari", "", "Suhari"),
        ("Wulandari datang.", "Wulandari", "Wulan", "Wulandari"),
        ("Agus Mentari datang.", "Agus", "", "Agus"),
    ],
)  # fmt: skip
def test_mend(text: str, printed: str, title: str, expected: str) -> None:
    start = text.index(printed)
    name = Name(Span(start, start + len(printed)), NameLabel.PERSON, printed)
    assert [n.text for n in mend_names([name], text, title)] == [expected]


def test_what_another_name_covers_is_not_taken() -> None:
    text = "Agus Suryonohari ini"
    names = [
        Name(Span(0, 4), NameLabel.PERSON, "Agus"),
        Name(Span(5, 16), NameLabel.ORG, "Suryonohari"),
    ]
    assert [n.text for n in mend_names(names, text, None)] == ["Agus", "Suryonohari"]


def test_bodies_and_places_are_left_alone() -> None:
    name = Name(Span(0, 13), NameLabel.LOC, "Indonesiayang")
    assert mend_names([name], "Indonesiayang maju", None) == [name]


@pytest.mark.parametrize("word", ["Budi", "Kalimantan", "prabowoyang", "KPK", "Ramadan"])
def test_whole_words(word: str) -> None:
    assert part(word, {"Kali", "Budi"}) is None
