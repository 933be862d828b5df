"""Offices: a second head of the trained model, since they may hold names that are in `doc.ents`.

"Wakil Menteri Luar Negeri Rusia, Mikhail Galuzin" ->
    office "Wakil Menteri Luar Negeri Rusia"; LOC "Rusia" and PERSON "Mikhail Galuzin" are `ner`'s

It stands before `ner` and learns from `reference.spans["offices"]`. A reference without that group
teaches nothing, nor do the tokens of `reference.spans["offices_unsure"]`.
"""

# spaCy checks arguments against these annotations while it runs: they must not be strings.

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.pipeline.ner import (  # type: ignore[import-not-found]
    DEFAULT_NER_MODEL,
    EntityRecognizer,
)
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.api import Model, Optimizer

OFFICES = "offices"
UNSURE = "offices_unsure"
LABEL = "OFFICE"
SAMPLE = 200


class OfficeRecognizer(EntityRecognizer):  # type: ignore[misc]
    """spaCy's entity recogniser, reading and writing a span group instead of `doc.ents`."""

    def update(
        self,
        examples: Iterable[Example],
        *,
        drop: float = 0.0,
        sgd: Optimizer | None = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Return the losses after learning from the examples' offices."""
        updated: dict[str, float] = super().update(
            self._as_offices(examples), drop=drop, sgd=sgd, losses=losses
        )
        return updated

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        nlp: Language | None = None,
        labels: dict[str, Any] | None = None,
    ) -> None:
        """Set the weights' shapes from a sample; the one label is known beforehand."""
        sample = self._as_offices(islice(get_examples(), SAMPLE))
        self.add_label(LABEL)
        super().initialize(lambda: sample, nlp=nlp, labels=labels)

    def set_annotations(self, docs: Iterable[Doc], states: Sequence[Any]) -> None:
        """Write the span group `offices`; `doc.ents` is afterwards as it was before."""
        docs = list(docs)
        before = [list(doc.ents) for doc in docs]
        for doc in docs:
            doc.set_ents([], default="missing")
        super().set_annotations(docs, states)
        for doc, names in zip(docs, before, strict=True):
            doc.spans[OFFICES] = [Span(doc, e.start, e.end, label=LABEL) for e in doc.ents]
            # `ner` keeps to what is set: nothing must be, where nothing was
            doc.set_ents(names, default="outside" if names else "missing")

    def _as_offices(self, examples: Iterable[Example]) -> list[Example]:
        """Return the examples with the references' offices as their entities."""
        return [Example(eg.x, self._reference(eg.y), alignment=eg.alignment) for eg in examples]

    def _reference(self, reference: Doc) -> Doc:
        # A copy costs as much as a step of training, and every epoch asks for the same ones.
        kept: WeakKeyDictionary[Doc, Doc] = self.__dict__.setdefault("kept", WeakKeyDictionary())
        if reference not in kept:
            kept[reference] = office_reference(reference)
        return kept[reference]


def office_reference(reference: Doc) -> Doc:
    """Return a copy whose entities are the offices, missing where nobody knows."""
    copy = reference.copy()
    if OFFICES not in reference.spans:
        copy.set_ents([], default="missing")
        return copy
    unsure = reference.spans.get(UNSURE, [])
    copy.set_ents(
        [Span(copy, s.start, s.end, label=LABEL) for s in reference.spans[OFFICES]],
        missing=[copy[s.start : s.end] for s in unsure],
    )
    return copy


def score_offices(examples: Iterable[Example], **_: object) -> dict[str, float]:
    """Return the exact `offices_p`, `offices_r` and `offices_f` over references that have them."""
    hits = predicted = gold = 0
    for example in examples:
        if OFFICES not in example.y.spans:
            continue
        wanted = {(s.start_char, s.end_char) for s in example.y.spans[OFFICES]}
        found = {(s.start_char, s.end_char) for s in example.x.spans.get(OFFICES, [])}
        hits += len(wanted & found)
        predicted += len(found)
        gold += len(wanted)
    return {
        "offices_p": hits / predicted if predicted else 0.0,
        "offices_r": hits / gold if gold else 0.0,
        "offices_f": 2 * hits / (predicted + gold) if predicted + gold else 0.0,
    }


@Language.factory(
    "quotetrack_offices",
    assigns=["doc.spans"],
    default_config={
        "model": DEFAULT_NER_MODEL,
        "moves": None,
        "update_with_oracle_cut_size": 100,
    },
    default_score_weights={"offices_f": 1.0, "offices_p": 0.0, "offices_r": 0.0},
)
def create(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    moves: Any | None,
    update_with_oracle_cut_size: int,
) -> OfficeRecognizer:
    """Return an untrained recogniser; `model` is a transition-based parser of state type `ner`."""
    return OfficeRecognizer(
        nlp.vocab,
        model,
        name,
        moves=moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        scorer=score_offices,
    )
