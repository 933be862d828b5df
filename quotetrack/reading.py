"""From article to reading: the pipeline and the speakers joined, without any database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee
from typing import TYPE_CHECKING

from quotetrack.pipeline import BATCH_SIZE, find_all
from quotetrack.records import Article, Findings, Reading
from quotetrack.speakers.mismatches import find_mismatches
from quotetrack.speakers.resolve import resolve_statements

if TYPE_CHECKING:
    from spacy.language import Language


def read_article(nlp: Language, article: Article) -> Reading:
    """Return what the pipeline finds in one article."""
    return next(read_articles(nlp, [article]))


def read_articles(
    nlp: Language, articles: Iterable[Article], batch_size: int = BATCH_SIZE
) -> Iterator[Reading]:
    """Yield the readings in the articles' order, at most a batch ahead of what is asked for.

    A batch of 1 gives each reading before the next article is asked for.
    """
    ours, theirs = tee(articles)
    for article, findings in zip(
        ours, find_all(nlp, (a.text for a in theirs), batch_size), strict=True
    ):
        yield read_findings(article, findings)


def read_findings(article: Article, findings: Findings) -> Reading:
    """Return the reading that follows from the findings; a title line makes no statements."""
    resolved = resolve_statements(findings, article.text, article.title)
    statements = tuple(s for s in resolved if s.content[0].start_char >= article.body_start)
    return Reading(article, statements, find_mismatches(findings, article.text))
