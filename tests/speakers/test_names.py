"""Names compared."""

from __future__ import annotations

import pytest

from quotetrack.speakers.names import is_part_of, name_words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Leonid Kasinsky", ("leonid", "kasinsky")),
        ("Dr. Leonid Kasinsky, M.Si.", ("leonid", "kasinsky")),
        ("Karine Jean-Pierre", ("karine", "jean", "pierre")),
        ("Jodie O'tania", ("jodie", "otania")),
        ("Jürgen Klopp", ("jurgen", "klopp")),
        ("AKBP Rio", ("rio",)),
        ("Presiden", ("presiden",)),
        ("", ()),
    ],
)
def test_name_words(name: str, words: tuple[str, ...]) -> None:
    assert name_words(name) == words


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ("Faqih", "Muhammad Faqih", True),
        ("M. Faqih", "Muhammad Faqih", True),
        ("Muhammad Faqih", "Muhammad Faqih", True),
        ("Faqih Muhammad", "Muhammad Faqih", False),
        ("Leonid Kanevsky", "Leonid Kasinsky", False),
        ("", "Muhammad Faqih", False),
    ],
)
def test_is_part_of(part: str, whole: str, expected: bool) -> None:
    assert is_part_of(name_words(part), name_words(whole)) is expected
