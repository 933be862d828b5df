"""Which library multiplies: numpy in this pipeline, what others chose in theirs."""

from __future__ import annotations

from typing import Any

import spacy
from spacy.language import Language

from quotetrack.pipeline.arithmetic import create


def is_numpy(nlp: Language) -> set[bool]:
    """Return whether numpy multiplies, over all parts of all models."""
    pipes: list[Any] = [pipe for _, pipe in nlp.pipeline if hasattr(pipe, "model")]
    return {not node.ops.use_blis for pipe in pipes for node in pipe.model.walk()}


def test_only_the_pipeline_given_is_changed() -> None:
    first, second = spacy.blank("xx"), spacy.blank("id")
    for nlp in (first, second):
        nlp.add_pipe("ner")
        nlp.add_pipe("sentencizer")
    assert create()(first) is first
    assert is_numpy(first) == {True}
    assert is_numpy(second) == {False}
