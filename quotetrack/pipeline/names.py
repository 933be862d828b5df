"""Names and offices: two heads of the trained model over one reading of the article.

"Wakil Menteri Luar Negeri Rusia, Mikhail Galuzin" ->
    doc.spans["offices"]  "Wakil Menteri Luar Negeri Rusia"
    doc.ents              LOC "Rusia", PERSON "Mikhail Galuzin": an office may hold names

A head learns from the same place of the reference. What is missing there teaches nothing: entities
that are unset, offices' tokens in the group UNSURE, or a reference without offices.
"""

# spaCy checks arguments against these annotations while it runs: they must not be strings.

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example, iob_utils
from spacy.vocab import Vocab
from thinc.api import Linear, Model, with_array

from quotetrack import lexicon
from quotetrack.pipeline.encoder import find_stretches
from quotetrack.pipeline.recurrent import Layout
from quotetrack.pipeline.tagging import Name, Tags, expect, find_best

OFFICES = "offices"
LABEL = "OFFICE"
UNSURE = "offices_unsure"
SAMPLE = 200
PLAIN = {
    "@architectures": "quotetrack.TagScores.v1",
    "tok2vec": {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "width": 96,
        "depth": 4,
        "embed_size": 2000,
        "window_size": 1,
        "maxout_pieces": 3,
        "subword_features": True,
        "pretrained_vectors": None,
    },
}


def TagScores(tok2vec: Model[list[Doc], Any]) -> Model[list[Doc], Any]:
    """Return a layer that scores each tag for each token, and holds how tags follow each other."""
    width = tok2vec.maybe_get_dim("nO")
    layers = [tok2vec, with_array(Linear(nI=width))]
    return Model(
        "tag_scores",
        score_tags,
        init=initialize,
        layers=layers,
        params={"transitions": None},
        dims={"nO": None},
    )


def initialize(model: Model[list[Doc], Any], X: list[Doc] | None = None, Y: object = None) -> None:
    """Set the weights' shapes; before anything is learned, all tags follow each other alike."""
    count = model.get_dim("nO")
    tok2vec, linear = model.layers
    tok2vec.initialize(X=X)
    linear.layers[0].set_dim("nO", count)
    linear.initialize()
    model.set_param("transitions", model.ops.alloc2f(count, count))


def score_tags(
    model: Model[list[Doc], Any], docs: list[Doc], is_train: bool
) -> tuple[Any, Callable[[Any], Any]]:
    """Return the scores of each document, tokens by tags, and the way back."""
    tok2vec, linear = model.layers
    rows, back_rows = tok2vec(docs, is_train)
    scores, back_scores = linear(rows, is_train)
    return scores, lambda gradient: back_rows(back_scores(gradient))


class NameRecognizer(TrainablePipe):  # type: ignore[misc]
    """Finds names that do not overlap, and writes them to `doc.ents` or to a span group."""

    def __init__(
        self, vocab: Vocab, model: Model[Any, Any], name: str, *, group: str | None, scorer: Any
    ) -> None:
        """Take the model; `group` is the span group, None for `doc.ents`."""
        self.vocab, self.model, self.name, self.scorer = vocab, model, name, scorer
        self.group = group
        self.cfg: dict[str, Any] = {"labels": []}

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the kinds of name that it tells apart."""
        return tuple(self.cfg["labels"])

    @property
    def label_data(self) -> tuple[str, ...]:
        """Return what `initialize` can be given to spare it the look at all examples."""
        return self.labels

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,
        labels: Sequence[str] | None = None,
    ) -> None:
        """Set the weights' shapes; without `labels` they are those of the examples."""
        sample = list(islice(get_examples(), SAMPLE))
        if labels is None:
            labels = sorted({label for eg in sample for *_, label in self.wanted(eg)[0]})
        self.cfg["labels"] = list(labels)
        self.model.set_dim("nO", len(Tags(labels).names))
        self.model.initialize(X=[example.x for example in sample[:SAMPLE]])

    def predict(self, docs: Iterable[Doc]) -> list[list[Name]]:
        """Return the names in each document: (start, end, label) in tokens."""
        docs = list(docs)
        if not any(len(doc) for doc in docs):
            return [[] for _ in docs]
        tags, layout = Tags(self.labels), Layout(find_stretches(docs))
        scores = np.concatenate(self.model.predict(docs))
        best = find_best(scores, self.model.get_param("transitions"), tags, layout)
        found, start = [], 0
        for doc in docs:
            found.append(tags.names_in(best[start : start + len(doc)]))
            start += len(doc)
        return found

    def set_annotations(self, docs: Iterable[Doc], found: Sequence[Sequence[Name]]) -> None:
        """Write the names."""
        for doc, names in zip(docs, found, strict=True):
            spans = [Span(doc, start, end, label=label) for start, end, label in names]
            if self.group is None:
                doc.set_ents([strip_ranks(span) for span in spans])
            else:
                doc.spans[self.group] = spans

    def get_loss(self, examples: Iterable[Example], scores: Any) -> tuple[float, Any]:
        """Return how much less likely the right names are than all, and the gradient of scores.

        That of the transitions is left in the model.
        """
        examples = list(examples)
        docs = [example.x for example in examples]
        tags, layout = Tags(self.labels), Layout(find_stretches(docs))
        allowed = np.concatenate([self.allow(example, tags) for example in examples])
        rows, transitions = np.concatenate(scores), self.model.get_param("transitions")
        free = expect(rows, transitions, tags, layout)
        right = expect(rows, transitions, tags, layout, allowed)
        gradient = (free.tags - right.tags) * right.possible[:, None]
        self.model.inc_grad("transitions", (free.pairs - right.pairs).astype(np.float32))
        edges = np.cumsum([len(doc) for doc in docs])[:-1]
        loss = free.log_weight - right.log_weight
        return loss, np.split(gradient.astype(np.float32), edges)

    def allow(self, example: Example, tags: Tags) -> Any:
        """Return which tags the reference leaves to each token: one, or where it is silent all."""
        names, silent = self.wanted(example)
        allowed = np.zeros((len(example.x), len(tags.names)), dtype=bool)
        allowed[:, 0] = True
        for start, end, label in names:
            parts = "U" if end - start == 1 else "B" + "I" * (end - start - 2) + "L"
            allowed[start:end, 0] = False
            for i, part in zip(range(start, end), parts, strict=True):
                allowed[i, tags.number[f"{part}-{label}"]] = True
        allowed[silent] = True
        return allowed

    def wanted(self, example: Example) -> tuple[list[Name], list[int]]:
        """Return the reference's names in the document's tokens, and those it says nothing of."""
        if self.group is None:
            tags = example.get_aligned_ner()
            silent = [i for i, tag in enumerate(tags) if tag is None]
            known = [tag or "O" for tag in tags]
            return [(s, e, label) for label, s, e in read_tags(known)], silent
        if self.group not in example.y.spans:
            return [], list(range(len(example.x)))
        spans = example.get_aligned_spans_y2x(example.y.spans[self.group])
        unsure = example.get_aligned_spans_y2x(example.y.spans.get(UNSURE, []))
        silent = [i for span in unsure for i in range(span.start, span.end)]
        return [(span.start, span.end, span.label_) for span in spans], silent


def strip_ranks(name: Span) -> Span:
    """Return a person's name without the ranks before it: "Serma Dedi Darmawan", a rare one."""
    start, ranks = name.start, lexicon.cased("ranks")
    while name.label_ == "PERSON" and start < name.end - 1 and name.doc[start].text in ranks:
        start += 1
    return Span(name.doc, start, name.end, label=name.label_)


def read_tags(tags: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return (label, start, end) of the names that BILUO tags make."""
    return [(label, start, end + 1) for label, start, end in iob_utils.tags_to_entities(tags)]


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


def score_names(examples: Iterable[Example], **_: object) -> dict[str, Any]:
    """Return spaCy's figures of `doc.ents`: `ents_p`, `ents_r`, `ents_f`, `ents_per_type`."""
    figures: dict[str, Any] = get_ner_prf(examples)
    return figures


@Language.factory(
    "quotetrack_names",
    assigns=["doc.ents"],
    default_config={"model": PLAIN},
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0},
)
def create_names(nlp: Language, name: str, model: Model[Any, Any]) -> NameRecognizer:
    """Return an untrained recogniser of people, bodies and places, by `TagScores`."""
    return NameRecognizer(nlp.vocab, model, name, group=None, scorer=score_names)


@Language.factory(
    "quotetrack_offices",
    assigns=["doc.spans"],
    default_config={"model": PLAIN},
    default_score_weights={"offices_f": 1.0, "offices_p": 0.0, "offices_r": 0.0},
)
def create_offices(nlp: Language, name: str, model: Model[Any, Any]) -> NameRecognizer:
    """Return an untrained recogniser of offices, by `TagScores`."""
    return NameRecognizer(nlp.vocab, model, name, group=OFFICES, scorer=score_offices)
