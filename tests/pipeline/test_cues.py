"""Which words report, and which only look like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("“Siap,” kata Budi.", ["bare kata"]),
        ("“Siap,” katanya.", ["nya katanya"]),
        ("Budi mengatakan siap.", ["active mengatakan"]),
        ("Menurut Budi, siap.", ["preposition Menurut"]),
        ("Menurutnya, siap.", ["nya Menurutnya"]),
        ("Dikatakan Budi, siap.", ["passive Dikatakan"]),
        ("Ia enggan mengatakan itu.", []),
        ("“Budi mengatakan siap,” ujar Ani.", ["bare ujar"]),
        ("Kata itu sulit.", []),
        ("Lebih lanjut, harga naik.", []),
        ("Sudah jelas harga naik.", []),
        ("Berdasarkan keterangan Budi, harga naik.", ["preposition Berdasarkan"]),
        ("Berdasarkan keterangan Budi, Ani menyebut harga naik.", ["active menyebut"]),
        ("Berdasarkan data itu harga naik.", []),
        ("Dimakamkan menurut agama.", []),
        ("Ia menetapkan dan mengumumkan calon.", []),
        ("Ia menanggapi itu dan mengumumkan calon.", ["active mengumumkan"]),
        ("Ia tidak pernah mengaku salah.", []),
        ("Ia tak pernah membantah itu.", ["active membantah"]),
        ("Kisah di Tes, Nakagami Ungkap Masalah", []),
    ],
)
def test_cues(read: Callable[[str], Doc], text: str, cues: list[str]) -> None:
    assert [f"{c.label_} {c.text}" for c in read(text).spans["cues"]] == cues
