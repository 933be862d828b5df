"""Where paragraphs begin and end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Satu.", ["Satu."]),
        ("Satu.\n\nDua.", ["Satu.", "Dua."]),
        ("\nSatu.\r\nDua.\n", ["Satu.", "Dua."]),
        ("Satu. \n \n Dua.", ["Satu.", "Dua."]),
        ("\n\n", []),
        ("", []),
    ],
)
def test_paragraphs(read: Callable[[str], Doc], text: str, paragraphs: list[str]) -> None:
    assert [p.text.strip() for p in read(text).spans["paragraphs"]] == paragraphs
