"""Silver articles: raw ones, annotated where the teachers agree.

What more than half of them found is kept, what fewer found is left missing, so that the student is
taught neither that it is a name nor that it is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from quotetrack.errors import InputError
from quotetrack.evaluation.lines import get_text, read_objects
from quotetrack.pipeline.names import LABEL, OFFICES, UNSURE
from quotetrack.training import inputs
from quotetrack.training.corpora import make_blank
from quotetrack.training.vectors import read_raw

AGAIN = "run the step silver again with the teachers of one run"
Found = tuple[int, int, str]


@dataclass(slots=True)
class Votes:
    """How many teachers found which name or office, by token."""

    teachers: int
    found: Counter[Found] = field(default_factory=Counter)

    def sure(self) -> list[Found]:
        """Return what more than half of the teachers found; they cannot overlap."""
        return sorted(key for key, count in self.found.items() if 2 * count > self.teachers)

    def disputed(self) -> list[int]:
        """Return the tokens of what fewer found, those of sure ones left out."""
        kept = set(self.sure())
        clear = {i for start, end, _ in kept for i in range(start, end)}
        rest = {i for key in self.found if key not in kept for i in range(key[0], key[1])}
        return sorted(rest - clear)


def read_unannotated(shared: Path) -> Iterator[str]:
    """Yield the texts of the raw articles that have an id and no names annotated."""
    annotated = {
        get_text(value, "id", place)
        for name in (*inputs.NAMES_TRAIN, inputs.NAMES_DEV)
        for place, value in read_objects(shared / name)
    }
    for article in read_raw(shared):
        if article.id is not None and article.id not in annotated:
            yield article.text


def load_teacher(folder: Path) -> Language:
    """Return a teacher; raises InputError, with the next step, where there is none."""
    if not (folder / "meta.json").is_file():
        raise InputError(f"{folder}: holds no trained teacher: run the step teachers")
    return spacy.load(folder)


def write_found(teacher: Path, shared: Path, path: Path, limit: int | None = None) -> None:
    """Write what a teacher finds in the raw articles, `limit` of them at most."""
    nlp, documents = load_teacher(teacher), DocBin(attrs=["ENT_IOB", "ENT_TYPE"])
    for doc in nlp.pipe(islice(read_unannotated(shared), limit)):
        for key in [key for key in doc.spans if key != OFFICES]:
            del doc.spans[key]
        documents.add(doc)
    documents.to_disk(path)


def write_silver(found: Sequence[Path], path: Path) -> str:
    """Write the silver articles from what each teacher found; return a line that counts."""
    vocab, count, documents = make_blank().vocab, Counter[str](), DocBin()
    bins = [DocBin().from_disk(file) for file in found]
    if len({len(read) for read in bins}) > 1:
        raise InputError(f"{found[0].parent}: the teachers read different articles: {AGAIN}")
    for views in zip(*(read.get_docs(vocab) for read in bins), strict=True):
        doc = agree(views)
        documents.add(doc)
        count["tokens"] += len(doc)
        count["names"] += len(doc.ents)
        count["disputed"] += sum(token.ent_iob == 0 for token in doc)
        count["offices"] += len(doc.spans[OFFICES])
    documents.to_disk(path)
    return (
        f"silver: {len(documents)} articles, {count['tokens']} tokens, {count['names']} names,"
        f" {count['offices']} offices, {count['disputed']} tokens disputed"
    )


def agree(views: Sequence[Doc]) -> Doc:
    """Return the document with what more than half of the views hold, the rest missing."""
    first = views[0]
    if any(view.text != first.text for view in views):
        raise InputError(f"the teachers read different articles: {AGAIN}")
    names = count_votes(views, (doc.ents for doc in views))
    offices = count_votes(views, (doc.spans.get(OFFICES, []) for doc in views))
    words = [token.text for token in first]
    doc = Doc(first.vocab, words=words, spaces=[bool(token.whitespace_) for token in first])
    doc.set_ents(
        [Span(doc, start, end, label=label) for start, end, label in names.sure()],
        missing=[doc[i : i + 1] for i in names.disputed()],
        default="outside",
    )
    doc.spans[OFFICES] = [Span(doc, start, end, label=LABEL) for start, end, _ in offices.sure()]
    doc.spans[UNSURE] = [Span(doc, i, i + 1, label=LABEL) for i in offices.disputed()]
    return doc


def count_votes(views: Sequence[Doc], groups: Iterable[Iterable[Span]]) -> Votes:
    """Return how many views hold each span."""
    votes = Votes(len(views))
    for group in groups:
        votes.found.update({(span.start, span.end, span.label_) for span in group})
    return votes
