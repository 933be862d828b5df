"""Where what was said begins behind a reporting word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from quotetrack.pipeline.openings import find_complementiser, is_thing, skip_addressee


@pytest.mark.parametrize(
    ("text", "urging", "word"),
    [
        ("bahwa harga naik", False, "bahwa"),
        ("kepada warga kota bahwa harga naik", False, "bahwa"),
        (", jika harga naik", False, "jika"),
        ("jika harga naik maka tutup", False, None),
        ("ada kabar bahwa harga naik", False, None),
        ("tim harus kerja keras agar menang", False, None),
        ("seluruh warga agar tenang", True, "agar"),
        ("warga membawa beras untuk dijual", True, None),
    ],
)
def test_complementiser(
    read: Callable[[str], Doc], text: str, urging: bool, word: str | None
) -> None:
    doc = read(text)
    found = find_complementiser(doc, 0, len(doc), urging=urging)
    assert (None if found is None else doc[found].text) == word


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("kepada petugas, harga naik", ", harga naik"),
        ("pada Selasa, harga naik", ", harga naik"),
        ("pada dasarnya, harga naik", "pada dasarnya, harga naik"),
        ("usai pasar tutup, harga naik", "usai pasar tutup, harga naik"),
    ],
)
def test_addressee(read: Callable[[str], Doc], text: str, rest: str) -> None:
    doc = read(text)
    assert doc[skip_addressee(doc, 0) :].text == rest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("penambahan dana untuk pasar", True),
        ("perusahaan untuk membayar", False),
        ("warga untuk pulang", False),
    ],
)
def test_thing(read: Callable[[str], Doc], text: str, expected: bool) -> None:
    doc = read(text)
    assert is_thing(doc, 0, [t.text for t in doc].index("untuk")) is expected
