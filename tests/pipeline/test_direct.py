"""Which quotations are speech, and which of them no cue attributes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from quotetrack.pipeline.statements import read_contents


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Siap berangkat,” kata [P Budi].", [("0", "Siap berangkat")]),
        ("“Kami siap berangkat besok.”", [("bare-0", "Kami siap berangkat besok")]),
        ("Pasar dibuka. “Banyak yang datang pagi.”", [("bare-0", "Banyak yang datang pagi")]),
        ("Pasar dibuka. “Banyak yang datang pagi”", []),
        ("Pasar “Banyak yang datang pagi.” dibuka.", []),
        ("Film “Ada Apa dengan Cinta” diputar.", []),
    ],
)
def test_direct(read: Callable[[str], Doc], text: str, found: list[tuple[str, str]]) -> None:
    contents = read_contents(read(text))
    direct = {key: spans for key, spans in contents.items() if spans[0].label_ == "direct"}
    assert [(key, span.text) for key, spans in direct.items() for span in spans] == found


def test_fragment_belongs_to_the_clause_round_it(read: Callable[[str], Doc]) -> None:
    (spans,) = read_contents(read("Harga itu “sangat tinggi”, kata [P Budi].")).values()
    assert [(span.label_, span.text) for span in spans] == [
        ("indirect", "Harga itu “sangat tinggi”")
    ]
