"""Offices compared, and found by name and day."""

from __future__ import annotations

from datetime import date

import pytest

from quotetrack.records import Term
from quotetrack.speakers.offices import Fit, compare_all, compare_offices, find_holders

SAME, BODY, NONE, DIFFERENT = Fit.SAME, Fit.BODY, Fit.NONE, Fit.DIFFERENT


@pytest.mark.parametrize(
    ("a", "b", "fit"),
    [
        ("Menlu Rusia", "Menteri Luar Negeri Rusia", SAME),
        ("Presiden", "Presiden Ukraina", SAME),
        ("Mensesneg", "Menteri Sekretaris Negara Republik Indonesia", SAME),
        ("Menteri Sekretaris Negara", "Menteri", NONE),
        ("mantan Presiden AS", "Presiden Amerika Serikat", SAME),
        ("Ketua KPK", "Ketua Komisi Pemberantasan Korupsi (KPK)", SAME),
        ("Kepala staf Direktorat Ideologi", "kepala Direktorat Ideologi", BODY),
        ("Ketua KPK", "Juru Bicara KPK", BODY),
        ("Menteri", "Menteri Keuangan", NONE),
        ("Presiden Rusia", "Presiden Ukraina", DIFFERENT),
        ("Wakil Presiden", "Presiden", NONE),
        ("warga Depok", "Wali Kota Depok", DIFFERENT),
        ("putra Presiden AS", "Presiden AS", DIFFERENT),
        ("warga Depok", "warga Depok", BODY),
        ("Kapolres Sleman", "Kapolri", BODY),
    ],
)
def test_compare_offices(a: str, b: str, fit: Fit) -> None:
    assert (compare_offices(a, b), compare_offices(b, a)) == (fit, fit)


def test_the_best_of_several_offices_counts() -> None:
    ours, theirs = ["Ketua MPR", "Ketua IMI"], ["Ketua Umum Ikatan Motor", "Ketua MPR RI"]
    assert compare_all(ours, theirs) == (SAME, "Ketua MPR")
    assert compare_all([], theirs) == (NONE, "")


TERMS = [
    ("Lavrov", Term("Menteri Luar Negeri", country="Rusia", since=date(2004, 3, 9))),
    ("Retno", Term("Menteri Luar Negeri", since=date(2014, 10, 27), until=date(2024, 10, 20))),
    ("Sugiono", Term("Menteri Luar Negeri", country="Indonesia", since=date(2024, 10, 21))),
    ("Galuzin", Term("Wakil Menteri Luar Negeri", country="Rusia")),
]


@pytest.mark.parametrize(
    ("wanted", "at", "holders"),
    [
        ("menlu rusia", date(2022, 12, 25), ["Lavrov"]),
        ("Menteri Luar Negeri Rusia", date(2004, 3, 8), []),
        ("Menteri Luar Negeri", date(2024, 10, 20), ["Retno"]),
        ("Menteri Luar Negeri", date(2024, 10, 21), ["Sugiono"]),
        ("Menteri Luar Negeri", None, ["Retno", "Sugiono"]),
        ("Wakil Menteri Luar Negeri Rusia", None, ["Galuzin"]),
        ("Wakil Menteri Luar Negeri Rusia", date(2022, 12, 25), []),
        ("Galuzin", None, []),
    ],
)
def test_find_holders(wanted: str, at: date | None, holders: list[str]) -> None:
    assert find_holders(wanted, TERMS, at) == holders
