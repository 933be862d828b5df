"""The span group `contents`, where the components that find statements leave them.

One span a part; parts of one statement share their `span_id`, labels are `direct` and `indirect`.
The rule that found a statement stands in `doc.user_data`, under its `span_id`.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc, Span

GROUP = "contents"
RULES = "quotetrack.rules"
EDGES = frozenset(",.;:-–—")


class Content(NamedTuple):
    """One statement's content: its parts by token, its type, the rule that found it, its key."""

    parts: list[tuple[int, int]]
    type: str
    rule: str
    key: str


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without the stops, commas and spaces at its edges; "?" and "!" stay."""
    while start < end and (doc[start].text in EDGES or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].text in EDGES or doc[end - 1].is_space):
        end -= 1
    return start, end


def write_contents(doc: Doc, found: list[Content]) -> None:
    """Add statements to the span group, which stays in the order of the text.

    A part without words is none: “ ,” kata Budi.
    """
    spans = list(doc.spans.get(GROUP, []))
    spans += [
        Span(doc, a, b, label=c.type, span_id=c.key)
        for c in found
        for a, b in c.parts
        if any(not (token.is_space or token.is_punct) for token in doc[a:b])
    ]
    doc.spans[GROUP] = sorted(spans, key=lambda span: (span.start, span.end))
    doc.user_data.setdefault(RULES, {}).update({c.key: c.rule for c in found})


def read_contents(doc: Doc) -> dict[str, list[Span]]:
    """Return the parts of each statement by its key, in the order in which statements begin."""
    found: dict[str, list[Span]] = {}
    for span in doc.spans[GROUP]:
        found.setdefault(span.id_, []).append(span)
    return found
