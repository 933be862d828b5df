"""The parts of one statement share a key; `direct` and `indirect` add to one group."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from quotetrack.pipeline.statements import read_contents


def test_parts_share_their_key(read: Callable[[str], Doc]) -> None:
    doc = read("Harga, kata [P Budi], akan naik. “Kami semua siap,” ujar dia.")
    assert [[p.text for p in parts] for parts in read_contents(doc).values()] == [
        ["Harga", "akan naik"],
        ["Kami semua siap"],
    ]
    assert [s.label_ for s in doc.spans["contents"]] == ["indirect", "indirect", "direct"]
