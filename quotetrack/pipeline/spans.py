"""Looks up spans by token in groups that are in the order of the text, without a walk over them.

And tells where in the text a span is.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, SpanGroup

from quotetrack.records import Span as TextSpan


def first_behind(group: Sequence[Span] | SpanGroup, i: int) -> int:
    """Return the index of the first span that begins behind token `i`; the length if none does."""
    low, high = 0, len(group)
    while low < high:
        middle = (low + high) // 2
        if group[middle].start > i:
            high = middle
        else:
            low = middle + 1
    return low


def span_at(group: Sequence[Span] | SpanGroup, i: int) -> Span | None:
    """Return the last span to begin at or before token `i` if it holds that token, else None."""
    n = first_behind(group, i)
    if n == 0:
        return None
    span: Span = group[n - 1]
    return span if i < span.end else None


def spans_between(group: Sequence[Span] | SpanGroup, start: int, end: int) -> list[Span]:
    """Return the spans that begin at token `start` or later and before token `end`."""
    return [group[n] for n in range(first_behind(group, start - 1), first_behind(group, end - 1))]


def names_within(span: Span) -> list[Span]:
    """Return the names of `doc.ents` that lie whole in a span; `span.ents` looks at all of them."""
    found = []
    for token in span:
        if token.ent_iob_ == "B":
            end = token.i + 1
            while end < len(span.doc) and span.doc[end].ent_iob_ == "I":
                end += 1
            if end <= span.end:
                found.append(Span(span.doc, token.i, end, label=token.ent_type))
    return found


def text_span(span: Span) -> TextSpan:
    """Return a token span's characters."""
    return TextSpan(span.start_char, span.end_char)
