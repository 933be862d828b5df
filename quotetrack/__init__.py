"""quotetrack: who said what, through whom, in Indonesian news, kept so that it can be audited.

The public API is these names. Importing the package imports nothing heavy: spaCy is loaded by the
first call that needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotetrack.records import Article, Statement

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

__version__ = "0.1.0"
__all__ = ["Article", "Statement", "__version__", "load_pipeline", "read_statements"]


def load_pipeline(model: Path | None = None) -> Language:
    """Return the spaCy pipeline that finds statements in Indonesian news text.

    The pipeline is an ordinary `spacy.language.Language`; load it once and use it for many
    articles. `model` is the folder of a trained model, by default the one that is shipped. Raises
    ModelError where that cannot be loaded.
    """
    from quotetrack.pipeline import load_pipeline as load

    return load(model)


def read_statements(text: str | Article, nlp: Language | None = None) -> tuple[Statement, ...]:
    """Return the statements of one article, in the order in which their content begins.

    Offsets count characters (Unicode code points) of the text as given, end excluded. Speakers
    are resolved against the whole article. Pass a pipeline made by `load_pipeline` to read many
    articles; without one the pipeline is loaded for this call.
    """
    from quotetrack.reading import read_article

    article = text if isinstance(text, Article) else Article(text=text)
    return read_article(nlp if nlp is not None else load_pipeline(), article).statements
