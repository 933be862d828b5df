"""From text to attributions: spaCy only. One component a file, in the order in which a text passes.

tokenizer    words and marks
model        word classes, offices, names: learned, see quotetrack/model/MODEL_CARD.md
known        people whom the registry of officials knows by their whole name; part of the model
paragraphs   the stretches between line breaks
sentences    sentence boundaries, aware of marks and abbreviations
marks        quotation marks, paired into quotations
cues         reporting words
mentions     the expressions that stand for speakers
direct       quotations, given to the cues that attribute them
indirect     clauses, given to the cues that no quotation took
sources      the media through which it came
reader       the document as plain records, in characters
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from importlib.resources import files
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from quotetrack import lexicon
from quotetrack.errors import ModelError
from quotetrack.pipeline import known
from quotetrack.pipeline.reader import read_findings
from quotetrack.pipeline.tokenizer import make_doc
from quotetrack.records import Findings, RunSettings

MODEL = "quotetrack.model"
RULES = (
    "quotetrack_paragraphs",
    "quotetrack_sentences",
    "quotetrack_marks",
    "quotetrack_cues",
    "quotetrack_mentions",
    "quotetrack_direct",
    "quotetrack_indirect",
    "quotetrack_sources",
)
BATCH_SIZE = 8  # texts, and no more characters than the next line says: what the model makes of
BATCH_CHARACTERS = 8_000  # a batch is held at once, and is two thousand times as large
KNOWN_WORDS = 10_000  # met in two hundred articles
MAX_REASON = 120


def load_pipeline(model: Path | None = None) -> Language:
    """Return the pipeline that finds statements in Indonesian news text.

    `model` is the folder of a trained model, by default the one that is shipped. Raises ModelError
    where it is missing, cut short or of another version.
    """
    folder = Path(str(files(MODEL))) if model is None else model
    nlp = load_model(folder)
    add_rules(nlp)
    return nlp


def load_model(folder: Path) -> Language:
    """Return a trained model as spaCy loads it; raises ModelError if it cannot."""
    if not (folder / "config.cfg").is_file():
        raise ModelError(f"{folder}: holds no model: run `make train`, or reinstall quotetrack")
    try:
        nlp = spacy.load(folder)
    except Exception as error:  # a damaged folder fails in as many ways as it has files
        reason = " ".join(str(error).split())[:MAX_REASON]
        raise ModelError(
            f"{folder}: cannot be loaded ({reason}): run `make train`, or reinstall quotetrack"
        ) from error
    missing = {"ner", "quotetrack_offices", "quotetrack_known"} - set(nlp.pipe_names)
    if missing:
        raise ModelError(
            f"{folder}: is of another version (no {', '.join(sorted(missing))}): run `make train`, "
            "or reinstall quotetrack"
        )
    return nlp


def add_rules(nlp: Language) -> None:
    """Add the components that follow the names: those that need no training."""
    for name in RULES:
        nlp.add_pipe(name)


def read_run_settings(nlp: Language) -> RunSettings:
    """Return what decides the pipeline's results: version, model, hash of all configuration."""
    from quotetrack import __version__

    words = lexicon.fingerprint() + known.fingerprint()
    config = json.dumps(nlp.config.to_str(), sort_keys=True) + words
    name = f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
    return RunSettings(__version__, name, hashlib.sha256(config.encode()).hexdigest())


def find_all(
    nlp: Language, texts: Iterable[str], batch_size: int = BATCH_SIZE
) -> Iterator[Findings]:
    """Yield the findings of each text, in order, reading at most a batch of texts ahead.

    The vocabulary learns words until it holds KNOWN_WORDS of them; what it learns from a later
    batch is forgotten with it, so that memory stays flat however many texts there are.
    """
    for batch in make_batches(texts, batch_size):
        full = len(nlp.vocab) > KNOWN_WORDS
        with nlp.memory_zone() if full else nullcontext():
            long = len(batch) == 1 and len(batch[0]) > BATCH_CHARACTERS
            docs = [read_long(nlp, batch[0])] if long else pipe(nlp, batch, batch_size)
            found = []
            for doc in docs:
                found.append(read_findings(doc))
                forget_rows(doc)
        yield from found


def read_long(nlp: Language, text: str) -> Doc:
    """Return the document of a text that the model reads in pieces, the rules as a whole.

    So the memory that the model needs does not grow with the text; a word is told only of its like
    in the same piece.
    """
    pieces = []
    with nlp.select_pipes(disable=[name for name in RULES if name in nlp.pipe_names]):
        for piece in pipe(nlp, cut(text), batch_size=1):
            forget_rows(piece)
            pieces.append(piece)
    doc = Doc.from_docs(pieces, ensure_whitespace=False)
    assert doc is not None
    for name in RULES:
        doc = nlp.get_pipe(name)(doc)
    return doc


def pipe(nlp: Language, texts: Iterable[str], batch_size: int = BATCH_SIZE) -> Iterator[Doc]:
    """Yield the documents of texts, whatever these are made of."""
    return nlp.pipe((make_doc(nlp, text) for text in texts), batch_size=batch_size)


def cut(text: str) -> Iterator[str]:
    """Yield a text in pieces of BATCH_CHARACTERS at most, cut between paragraphs if possible."""
    start = 0
    while start < len(text):
        end = min(start + BATCH_CHARACTERS, len(text))
        if end < len(text):
            behind = (text.rfind(mark, start, end) + len(mark) for mark in ("\n", ". ", " "))
            end = next((place for place in behind if place > start + 2), end)
        yield text[start:end]
        start = end


def forget_rows(doc: Doc) -> None:
    """Let go of what the model made of each token.

    A document and its tokens hold each other, and so stay until they are collected; this is most
    of what they hold.
    """
    doc.tensor = np.zeros((0, 0), dtype=np.float32)


def make_batches(texts: Iterable[str], batch_size: int) -> Iterator[list[str]]:
    """Yield the texts, in order, so many at a time or as many as BATCH_CHARACTERS are.

    Before the text that is too much is known, it has been asked for: it begins the next batch. One
    that is longer than that stands alone.
    """
    batch: list[str] = []
    characters = 0
    for text in texts:
        if batch and characters + len(text) > BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
        batch.append(text)
        characters += len(text)
        if len(batch) == batch_size:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
