"""How quotation marks pair."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“Siap,” kata Budi.", ["closed Siap,"]),
        ('"Siap," kata Budi.', ["closed Siap,"]),
        ("”Siap,” kata Budi.", ["closed Siap,"]),
        ("„Siap“, kata Budi.", ["closed Siap"]),
        ("«Siap», kata Budi.", ["closed Siap"]),
        ("‘Siap’, kata Budi.", ["closed Siap"]),
        ("'Siap', kata Budi.", ["closed Siap"]),
        ("Siap,” kata Budi.", ["unopened Siap,"]),
        ("“Siap, kata Budi.", ["unclosed Siap, kata Budi."]),
        ("“Siap.\n“Pulang,” kata Budi.", ["continued Siap.", "closed Pulang,"]),
        ("“Siap.\nIa pulang.", ["unclosed Siap."]),
        ("“Film ‘Siap’ diputar,” kata Budi.", ["closed Film ‘Siap’ diputar,"]),
        ('Ia pulang."Siap," kata Budi.', ["closed Siap,"]),
        ("Jum'at dan Al-Qur'an", []),
        ("“A,” kata X. “B.”", ["closed A,", "closed B."]),
        ("“” kosong", []),
        ('"Siap', ["unclosed Siap"]),
        ("tinggi 5'7\" saja", ["unopened tinggi 5'7"]),
    ],
)
def test_quotations(read: Callable[[str], Doc], text: str, quotations: list[str]) -> None:
    found = read(text).spans["quotations"]
    assert [f"{q.label_} {q.text.strip()}" for q in found] == quotations
