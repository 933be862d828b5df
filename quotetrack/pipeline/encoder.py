"""Words in context, the context being the paragraph and the whole article.

A recurrent layer reads each paragraph in both directions. Then each word is told what the layer
made of the same word elsewhere in the article, for a name that stands there beside its office is a
name here as well; and a second layer reads the paragraph again, knowing this. In numpy, so that
reading and training need nothing that spaCy does not bring.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from spacy.tokens import Doc
from thinc.api import Dropout, Model, Relu
from thinc.initializers import glorot_uniform_init
from thinc.types import Floats2d

from quotetrack.pipeline.recurrent import BiLSTM, Layout

LONGEST = 120  # tokens read in one go; the steps follow each other, so that long stretches are slow

Array = Any  # numpy's and thinc's types of the same thing do not meet


def ArticleEncoder(
    embed: Model[list[Doc], list[Floats2d]], width: int, hidden: int
) -> Model[list[Doc], list[Floats2d]]:
    """Return a layer that makes a row of 2 x `hidden` numbers of each token.

    `embed` makes a row of `width` numbers from the token alone. Time and memory are
    linear in tokens.
    """
    context = 2 * hidden
    layers: dict[str, Model[Any, Any]] = {
        "embed": embed,
        "drop_words": SharedDropout(),
        "first": BiLSTM(hidden, width),
        "drop_told": Dropout(),
        "mix": Relu(context, 3 * context, init_W=glorot_uniform_init),
        "drop_mixed": SharedDropout(),
        "second": BiLSTM(hidden, context),
        "drop_second": SharedDropout(),
    }
    return Model(
        "article_encoder",
        forward,
        init=initialize,
        layers=list(layers.values()),
        attrs={"order": {name: place for place, name in enumerate(layers)}},
        dims={"nO": context},
    )


def initialize(
    model: Model[list[Doc], list[Floats2d]], X: list[Doc] | None = None, Y: object = None
) -> None:
    """Give the layers their first weights; the widths are known, only `embed` looks at texts."""
    model.layers[0].initialize(X=X)
    for layer in model.layers[1:]:
        layer.initialize()


def forward(
    model: Model[list[Doc], list[Floats2d]], docs: list[Doc], is_train: bool
) -> tuple[list[Floats2d], Callable[[list[Floats2d]], list[Doc]]]:
    """Return the rows of each document and what takes their gradients back."""
    part = {name: model.layers[place] for name, place in model.attrs["order"].items()}
    lengths: Array = np.asarray([len(doc) for doc in docs])
    if not lengths.sum():
        return [model.ops.alloc2f(0, model.get_dim("nO")) for _ in docs], lambda _: docs
    stretches = find_stretches(docs)
    layout, words = Layout(stretches), SameWords(docs)
    sizes = [end - start for start, end in stretches]
    given, back_embed = part["embed"](docs, is_train)
    rows, back_drop_words = part["drop_words"]((model.ops.flatten(given), sizes), is_train)
    first, back_first = part["first"]((rows, layout), is_train)
    told, back_told = words.tell(first)
    told, back_drop_told = part["drop_told"](told, is_train)
    mixed, back_mix = part["mix"](told, is_train)
    mixed, back_drop_mixed = part["drop_mixed"]((mixed, sizes), is_train)
    second, back_second = part["second"]((mixed, layout), is_train)
    result, back_drop_second = part["drop_second"]((second + mixed, sizes), is_train)

    def backprop(gradients: list[Floats2d]) -> list[Doc]:
        d_sum, _ = back_drop_second(model.ops.flatten(gradients))
        d_mixed, _ = back_drop_mixed(back_second(d_sum)[0] + d_sum)
        d_first = back_told(back_drop_told(back_mix(d_mixed)))
        d_rows, _ = back_drop_words(back_first(d_first)[0])
        back_embed(model.ops.unflatten(d_rows, lengths))
        return docs

    return model.ops.unflatten(result, lengths), backprop


Stretched = tuple[Floats2d, list[int]]


def SharedDropout() -> Model[Stretched, Floats2d]:
    """Return a layer that, in training, hides the same columns of all rows of a stretch.

    Hidden cell by cell, a column is told by its neighbours; it is given (rows, sizes of the
    stretches), and what it takes back from a gradient is such a pair too.
    """
    return Model("shared_dropout", drop_columns, attrs={"dropout_rate": 0.0})


def drop_columns(
    model: Model[Stretched, Floats2d], given: Stretched, is_train: bool
) -> tuple[Floats2d, Callable[[Floats2d], Stretched]]:
    """Return the rows with columns hidden and what takes their gradients back."""
    rows, sizes = given
    rate = model.attrs["dropout_rate"]
    if not is_train or not rate:
        return rows, lambda gradient: (gradient, sizes)
    mask: Array = model.ops.get_dropout_mask((len(sizes), rows.shape[1]), rate)
    mask = mask.repeat(sizes, axis=0)
    return rows * mask, lambda gradient: (gradient * mask, sizes)


def find_stretches(docs: Sequence[Doc]) -> list[tuple[int, int]]:
    """Return where paragraphs begin and end, in tokens of all documents on end.

    One that is longer than LONGEST is cut after a full stop, or where twice as much is reached.
    """
    stretches, offset = [], 0
    for doc in docs:
        codes = doc.to_array(["ORTH", "IS_SPACE"])
        breaks = [i + 1 for i in np.flatnonzero(codes[:, 1]).tolist() if "\n" in doc[i].text]
        stops = np.flatnonzero(codes[:, 0] == doc.vocab.strings.add(".")) + 1
        start = 0
        for end in (*breaks, len(doc)):
            while end - start > LONGEST:
                place = stops.searchsorted(start + LONGEST)
                stop = int(stops[place]) if place < len(stops) else end
                cut = min(stop, start + 2 * LONGEST, end)
                stretches.append((offset + start, offset + cut))
                start = cut
            if start < end:
                stretches.append((offset + start, offset + end))
            start = end
        offset += len(doc)
    return stretches


class SameWords:
    """Which tokens of one article are the same word, whatever their case."""

    def __init__(self, docs: Sequence[Doc]) -> None:
        word = np.concatenate([doc.to_array("LOWER") for doc in docs])
        article = np.repeat(np.arange(len(docs), dtype=np.uint64), [len(doc) for doc in docs])
        self.order = np.lexsort((word, article))
        word, article = word[self.order], article[self.order]
        new = np.ones(len(word), dtype=bool)
        new[1:] = (word[1:] != word[:-1]) | (article[1:] != article[:-1])
        starts = np.flatnonzero(new)
        sizes = np.diff(np.append(starts, len(word)))
        many = sizes > 1  # most words stand once: the rows of those are left as they are
        self.many = np.flatnonzero(many[np.cumsum(new) - 1])  # in the order of words
        sizes = sizes[many]
        self.starts = np.cumsum(sizes) - sizes
        self.count = sizes.astype(np.float32)[:, None]
        self.group = np.repeat(np.arange(len(sizes)), sizes)
        self.order = self.order[self.many]

    def tell(self, rows: Array) -> tuple[Array, Callable[[Array], Array]]:
        """Return each row with the mean and the highest numbers of its word's rows after it."""
        told = np.concatenate([rows, rows, rows], axis=1)
        if not len(self.order):
            return told, lambda gradient: sum(np.split(gradient, 3, axis=1))
        width = rows.shape[1]
        ordered = rows[self.order]
        mean = np.add.reduceat(ordered, self.starts, axis=0) / self.count
        highest = np.maximum.reduceat(ordered, self.starts, axis=0)
        told[self.order, width : 2 * width] = mean[self.group]
        told[self.order, 2 * width :] = highest[self.group]

        def backprop(gradient: Array) -> Array:
            own, d_mean, d_highest = np.split(gradient, 3, axis=1)
            result = own + d_mean + d_highest  # right where a word stands once
            of_mean = np.add.reduceat(d_mean[self.order], self.starts, axis=0) / self.count
            reached = (ordered == highest[self.group]).astype(np.float32)
            shares = np.add.reduceat(reached, self.starts, axis=0)
            of_highest = np.add.reduceat(d_highest[self.order], self.starts, axis=0) / shares
            shared = of_mean[self.group] + reached * of_highest[self.group]
            result[self.order] = own[self.order] + shared
            return result

        return told, backprop
