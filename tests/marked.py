"""Reads the one-line examples of tests/gold and runs the rules on them, names as marked.

Marks are `[x text]`, nested where one stands inside the other; see tests/gold/statements.txt.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from quotetrack.pipeline import add_rules, load_pipeline
from quotetrack.pipeline.reader import read_findings as read_doc
from quotetrack.reading import read_findings
from quotetrack.records import Article, Reading

GOLD = Path(__file__).parent / "gold"
LABELS = {"P": "PERSON", "G": "ORG", "L": "LOC"}
MARKED_SPANS = "marked"
TOKENIZER = "quotetrack.tokenizer.v1"


@dataclass(frozen=True)
class Marked:
    """A text and where each kind of mark stood in it: kind -> (start, end), in characters."""

    text: str
    spans: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def texts(self, kind: str) -> list[str]:
        """Return the marked stretches of a kind, in the order in which they end."""
        return [self.text[a:b] for a, b in self.spans.get(kind, [])]


def read_marked(line: str) -> Marked:
    """Return the text without its marks, and the marks."""
    text: list[str] = []
    spans: dict[str, list[tuple[int, int]]] = {}
    opened: list[tuple[str, int]] = []
    line = line.replace(" / ", "\n")
    i = 0
    while i < len(line):
        if line[i] == "[":
            opened.append((line[i + 1], len(text)))
            i += 3
        elif line[i] == "]":
            kind, start = opened.pop()
            spans.setdefault(kind, []).append((start, len(text)))
            i += 1
        else:
            text.append(line[i])
            i += 1
    return Marked("".join(text), spans)


def read_lines(name: str) -> list[tuple[str, str]]:
    """Return the examples of a file: the marked text, and what stands behind "=>"."""
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(" => ") for line in lines if line and not line.startswith("#"))
    return [(text, expected) for text, _, expected in pairs]


@Language.component("marked_names")
def write_names(doc: Doc) -> Doc:
    """Set the names and offices that the example marks, in place of a model."""
    spans: dict[str, list[tuple[int, int]]] = doc.user_data[MARKED_SPANS]
    found = [
        char_span(doc, *edges, label)
        for kind, label in LABELS.items()
        for edges in spans.get(kind, [])
    ]
    doc.ents = filter_spans(found)
    doc.spans["offices"] = [char_span(doc, *edges, "") for edges in spans.get("O", [])]
    return doc


def char_span(doc: Doc, start: int, end: int, label: str) -> Span:
    """Return the tokens of a marked stretch, which must begin and end with one."""
    span = doc.char_span(start, end, label=label)
    assert span is not None, f"no token edge at {doc.text[start:end]!r} in {doc.text!r}"
    return span


@cache
def plain_pipeline() -> Language:
    """Return the pipeline as it is shipped."""
    return load_pipeline()


@cache
def pipeline() -> Language:
    """Return the rules alone, with the marked names in place of a model's."""
    nlp = spacy.blank("id", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.add_pipe("marked_names")
    add_rules(nlp)
    return nlp


def read_example(marked: Marked) -> Reading:
    """Return what the rules read in an example."""
    nlp = pipeline()
    doc = nlp.make_doc(marked.text)
    doc.user_data[MARKED_SPANS] = marked.spans
    return read_findings(Article(text=marked.text), read_doc(nlp(doc)))
