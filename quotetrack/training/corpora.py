"""Corpora in spaCy's format: annotations realigned to the pipeline's tokens, by characters.

names.train, names.dev   articles with `doc.ents` and the span group `offices`
pos.train                sentences with word classes, twelve to a document
pos.dev                  every tenth sentence, held out

An edge inside a token is moved to the token's; how many were is returned, to be printed.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans

from quotetrack.errors import InputError
from quotetrack.pipeline.names import LABEL, OFFICES
from quotetrack.training import inputs
from quotetrack.training.inputs import Annotated, Sentence

TOKENIZER = "quotetrack.tokenizer.v1"
HELD_OUT = 10  # one sentence in so many
POOL = 12  # thousands of tiny documents are slow to read
MIN_JUDGED = 4
CLOSING = re.compile(r"[.,;:?!)\]%”’]+")
CLITICS = frozenset({"nya", "lah", "kah", "ku", "mu"})
OPENING = frozenset("([“‘")


@dataclass(frozen=True, slots=True)
class Alignment:
    """What came of an annotated file: documents, spans in them, spans whose edges were moved."""

    name: str
    documents: int
    spans: int
    moved: int

    def __str__(self) -> str:
        share = 100 * self.moved / self.spans if self.spans else 0.0
        return (
            f"{self.name}: {self.documents} articles, {self.spans} names and offices,"
            f" {self.moved} ({share:.2f} %) with an edge inside a token, moved to its edge"
        )


def make_blank() -> Language:
    """Return an empty pipeline with the project's tokenizer."""
    return spacy.blank("id", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})


def write_corpora(shared: Path, folder: Path) -> list[str]:
    """Write all corpora and labels into a folder; return a line on each."""
    inputs.check_shared(shared)
    folder.mkdir(parents=True, exist_ok=True)
    nlp, texts = make_blank(), inputs.read_texts(shared)
    dev = list(inputs.read_annotated(shared / inputs.NAMES_DEV, texts))
    files = [inputs.read_annotated(shared / name, texts) for name in inputs.NAMES_TRAIN]
    train = list(leave_out((a for file in files for a in file), {a.id for a in dev}))
    lines = [
        str(write_names(nlp, train, folder / "names.train.spacy")),
        str(write_names(nlp, dev, folder / "names.dev.spacy")),
        write_word_classes(nlp, inputs.read_sentences(shared / inputs.WORD_CLASSES), folder),
    ]
    (folder / "ner.json").write_text(json.dumps(inputs.LABELS), encoding="utf-8")
    return lines


def leave_out(articles: Iterable[Annotated], ids: set[str]) -> Iterator[Annotated]:
    """Yield the articles; raises InputError for one that is measured on."""
    for article in articles:
        if article.id in ids:
            raise InputError(f"{article.place}: article {article.id!r} is measured on: take it out")
        yield article


def write_names(nlp: Language, articles: Iterable[Annotated], path: Path) -> Alignment:
    """Write articles with their names and offices; return how the annotations met the tokens."""
    documents, spans, moved = DocBin(), 0, 0
    for article in articles:
        doc, count = align(nlp, article)
        documents.add(doc)
        spans += len(article.entities) + len(article.offices)
        moved += count
    documents.to_disk(path)
    return Alignment(path.name, len(documents), spans, moved)


def align(nlp: Language, article: Annotated) -> tuple[Doc, int]:
    """Return an article's document and how many of its spans had an edge inside a token.

    Raises InputError if more than half had: the offsets are then not those of this text.
    """
    doc = nlp.make_doc(article.text)
    rows = [*article.entities, *((start, end, LABEL) for start, end in article.offices)]
    exact = [doc.char_span(start, end, label=label) for start, end, label in rows]
    moved = exact.count(None)
    if len(rows) >= MIN_JUDGED and 2 * moved > len(rows):
        raise InputError(
            f"{article.place}: {moved} of {len(rows)} spans begin or end inside a word:"
            f" the offsets are not those of the text of {article.id!r}"
        )
    spans = [span or widen(doc, *row) for span, row in zip(exact, rows, strict=True)]
    doc.ents = filter_spans([span for span in spans if span.label_ != LABEL])
    doc.spans[OFFICES] = filter_spans([span for span in spans if span.label_ == LABEL])
    return doc, moved


def widen(doc: Doc, start: int, end: int, label: str) -> Span:
    """Return the tokens that hold the characters, whole."""
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    assert span is not None
    return span


def write_word_classes(nlp: Language, sentences: Iterable[Sentence], folder: Path) -> str:
    """Write the sentences to learn from and those held out; return a line that counts them."""
    train: list[Doc] = []
    dev: list[Doc] = []
    for number, sentence in enumerate(sentences):
        held_out = number % HELD_OUT == HELD_OUT - 1
        if held_out or len(sentence.words) > 1:
            (dev if held_out else train).append(tag(nlp, sentence))
    random.Random(0).shuffle(train)
    pooled = DocBin()
    for start in range(0, len(train), POOL):
        pooled.add(Doc.from_docs(train[start : start + POOL], ensure_whitespace=True))
    pooled.to_disk(folder / "pos.train.spacy")
    DocBin(docs=dev).to_disk(folder / "pos.dev.spacy")
    tags = sorted({token.tag_ for doc in (*train, *dev) for token in doc})
    (folder / "tagger.json").write_text(json.dumps(tags), encoding="utf-8")
    return f"pos: {len(train)} sentences, {len(dev)} held out, {len(tags)} classes"


def tag(nlp: Language, sentence: Sentence) -> Doc:
    """Return a sentence as running text with `token.tag_`.

    A token over several words, such as one with its clitic, has the class of the first.
    """
    text, edges = join(sentence.words)
    doc, place = nlp.make_doc(text), 0
    for token in doc:
        while place + 1 < len(edges) and edges[place] <= token.idx:
            place += 1
        single = token.is_punct and len(token) == 1
        token.tag_ = "SYM" if single else sentence.tags[place]
    return doc


def join(words: list[str]) -> tuple[str, list[int]]:
    """Return words as a newspaper prints them, and where each ends."""
    text, ends, before, quoted = "", [], "", False
    for word in words:
        glued = (
            not before
            or CLOSING.fullmatch(word)
            or (word in CLITICS and before.isalpha())
            or before in OPENING
            or (quoted and '"' in (word, before))
        )
        quoted ^= word == '"'
        text += word if glued else f" {word}"
        ends.append(len(text))
        before = word
    return text, ends
