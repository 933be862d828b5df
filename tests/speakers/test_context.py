"""Who is left by the context, and what speaks for them."""

from __future__ import annotations

import pytest

from quotetrack.speakers.context import Candidate, rank, weights
from tests.marked import read_example, read_marked


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("“Kami siap,” kata [P Budi Santoso]. / “Kami pulang,” ujarnya.", "Budi Santoso"),
        (
            "“Kami siap,” kata [P Budi Santoso]. / [P Ani Wijaya] membantah hal itu. Ia menegaskan "
            "harga akan naik.",
            "Ani Wijaya",
        ),
        (
            "“Kami siap,” kata [P Budi Santoso]. / Kegiatan itu dihadiri [P AN]. / “Kami pulang,” "
            "ujarnya.",
            "Budi Santoso",
        ),
        ("Harga naik. / “Kami semua pulang ke rumah,” ujarnya.", None),
    ],
)
def test_the_last_statement_is_given_to(line: str, speaker: str | None) -> None:
    assert read_example(read_marked(line)).statements[-1].speaker == speaker


def test_rank_gives_probabilities() -> None:
    candidates = [Candidate((name,), None, frozenset({name})) for name in ("a", "b", "c")]
    ranked = rank(candidates, {"b": 1.0, "c": -1.0})
    assert [candidate.key for _, candidate in ranked] == [("b",), ("a",), ("c",)]
    assert sum(probability for probability, _ in ranked) == pytest.approx(1.0)


def test_weights_say_what_a_reader_would_expect() -> None:
    assert weights()["spoke last"] > 0 > weights()["possessor of its clause"]
    assert weights()["spoke before"] > weights()["never spoke"]
