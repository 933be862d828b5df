"""A copy of articles with other people in them, so that a name is known by where it stands.

What is learned from the originals alone is who was in the news then. In a copy the words of each
person's name are replaced, the same ones alike wherever they stand in a person's name of the
article, by those of a name that the teachers agreed on in some raw article, and the ranks before
them by others: "Kompol Mikhail Galuzin … Galuzin" -> "Serma Ned Price … Price".
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from spacy.tokens import Doc, DocBin, Span

from quotetrack import lexicon
from quotetrack.pipeline.names import OFFICES, UNSURE
from quotetrack.training.corpora import make_blank
from quotetrack.training.train import get_folder_or_file


def write_renamed(
    source: Path, known: Path, path: Path, *, seed: int = 1, share: float = 1.0
) -> None:
    """Write a copy of the articles of `source`, a share of them with people of `known` in them."""
    vocab, documents, rng = make_blank().vocab, DocBin(), random.Random(seed)
    articles, others = (
        DocBin().from_disk(get_folder_or_file(str(file), file.name)) for file in (source, known)
    )
    pool = collect_names(others.get_docs(vocab))
    for doc in articles.get_docs(vocab):
        documents.add(rename(doc, pool, rng) if rng.random() < share else doc)
    path.parent.mkdir(parents=True, exist_ok=True)
    documents.to_disk(path)


def collect_names(docs: Iterable[Doc]) -> dict[int, list[list[str]]]:
    """Return the distinct names of people by how many words they have.

    Those with initials, and those into which a title was taken, are left out.
    """
    found: dict[tuple[str, ...], None] = {}
    for doc in docs:
        for ent in doc.ents:
            plain = all(t.is_alpha and t.is_title for t in ent)
            if ent.label_ == "PERSON" and plain and ent[0].lower_ not in lexicon.honorifics():
                found[tuple(token.text for token in ent)] = None
    pool: dict[int, list[list[str]]] = {}
    for words in found:
        pool.setdefault(len(words), []).append(list(words))
    return pool


def rename(doc: Doc, pool: dict[int, list[list[str]]], rng: random.Random) -> Doc:
    """Return the document with the words of people's names replaced, spans as they were.

    Where the document is silent on what a token is, a word of a name is replaced as well.
    """
    people = [ent for ent in doc.ents if ent.label_ == "PERSON"]
    new = choose_words(people, pool, rng)
    silent = [token for token in doc if token.ent_iob == 0]
    words = [token.text for token in doc]
    for token in [*silent, *(token for ent in people for token in ent)]:
        words[token.i] = new.get(token.text, token.text)
    ranks = sorted(lexicon.cased("ranks"))
    for ent in people:
        if ent.start and words[ent.start - 1] in ranks:
            words[ent.start - 1] = rng.choice(ranks)
    renamed = Doc(doc.vocab, words=words, spaces=[bool(t.whitespace_) for t in doc])
    renamed.set_ents(
        [Span(renamed, e.start, e.end, label=e.label_) for e in doc.ents],
        missing=[renamed[token.i : token.i + 1] for token in silent],
        default="outside",
    )
    for group in (OFFICES, UNSURE):
        spans = doc.spans.get(group, [])
        renamed.spans[group] = [Span(renamed, s.start, s.end, label=s.label_) for s in spans]
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
