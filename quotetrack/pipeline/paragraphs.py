"""Paragraphs: the stretches between line breaks. Marks never pair, nor clauses reach, across them.

"Satu.\\n\\nDua." -> "Satu.", "Dua."
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

GROUP = "paragraphs"


def find(doc: Doc) -> list[Span]:
    """Return the paragraphs in order, without the line breaks; empty ones are left out."""
    found, start = [], None
    for token in doc:
        if token.is_space and "\n" in token.text:
            if start is not None:
                found.append(doc[start : token.i])
            start = None
        elif start is None and not token.is_space:
            start = token.i
    if start is not None:
        found.append(doc[start : len(doc)])
    return found


@Language.component("quotetrack_paragraphs", assigns=["doc.spans"])
def write(doc: Doc) -> Doc:
    """Write the span group `paragraphs`."""
    doc.spans[GROUP] = find(doc)
    return doc
