"""Both selectors find the same place, and nothing else."""

from __future__ import annotations

import pytest

from quotetrack.export.selectors import find_quote, read_position
from quotetrack.records import Span


def find_all(text: str, quote: dict[str, object]) -> list[Span]:
    """Return where a TextQuoteSelector is found, as the model has it."""
    prefix, exact, suffix = (str(quote[name]) for name in ("prefix", "exact", "suffix"))
    found, place = [], text.find(prefix + exact + suffix)
    while place >= 0:
        start = place + len(prefix)
        found.append(Span(start, start + len(exact)))
        place = text.find(prefix + exact + suffix, place + 1)
    return found


ONCE = "Awal. “Kami siap,” kata dia."
OFTEN = "“Kami siap,” kata Budi. " * 3 + "“Kami siap,” kata Ani."
FAR = f"{'x' * 100}siap{'y' * 100}|{'x' * 100}siap{'y' * 200}"
ASTRAL = "😀😀 “Kami 😀 siap,” kata dia. 😀"


@pytest.mark.parametrize(
    ("text", "span"),
    [
        (ONCE, Span(7, 16)),
        (ONCE, Span(0, len(ONCE))),
        (OFTEN, Span(1, 10)),
        (OFTEN, Span(25, 34)),
        (OFTEN, Span(49, 58)),
        (OFTEN, Span(73, 82)),
        (FAR, Span(100, 104)),
        (FAR, Span(305, 309)),
        ("a" * 50, Span(20, 21)),
        (ASTRAL, Span(4, 15)),
    ],
)
def test_a_quote_is_found_at_its_place_only(text: str, span: Span) -> None:
    quote = find_quote(text, span)
    assert quote is not None
    assert find_all(text, quote) == [span]
    position = read_position(span)
    assert (position["start"], position["end"]) == span
    assert span.of(text) == quote["exact"]


def test_context_is_no_longer_than_it_need_be() -> None:
    text = "a" * 500 + "siap" + "b" * 500
    quote = find_quote(text, Span(500, 504))
    assert quote is not None
    assert (quote["prefix"], quote["suffix"]) == ("a" * 32, "b" * 32)


def test_a_text_that_repeats_itself_has_no_quote() -> None:
    text = "siap " * 10_000
    assert find_quote(text, Span(25_000, 25_004)) is None
    assert find_quote(text, Span(0, 4)) is None
    nearly = f"{text}akhir"
    last = Span(len(text) - 5, len(text) - 1)
    assert find_all(nearly, find_quote(nearly, last) or {}) == [last]
