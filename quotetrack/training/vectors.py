"""Word vectors from raw articles: floret, in spaCy's format.

Articles that are measured on are left out, by id and by text, so that a figure says what the
model makes of words that it has not seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from spacy.language import Language
from spacy.training.initialize import convert_vectors

from quotetrack.errors import QuotetrackError
from quotetrack.evaluation.lines import get_text, read_objects
from quotetrack.pipeline.vectors import HalfVectors
from quotetrack.training import inputs
from quotetrack.training.corpora import make_blank

MIN_PARAGRAPH = 80  # letters: shorter ones recur by chance
MAX_SHARED = 0.3
SETTINGS = ("name", "mode", "minn", "maxn", "hash_count", "hash_seed", "bow", "eow")
# One thread, for floret has no seed and two of them race.
FLORET: dict[str, Any] = {
    "model": "skipgram",
    "mode": "floret",
    "hashCount": 2,
    "bucket": 50_000,
    "dim": 128,
    "minn": 3,
    "maxn": 5,
    "epoch": 8,
    "lr": 0.05,
    "minCount": 3,
    "ws": 5,
    "neg": 5,
    "thread": 1,
    "verbose": 0,
}


class Raw(NamedTuple):
    """An article that nobody annotated; more.jsonl.gz gives no ids."""

    id: str | None
    title: str
    text: str


def read_raw(shared: Path) -> Iterator[Raw]:
    """Yield the raw articles, those left out that are measured on or copy a third of one."""
    measured_ids, measured = set(), set()
    for place, value in read_objects(shared / inputs.GOLD_DEV):
        measured_ids.add(value.get("id"))
        measured.update(paragraph_hashes(get_text(value, "text", place)))
    for name in (inputs.NEWS, inputs.MORE_NEWS):
        for place, value in read_objects(shared / name):
            text = get_text(value, "text", place)
            own = paragraph_hashes(text)
            copied = sum(h in measured for h in own)
            if value.get("id") in measured_ids or copied > MAX_SHARED * len(own):
                continue
            key, title = value.get("id"), value.get("title")
            yield Raw(str(key) if key else None, str(title or ""), text)


def paragraph_hashes(text: str) -> list[int]:
    """Return a hash of the letters of the whole and of each paragraph long enough to be known."""
    long = [p for p in text.split("\n") if len(p) >= MIN_PARAGRAPH]
    return [hash("".join(p.split()).lower()) for p in (text, *long)]


def write_vectors(shared: Path, folder: Path, **settings: int | str) -> str:
    """Write word vectors that `spacy.load` reads; return a line that counts what they saw.

    `settings` go before those of FLORET.
    """
    inputs.check_shared(shared)
    folder.mkdir(parents=True, exist_ok=True)
    floret = import_floret()
    articles, words = write_words(shared, folder / "raw.txt")
    trained = floret.train_unsupervised(str(folder / "raw.txt"), **{**FLORET, **settings})
    trained.save_floret_vectors(str(folder / "vectors.floret"))
    convert(folder / "vectors.floret", folder / "spacy")
    return f"vectors: from {articles} articles, {words} words"


def import_floret() -> Any:
    """Return the module floret; raises QuotetrackError with what to do if it is not installed."""
    try:
        import floret  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        raise QuotetrackError(
            "word vectors need floret, which is not installed: pip install 'quotetrack[train]'"
        ) from None
    return floret


def write_words(shared: Path, path: Path) -> tuple[int, int]:
    """Write raw text, its tokens parted by spaces, a paragraph a line; return articles, tokens."""
    nlp, articles, count = make_blank(), 0, 0
    with path.open("w", encoding="utf-8") as file:
        for article in read_raw(shared):
            articles += 1
            for paragraph in (article.title, *article.text.split("\n")):
                words = [token.text for token in nlp.make_doc(paragraph) if not token.is_space]
                count += len(words)
                if words:
                    file.write(" ".join(words) + "\n")
    return articles, count


def convert(source: Path, target: Path) -> None:
    """Write floret's text file as a pipeline that holds nothing but the vectors."""
    nlp = make_blank()
    convert_vectors(nlp, source, truncate=0, prune=-1, name="quotetrack.vectors", mode="floret")
    halve(nlp)
    target.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(target)


def halve(nlp: Language) -> None:
    """Give a pipeline with floret vectors the project's own, that are half as large on disk."""
    vectors: Any = nlp.vocab.vectors
    if isinstance(vectors, HalfVectors):
        return
    settings = {key: getattr(vectors, key) for key in SETTINGS}
    data = vectors.data.astype(np.float32)
    halved: Any = HalfVectors(strings=nlp.vocab.strings, data=data, **settings)
    nlp.vocab.vectors = halved
    nlp.config["nlp"]["vectors"] = {"@vectors": "quotetrack.vectors.v1"}
