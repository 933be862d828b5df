"""Trains a pipeline by spaCy's own configuration and loop.

The last checkpoint is the result, not the best on the articles that are measured on: choosing by
those would make their figures too good.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as run_loop
from spacy.util import load_config
from thinc.api import NumpyOps, get_current_ops, set_current_ops

from quotetrack.errors import InputError

GOLD_COPIES = 3  # what was annotated weighs more than what teachers found


def train(
    config: str,
    output: Path,
    overrides: Mapping[str, Any],
    *,
    start: Path | None = None,
    progress: bool = False,
) -> Path:
    """Return the folder of the trained pipeline.

    `config` is a file beside this module, `overrides` are by dotted name: {"system.seed": 2}.
    `start` is a trained pipeline whose weights are learned on; `progress` prints spaCy's table on
    standard error. Raises InputError for a missing corpus or start.
    """
    for name in ("paths.train", "paths.dev", "paths.vectors", "paths.labels"):
        get_folder_or_file(str(overrides.get(name, "")), name)
    output.mkdir(parents=True, exist_ok=True)
    before = get_current_ops()
    set_current_ops(NumpyOps(use_blis=False))  # see pipeline.arithmetic
    try:
        with as_file(files("quotetrack.training") / config) as path:
            filled = load_config(path, overrides=dict(overrides), interpolate=False)
        nlp = init_nlp(filled)
        if start is not None:
            take_weights(nlp, get_folder_or_file(str(start), start.name))
        shown = sys.stderr if progress else io.StringIO()
        _, folder = run_loop(nlp, output, stdout=shown, stderr=shown)
    finally:
        set_current_ops(before)
    assert folder is not None
    return folder


def take_weights(nlp: Language, start: Path) -> None:
    """Give each component the weights that it has in a trained pipeline of the same make."""
    for name, component in nlp.pipeline:
        component.from_disk(start / name, exclude=["vocab"])  # type: ignore[attr-defined]


def get_folder_or_file(name: str, setting: str) -> Path:
    """Return a path that exists and holds something."""
    path = Path(name)
    if not name or not path.exists():
        raise InputError(f"{name or setting}: is missing: run the steps before this one")
    empty = not any(path.iterdir()) if path.is_dir() else path.stat().st_size == 0
    if empty:
        raise InputError(f"{path}: is empty: run the steps before this one again")
    return path


def collect(path: Path, corpora: Mapping[Path, int]) -> Path:
    """Return one corpus, in which each given one stands as often as it is to be seen in an epoch.

    One file: of several, spaCy would read first whichever the disk names first.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    merged = DocBin()
    for corpus, copies in corpora.items():
        documents = DocBin().from_disk(get_folder_or_file(str(corpus), corpus.name))
        for _ in range(copies):
            merged.merge(documents)
    merged.to_disk(path)
    return path


def join(names: Path, classes: Path, target: Path) -> Path:
    """Return the folder of one pipeline with the parts of both, the word classes first.

    Last come the people that the registry knows; there is nothing to learn about them.

    Raises InputError where one of them was not trained.
    """
    for folder in (names, classes):
        get_folder_or_file(str(folder / "meta.json"), folder.name)
    nlp = spacy.load(names)
    nlp.add_pipe("tagger", source=spacy.load(classes), first=True)
    nlp.add_pipe("quotetrack_known")
    nlp.to_disk(target)
    return target
