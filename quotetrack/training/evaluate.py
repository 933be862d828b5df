"""The figures of a model: names, offices, speakers, word classes, sentences, speed."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from quotetrack.errors import InputError
from quotetrack.evaluation.figures import Figure, f1, f1_of_overlaps, resample, share
from quotetrack.evaluation.lines import get_text, read_lines, read_objects
from quotetrack.pipeline.names import OFFICES
from quotetrack.training import inputs
from quotetrack.training.corpora import HELD_OUT, make_blank, tag
from quotetrack.training.inputs import Annotated

NAME_BARS = {"PERSON": 0.94, "ORG": 0.83, "LOC": 0.94}
TREEBANKS = {
    "CSUI": ("id_csui-ud-train.conllu.gz", "id_csui-ud-test.conllu.gz"),
    "PUD": ("id_pud-ud-test.conllu.gz",),
}
JOINED = 20  # sentences to a text
SPEED_ARTICLES = 1000
ROUNDS = 3
Edges = tuple[int, int]


def evaluate(nlp: Language, shared: Path, *, speed_articles: int = SPEED_ARTICLES) -> list[Figure]:
    """Return all figures of a loaded model; without the last where `speed_articles` is 0."""
    texts = inputs.read_texts(shared)
    gold = list(inputs.read_annotated(shared / inputs.NAMES_DEV, texts))
    docs = dict(zip((a.id for a in gold), nlp.pipe(a.text for a in gold), strict=True))
    figures = measure_names(docs, gold)
    figures += measure_offices(docs, gold)
    figures.append(measure_speakers(nlp, shared / inputs.GOLD_DEV))
    if "tagger" in nlp.pipe_names:
        figures.append(measure_word_classes(nlp, shared))
    figures.append(measure_sentences(shared, TREEBANKS))
    if speed_articles:
        figures += measure_speed(nlp, list(islice(texts.values(), speed_articles)))
    return figures


def measure_names(docs: Mapping[str, Doc], gold: Sequence[Annotated]) -> list[Figure]:
    """Return F1 over exact spans for each label."""
    figures = []
    for label, bar in NAME_BARS.items():
        rows = []
        for article in gold:
            wanted = {(start, end) for start, end, kind in article.entities if kind == label}
            found = {
                (ent.start_char, ent.end_char)
                for ent in docs[article.id].ents
                if ent.label_ == label
            }
            rows.append((len(wanted & found), len(found), len(wanted)))
        figures.append(resample(f"{label} F1", "names.dev", rows, f1, bar))
    return figures


def measure_offices(docs: Mapping[str, Doc], gold: Sequence[Annotated]) -> list[Figure]:
    """Return F1 over offices, exact and overlapping."""
    exact, overlapping = [], []
    for article in gold:
        wanted = set(article.offices)
        found = {(s.start_char, s.end_char) for s in docs[article.id].spans.get(OFFICES, [])}
        exact.append((len(wanted & found), len(found), len(wanted)))
        touching = (count_touching(found, wanted), len(found))
        overlapping.append((*touching, count_touching(wanted, found), len(wanted)))
    return [
        resample("office F1", "names.dev", exact, f1, 0.75),
        resample("office F1, overlapping", "names.dev", overlapping, f1_of_overlaps, 0.88),
    ]


def count_touching(spans: set[Edges], others: set[Edges]) -> int:
    """Return how many of the spans share a character with one of the others."""
    return sum(any(s < other_e and other_s < e for other_s, other_e in others) for s, e in spans)


def measure_speakers(nlp: Language, path: Path) -> Figure:
    """Return the share of speakers whose full name is a PERSON with exact edges at least once."""
    rows = []
    for place, value in read_objects(path):
        text = get_text(value, "text", place)
        statements = value.get("statements")
        if not isinstance(statements, list):
            raise InputError(f"{place}: has no list of statements")
        named = {s["speaker"] for s in statements if s["kind"] == "person" and s["speaker"] in text}
        found = {ent.text for ent in nlp(text).ents if ent.label_ == "PERSON"}
        rows.append((len(named & found), len(named)))
    return resample("speaker's full name, recall", "gold dev", rows, share, 0.96)


def measure_word_classes(nlp: Language, shared: Path) -> Figure:
    """Return the share of tokens with the right class in the sentences held out."""
    sentences = islice(
        inputs.read_sentences(shared / inputs.WORD_CLASSES), HELD_OUT - 1, None, HELD_OUT
    )
    references = [tag(nlp, sentence) for sentence in sentences]
    texts = (reference.text for reference in references)
    rows = []
    with nlp.select_pipes(enable=["tagger"]):
        for wanted, found in zip(references, nlp.pipe(texts, batch_size=256), strict=True):
            right = sum(a.tag_ == b.tag_ for a, b in zip(wanted, found, strict=True))
            rows.append((right, len(wanted)))
    return resample("word-class accuracy", "kumparan, a tenth", rows, share, 0.95)


def measure_sentences(shared: Path, treebanks: Mapping[str, Sequence[str]]) -> Figure:
    """Return F1 over the beginnings of the treebanks' sentences, joined to running text.

    A text's first sentence begins where the text does: it is not counted.
    """
    nlp = make_blank()
    nlp.add_pipe("quotetrack_sentences")
    rows = []
    for treebank, names in treebanks.items():
        files = (shared / "data/ud" / treebank / name for name in names)
        sentences = [text for file in files for text in read_treebank(file)]
        for at in range(0, len(sentences), JOINED):
            text, starts = "", set()
            for sentence in sentences[at : at + JOINED]:
                starts.add(len(text))
                text += sentence + " "
            found = {sent.start_char for sent in nlp(text).sents} - {0}
            wanted = starts - {0}
            rows.append((len(found & wanted), len(found), len(wanted)))
    return resample("sentence boundaries F1", ", ".join(treebanks), rows, f1, 0.97)


def read_treebank(path: Path) -> Iterator[str]:
    """Yield the texts of a treebank's sentences."""
    empty = True
    for _, line in read_lines(path):
        name, _, text = line.partition("=")
        if name.strip() == "# text" and text.strip():
            empty = False
            yield text.strip()
    if empty:
        raise InputError(f"{path}: holds no line “# text = …”")


def measure_speed(nlp: Language, texts: list[str]) -> list[Figure]:
    """Return tokens a second, split at spaces, of the model, of a plain CNN, and their ratio.

    Seconds of one core: what else the machine does is not counted.
    """
    rivals = {"model": nlp, "plain CNN": make_plain()}
    best = dict.fromkeys(rivals, 0.0)
    tokens = sum(len(text.split()) for text in texts)
    gc.collect()
    for _ in range(ROUNDS):
        for name, rival in rivals.items():
            start = time.process_time()
            for _ in rival.pipe(texts):
                pass
            best[name] = max(best[name], tokens / (time.process_time() - start))
    ratio = best["model"] / best["plain CNN"]
    return [
        Figure("tokens a second", "data/news", best["model"]),
        Figure("tokens a second, plain CNN ner", "data/news", best["plain CNN"]),
        Figure("speed against the plain CNN", "data/news", ratio, bar=0.7),
    ]


def make_plain() -> Language:
    """Return spaCy's own `ner` on its own Indonesian pipeline; its speed needs no training."""
    nlp = spacy.blank("id")
    ner = nlp.add_pipe("ner")
    for label in inputs.LABELS:
        ner.add_label(label)  # type: ignore[attr-defined]
    nlp.initialize()
    return nlp
