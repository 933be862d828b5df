"""Words that look like one word spelt twice, and words that only happen to be close."""

from __future__ import annotations

import pytest

from quotetrack.records import Findings, Name, NameLabel, Span
from quotetrack.speakers.spellings import (
    alike,
    find_ordinary,
    find_strays,
    keys_of,
    one_slip,
)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("trump", "turmp", True),
        ("irwandy", "iwandy", True),
        ("teddy", "tedhdy", True),
        ("edy", "edi", True),
        ("mayopoulos", "mayopolous", True),
        ("budi", "rudi", False),
        ("haris", "taris", False),
        ("mirza", "mirzani", False),
        ("dewi", "dwi", False),
        ("hasan", "hasan", False),
    ],
)
def test_alike(a: str, b: str, expected: bool) -> None:
    assert alike(a, b) is alike(b, a) is expected


@pytest.mark.parametrize(
    ("a", "b"), [("trump", "turmp"), ("irwandy", "iwandy"), ("perry", "parry"), ("teddy", "tedhdy")]
)
def test_words_one_slip_apart_meet(a: str, b: str) -> None:
    assert keys_of((a,)) & keys_of((b,))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("mitsubishi", "mitsubsihi", True),
        ("sekara", "sekar", True),
        ("slovakia", "slovakian", False),
        ("bni", "bbni", False),
    ],
)
def test_one_slip(a: str, b: str, expected: bool) -> None:
    assert one_slip(a, b) is one_slip(b, a) is expected


def test_ordinary_words_are_no_names() -> None:
    ordinary = find_ordinary("Dinasti itu dinasti lama milik Mitsubishi.")
    assert {"harus", "dinasti"} <= ordinary
    assert "mitsubishi" not in ordinary


def test_a_word_as_long_as_a_page_has_few_keys() -> None:
    assert len(keys_of(("a" * 100_000,))) <= 2


def test_strays_are_capitalised_words_outside_names_of_people() -> None:
    text = "Sandiaga datang. Namun Sadniaga pulang. Dinasti itu dinasti lama di Kompas.com."
    person = Name(Span(0, 8), NameLabel.PERSON, "Sandiaga")
    (stray,) = find_strays(Findings((), (person,), ()), text, find_ordinary(text))
    assert (stray.name, stray.words) == ("Sadniaga", ("sadniaga",))
    assert [name.span.of(text) for name in stray.names] == ["Sadniaga"]
