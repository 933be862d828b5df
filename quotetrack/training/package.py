"""The trained pipeline as it is shipped: a folder that `spacy.load` reads, of 45 MB at most.

It holds no text and no path: the words met in training, the settings of training and where its
corpora lay are left behind.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import Config

from quotetrack import __version__
from quotetrack.errors import InputError, ModelError
from quotetrack.evaluation.figures import Figure
from quotetrack.pipeline.tokenizer import make_tokenizer
from quotetrack.training.vectors import halve

NAME = "quotetrack_news"
LICENCE = "Apache-2.0"
MAX_BYTES = 45_000_000
KEPT = ("__init__.py", "MODEL_CARD.md")


def load_trained(folder: Path) -> Language:
    """Return a trained pipeline; raises InputError, with the next step, where there is none."""
    if not (folder / "meta.json").is_file() or not (folder / "config.cfg").is_file():
        raise InputError(f"{folder}: holds no trained model: run the steps names and classes")
    nlp = spacy.load(folder)
    # the folder keeps the expressions of the day on which it was trained
    nlp.tokenizer = make_tokenizer(nlp)
    return nlp


def package(source: Path, target: Path, figures: Iterable[Figure]) -> str:
    """Write the model in `source` to `target`; return a line that says its size.

    What is KEPT of `target` stays; all else is replaced once the new model is known to load.
    Raises ModelError if it is larger than MAX_BYTES.
    """
    nlp = load_trained(source)
    halve(nlp)
    nlp.meta.update(describe(figures))
    made = target.with_name(f".{target.name}.new")
    shutil.rmtree(made, ignore_errors=True)
    nlp.to_disk(made)
    forget_training(made)
    forget_words(made, nlp)
    spacy.load(made)
    size = measure_bytes(made)
    if size > MAX_BYTES:
        shutil.rmtree(made)
        raise ModelError(
            f"{source}: takes {size / 1e6:.1f} MB, more than {MAX_BYTES / 1e6:g}:"
            " train vectors with fewer rows or a narrower layer"
        )
    for name in KEPT:
        if (target / name).is_file():
            shutil.copy(target / name, made / name)
    shutil.rmtree(target, ignore_errors=True)
    made.rename(target)
    return f"package: {target}, {size / 1e6:.1f} MB"


def describe(figures: Iterable[Figure]) -> dict[str, object]:
    """Return what the model's meta says of it beside its components."""
    return {
        "name": NAME,
        "version": __version__,
        "license": LICENCE,
        "description": "Names, offices and word classes in Indonesian news",
        "author": "the quotetrack authors",
        "performance": {f"{f.what}, {f.measured_on}": asdict(f) for f in figures},
    }


def forget_training(folder: Path) -> None:
    """Leave in the configuration only what the pipeline is, not how it was trained."""
    path = folder / "config.cfg"
    whole = Config().from_disk(path, interpolate=True)
    nlp = {**whole["nlp"], "after_pipeline_creation": {"@callbacks": "quotetrack.arithmetic.v1"}}
    # spaCy looks into the other sections when a component is taken out or replaced
    empty: dict[str, object] = {"paths": {}, "system": {}, "corpora": {}, "training": {}}
    kept = {"nlp": nlp, "components": whole["components"], "initialize": {"components": {}}}
    Config({**empty, **kept}).to_disk(path)


def forget_words(folder: Path, nlp: Language) -> None:
    """Leave of the vocabulary's strings only the labels; words are learned anew from each text."""
    labels = {label for names in nlp.pipe_labels.values() for label in names}
    path = folder / "vocab" / "strings.json"
    path.write_text(json.dumps(sorted(labels)), encoding="utf-8")


def measure_bytes(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
