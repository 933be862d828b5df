"""Documents for the rules, without names and without a model."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tests.marked import MARKED_SPANS, pipeline, read_marked


@pytest.fixture
def read() -> Callable[[str], Doc]:
    """Return a function from a marked line to the document after all components."""
    kept: list[Doc] = []  # span groups die with their document

    def read_line(line: str) -> Doc:
        marked = read_marked(line)
        doc = pipeline().make_doc(marked.text)
        doc.user_data[MARKED_SPANS] = marked.spans
        kept.append(pipeline()(doc))
        return kept[-1]

    return read_line
