"""Outlets by their names and addresses."""

from __future__ import annotations

import pytest

from quotetrack.outlets import find_outlet_at, get_outlet


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("KOMPAS.com", "Kompas"),
        ("Kompas com", "Kompas"),
        (" harian kompas ", "Kompas"),
        ("Pikiran-Rakyat.com", "Pikiran Rakyat"),
        ("Kompasiana", "Kompasiana"),
        ("", ""),
    ],
)
def test_an_outlet_has_one_name(printed: str, name: str) -> None:
    assert get_outlet(printed) == name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://news.detik.com/berita/d-1/judul", "Detik"),
        ("http://www.pikiran-rakyat.com/a", "Pikiran Rakyat"),
        ("https://news.sky.com/x", "Sky News"),
        ("https://sky.com/x", None),
        ("https://kompas.example/x", None),
        ("https://notkompas.com/x", None),
        ("detik.com/x", None),
        ("http://[", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_is_an_outlets(url: str | None, name: str | None) -> None:
    assert find_outlet_at(url) == name
