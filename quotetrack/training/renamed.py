"""Annotated articles with other people in them, so that a name is told by where it stands.

The words of each person's name are replaced wherever they stand in a person's name of the article,
by those of a name that the teachers agreed on in some raw article:
"Mikhail Galuzin … Galuzin" -> "Ned Price … Price".
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from spacy.tokens import Doc, DocBin, Span

from quotetrack.pipeline.names import OFFICES
from quotetrack.training.corpora import make_blank


def write_renamed(gold: Path, silver: Path, path: Path) -> None:
    """Write a copy of the annotated articles with people of the silver ones in them."""
    vocab, documents, rng = make_blank().vocab, DocBin(), random.Random(1)
    pool = collect_names(DocBin().from_disk(silver).get_docs(vocab))
    for doc in DocBin().from_disk(gold).get_docs(vocab):
        documents.add(rename(doc, pool, rng))
    path.parent.mkdir(parents=True, exist_ok=True)
    documents.to_disk(path)


def collect_names(docs: Iterable[Doc]) -> dict[int, list[list[str]]]:
    """Return the distinct names of people by how many words they have, none of them initials."""
    found: dict[tuple[str, ...], None] = {}
    for doc in docs:
        for ent in doc.ents:
            if ent.label_ == "PERSON" and all(t.is_alpha and t.is_title for t in ent):
                found[tuple(token.text for token in ent)] = None
    pool: dict[int, list[list[str]]] = {}
    for words in found:
        pool.setdefault(len(words), []).append(list(words))
    return pool


def rename(doc: Doc, pool: dict[int, list[list[str]]], rng: random.Random) -> Doc:
    """Return the document with the words of people's names replaced, spans as they were."""
    people = [ent for ent in doc.ents if ent.label_ == "PERSON"]
    new = choose_words(people, pool, rng)
    inside = {token.i for ent in people for token in ent}
    words = [new.get(t.text, t.text) if t.i in inside else t.text for t in doc]
    renamed = Doc(doc.vocab, words=words, spaces=[bool(t.whitespace_) for t in doc])
    renamed.set_ents([Span(renamed, e.start, e.end, label=e.label_) for e in doc.ents])
    renamed.spans[OFFICES] = [
        Span(renamed, s.start, s.end, label=s.label_) for s in doc.spans[OFFICES]
    ]
    return renamed


def choose_words(
    people: Sequence[Span], pool: dict[int, list[list[str]]], rng: random.Random
) -> dict[str, str]:
    """Return a new word for each word of the names, the longest name first."""
    new: dict[str, str] = {}
    for ent in sorted(people, key=len, reverse=True):
        if len(ent) not in pool or all(token.text in new for token in ent):
            continue
        chosen = rng.choice(pool[len(ent)])
        for token, word in zip(ent, chosen, strict=True):
            if token.is_alpha and token.is_title:
                new.setdefault(token.text, word)
    return new
