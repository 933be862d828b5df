"""From text to attributions: spaCy only. One component a file, in the order in which a text passes.

paragraphs   the stretches between line breaks
sentences    sentence boundaries, aware of marks and abbreviations
names        people, bodies, places and offices
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
from itertools import islice

import spacy
from spacy.language import Language

from quotetrack import lexicon
from quotetrack.pipeline.reader import read_findings
from quotetrack.records import Findings, RunSettings

TOKENIZER = "quotetrack.tokenizer.v1"
COMPONENTS = (
    "quotetrack_paragraphs",
    "quotetrack_sentences",
    "quotetrack_names",
    "quotetrack_marks",
    "quotetrack_cues",
    "quotetrack_mentions",
    "quotetrack_direct",
    "quotetrack_indirect",
    "quotetrack_sources",
)
BATCH_SIZE = 32
KNOWN_WORDS = 30_000


def load_pipeline() -> Language:
    """Return the pipeline that finds statements in Indonesian news text."""
    nlp = spacy.blank("id", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def read_run_settings(nlp: Language) -> RunSettings:
    """Return what decides the pipeline's results: version, model, hash of all configuration."""
    from quotetrack import __version__

    config = json.dumps(nlp.config.to_str(), sort_keys=True) + lexicon.fingerprint()
    name = f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
    return RunSettings(__version__, name, hashlib.sha256(config.encode()).hexdigest())


def find_all(
    nlp: Language, texts: Iterable[str], batch_size: int = BATCH_SIZE
) -> Iterator[Findings]:
    """Yield the findings of each text, in order, reading at most a batch of texts ahead.

    The vocabulary learns words until it holds KNOWN_WORDS of them; what it learns from a later
    batch is forgotten with it, so that memory stays flat however many texts there are.
    """
    remaining = iter(texts)
    while batch := list(islice(remaining, batch_size)):
        full = len(nlp.vocab) > KNOWN_WORDS
        with nlp.memory_zone() if full else nullcontext():
            found = [read_findings(doc) for doc in nlp.pipe(batch, batch_size=batch_size)]
        yield from found
