"""The parts of one statement share a key; `direct` and `indirect` add to one group."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from quotetrack.pipeline.statements import read_contents


def test_parts_share_their_key(read: Callable[[str], Doc]) -> None:
    doc = read("Harga, kata [P Budi], akan naik. “Kami semua siap,” ujar dia.")
    assert [[p.text for p in parts] for parts in read_contents(doc).values()] == [
        ["Harga", "akan naik"],
        ["Kami semua siap"],
    ]
    assert [s.label_ for s in doc.spans["contents"]] == ["indirect", "indirect", "direct"]


@pytest.mark.parametrize(
    "line",
    ["“      ,” kata [P Budi].", "“        ” kata [P Budi].", "[P Budi] berkata: “…” / Ia pergi."],
)
def test_what_has_no_words_is_no_content(read: Callable[[str], Doc], line: str) -> None:
    assert read_contents(read(line)) == {}
