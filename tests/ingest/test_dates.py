"""Dates as papers print them."""

from __future__ import annotations

from datetime import date

import pytest

from quotetrack.ingest.dates import find_date


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2022-12-26", date(2022, 12, 26)),
        ("2022-12-26T21:47:00+07:00", date(2022, 12, 26)),
        ("2022-13-26", None),
        ("Tayang: Senin, 9 Juni 2025 21:47 WIB", date(2025, 6, 9)),
        ("Senin, 9 Jun 2025", date(2025, 6, 9)),
        ("Diperbarui 01 Jun 2025, 10:40 WIB", date(2025, 6, 1)),
        ("01 Juli 2016 |05:06 WIB", date(2016, 7, 1)),
        (",\xa0Jurnalis-Jum'at, 13 Juni 2025 |19:04 WIB", date(2025, 6, 13)),
        ("Jumat, 23 Mei  2025 07:32 WIB", date(2025, 5, 23)),
        ("Selasa, 10 Jun 2025 - 10:21 WIB_x0000_", date(2025, 6, 10)),
        ("31 Agu 2023", date(2023, 8, 31)),
        ("5 Pebruari 1999", date(1999, 2, 5)),
        ("December 25, 2022", date(2022, 12, 25)),
        ("10/21/2025 22:49", date(2025, 10, 21)),
        ("21/10/2025 22:49", date(2025, 10, 21)),
        ("Kompas.com- 10/06/2025, 20:17 WIB", date(2025, 6, 10)),
        ("5/5/2025 17:06", date(2025, 5, 5)),
        # Which is the month, nobody can say.
        ("10/4/2025 14:00", None),
        ("31 Februari 2025", None),
        ("9 Foo 2025", None),
        ("Tidak Ditemukan", None),
        ("Scroll ke bawah untuk membaca berita", None),
        ("", None),
    ],
)
def test_find_date(printed: str, expected: date | None) -> None:
    assert find_date(printed) == expected
