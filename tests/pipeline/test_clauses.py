"""Which stretches hold a predicate of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from quotetrack.pipeline.clauses import has_predicate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("harga akan naik", True),
        ("warga membawa beras", True),
        ("penutupan itu sesuai dengan aturan", True),
        ("para warga yang ditahan akan dipindahkan", True),
        ("kenaikan harga yang dikhawatirkan", False),
        ("kamera yang diduga merekam perjalanan", False),
        ("persoalan saat memasuki puncak haji", False),
        ("klaim tersebut dan sebagainya", False),
        ("laba bersih terbesar", False),
    ],
)
def test_predicate(read: Callable[[str], Doc], text: str, expected: bool) -> None:
    doc = read(text)
    assert has_predicate(doc, 0, len(doc)) is expected
