"""Which media are named, and what they cover."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("“Siap,” kata [P Budi], dikutip dari Sputnik.", ["statement Sputnik"]),
        ("“Siap,” kata [P Budi] dilansir AFP, Senin.", ["statement AFP"]),
        ("“Siap,” kata [P Budi] dilansir Senin (12/3).", []),
        ("“Siap,” kata [P Budi] kepada Kompas.com.", ["statement Kompas.com"]),
        ("“Siap,” kata [P Budi] kepada wartawan.", []),
        ("“Siap,” tulis [P Budi] melalui akun Instagram.", ["statement Instagram"]),
        ("“Dikutip dari Sputnik,” kata [P Budi].", []),
        ("“Siap,” kata [P Budi].\nSumber: Antara", ["article Antara"]),
        ("Ia berbelanja di Instagram.\n“Siap,” kata [P Budi].", []),
    ],
)
def test_sources(read: Callable[[str], Doc], text: str, sources: list[str]) -> None:
    assert [f"{s.label_} {s.text}" for s in read(text).spans["sources"]] == sources
