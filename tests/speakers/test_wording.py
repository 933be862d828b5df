"""Which words count in a content, and where two printings differ."""

from __future__ import annotations

import pytest

from quotetrack.speakers.wording import (
    Change,
    describe_difference,
    find_difference,
    read_wording,
)


@pytest.mark.parametrize(
    ("content", "words", "telling"),
    [
        ("", [], []),
        ("… !", [], []),
        # a short content needs every word
        (
            "“Harga  naik\n2,5 persen!”",
            ["harga", "naik", "2.5", "persen"],
            ["2.5", "harga", "naik", "persen"],
        ),
        (
            "kami minta Rp1.000.000 atau 1000000, bukan 1,500",
            ["kami", "minta", "rp", "1000000", "atau", "1000000", "bukan", "1500"],
            ["1000000", "1000000", "1500", "bukan", "rp"],
        ),
        (
            "Kami ada di Papua. Mereka juga akan ke sana",
            ["kami", "ada", "di", "papua", "mereka", "juga", "akan", "ke", "sana"],
            ["papua"],
        ),
        # A heading's capitals are no names.
        (
            "Harga Beras Di Papua Naik Lagi Hari Ini",
            ["harga", "beras", "di", "papua", "naik", "lagi", "hari", "ini"],
            [],
        ),
    ],
)
def test_read_wording(content: str, words: list[str], telling: list[str]) -> None:
    wording = read_wording(content)
    assert list(wording.words) == words
    assert wording.telling_words(0, len(words)) == telling


@pytest.mark.parametrize(
    ("first", "other", "marked", "described"),
    [
        ("Kami siap.", "kami  siap", "kami siap", "same words"),
        ("Kami siap hari ini", "Kami siap", "Kami siap -hari ini", "shortened"),
        ("siap hari ini", "Kami siap hari ini", "+Kami siap hari ini", "lengthened"),
        ("Kami sudah siap", "Kami siap", "Kami -sudah siap", "altered"),
        ("Kami siap sekali", "Kita siap", "-Kami +Kita siap -sekali", "altered"),
        ("Kami siap", "Mereka pergi", "-Kami siap +Mereka pergi", "altered"),
        ("naik 2,5 persen", "naik 25 persen", "naik -2,5 +25 persen", "altered"),
    ],
)
def test_find_difference(first: str, other: str, marked: str, described: str) -> None:
    signs = {Change.KEPT: "", Change.DROPPED: "-", Change.ADDED: "+"}
    difference = find_difference(first, other)
    assert " ".join(signs[change] + words for change, words in difference) == marked
    assert describe_difference(difference) == described


def test_a_very_long_content_is_known_by_its_beginning() -> None:
    assert read_wording("kami siap " * 2000) == read_wording("kami siap " * 3000)
