"""Where a stretch of a text stands, in the two ways that W3C's Web Annotation Data Model knows.

A position counts characters, which are Unicode code points in that model as they are here; a quote
gives the words with so much before and after them that they are found at one place only.
"""

from __future__ import annotations

from quotetrack.records import Span

_SHORTEST, _LONGEST = 32, 4096  # characters of context on either side


def read_position(span: Span) -> dict[str, object]:
    """Return a TextPositionSelector."""
    return {"type": "TextPositionSelector", "start": span.start_char, "end": span.end_char}


def find_quote(text: str, span: Span) -> dict[str, object] | None:
    """Return a TextQuoteSelector that is found at the span and nowhere else in the text.

    None where even 4,096 characters on either side do not tell the place from another: the text
    repeats itself, and a quote that is found at the wrong place is worse than none.
    """
    length = _SHORTEST
    while length <= _LONGEST:
        start = max(span.start_char - length, 0)
        prefix = text[start : span.start_char]
        suffix = text[span.end_char : span.end_char + length]
        exact = span.of(text)
        if _is_only(text, prefix + exact + suffix, start):
            return {
                "type": "TextQuoteSelector",
                "exact": exact,
                "prefix": prefix,
                "suffix": suffix,
            }
        length *= 2
    return None


def _is_only(text: str, words: str, start: int) -> bool:
    return text.find(words) == start and text.find(words, start + 1) < 0
