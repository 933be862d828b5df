"""Offices that one person, or two, cannot hold; and those that they can."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from quotetrack.records import Held, Official, Printed, Term
from quotetrack.speakers.offices import contradict, is_of_one
from quotetrack.speakers.registry import Registry
from quotetrack.speakers.terms import find_offices
from tests.speakers.test_contradictions import DAY, make_person


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Menteri Perdagangan", "Menteri Pertanian", True),
        ("Kapolres Sleman", "Kapolres Bantul", True),
        ("Menteri Luar Negeri Rusia", "Wakil Menteri Luar Negeri Rusia", True),
        ("Direktur Utama BNI", "Direktur Utama Telkom", True),
        ("Menteri Perdagangan", "Ketua Umum PAN", False),
        ("Ketua Umum PAN", "Ketua MPR", False),
        ("Menlu Rusia", "Menteri Luar Negeri Rusia", False),
        ("Menteri", "Menteri Perdagangan", False),
        ("Menteri Perdagangan", "mantan Menteri Pertanian", False),
        ("Bupati Bima", "Plt Bupati Dompu", False),
        ("Dirut PT KAI", "Direktur Utama PT Kereta Api Indonesia", False),
        ("Kapolres Jaksel", "Kapolres Metro Jakarta Selatan", False),
        ("anggota DPR", "anggota MPR", False),
    ],
)
def test_one_person(one: str, other: str, expected: bool) -> None:
    assert contradict(one, other) is contradict(other, one) is expected


@pytest.mark.parametrize(
    ("office", "expected"),
    [
        ("Kapolres Sleman", True),
        ("Direktur Utama BNI", True),
        ("Wakil Gubernur Bali", True),
        ("Wakil Menteri Keuangan", False),  # there may be three
        ("Presiden", False),
        ("Plt Bupati Bima", False),
        ("mantan Kapolres Sleman", False),
        ("anggota DPR", False),
        ("Juru Bicara KPK", False),
    ],
)
def test_of_one(office: str, expected: bool) -> None:
    assert is_of_one(office) is expected


def test_one_person_in_two_offices_on_one_day() -> None:
    def offices(days: int) -> list[str]:
        later = DAY + timedelta(days=days)
        held = (
            Held("Kapolres Sleman", 1, DAY, DAY),
            Held("Kapolres Bantul", 2, later, later),
        )
        return [c.evidence for c in find_offices([Printed(1, "Arif", 1, held)], Registry())]

    (evidence,) = offices(0)
    assert evidence == (
        "“Arif” is “Kapolres Sleman” in one article and “Kapolres Bantul” in another on the same "
        "day, and nobody is both."
    )
    assert offices(1) == []


@pytest.mark.parametrize(
    ("second", "first_until", "since", "number"),
    [
        ("Rina Melati", 2, 1, 1),  # the first speaks before and after
        ("Rina Melati", 0, 0, 1),
        ("Rina Melati", 0, 90, 0),  # a successor
        ("Rina Melati", 1, 1, 0),  # the day on which the office was handed over
        ("Wibowo", 2, 1, 0),
        ("Arif W.", 2, 1, 0),
    ],
)
def test_two_holders(second: str, first_until: int, since: int, number: int) -> None:
    until, day = DAY + timedelta(days=first_until), DAY + timedelta(days=since)
    first = Printed(1, "Arif Wibowo", 1, (Held("Kapolres Sleman", 1, DAY, until),))
    other = Printed(2, second, 2, (Held("Kapolres Sleman", 2, day, day),))
    assert len(list(find_offices([first, other], Registry()))) == number


def test_terms_of_the_registry() -> None:
    term = Term("Menteri Perdagangan", since=date(2022, 6, 15), until=date(2024, 10, 20))
    registry = Registry([Official("Zulkifli Hasan", terms=(term,))])
    people = [
        make_person("Zulkifli Hasan", "Menteri Perdagangan", 1),
        make_person("Rina Melati", "Mendag", 2, days=60),
    ]
    (found,) = find_offices(people, registry)
    assert "by the registry" in found.evidence
    people[1] = make_person("Rina Melati", "Mendag", 2, days=900)
    assert list(find_offices(people, registry)) == []
