"""Words in context: paragraphs stay apart, the same word in one article does not."""

from typing import Any

import numpy as np
import pytest
import spacy
from spacy.ml.models import MultiHashEmbed
from thinc.api import set_dropout_rate

from quotetrack.pipeline.encoder import (
    LONGEST,
    ArticleEncoder,
    SameWords,
    SharedDropout,
    find_stretches,
)

NLP = spacy.blank("xx")


def make_encoder() -> Any:
    np.random.seed(0)
    embed = MultiHashEmbed(width=8, attrs=["NORM"], rows=[100], include_static_vectors=False)
    model = ArticleEncoder(embed, width=8, hidden=4)
    model.initialize(X=[NLP("Kata Budi di Jakarta")])
    return model


ENCODER = make_encoder()


def rows_of(*texts: str) -> Any:
    return ENCODER.predict([NLP(text) for text in texts])


def test_a_row_for_each_token() -> None:
    texts = ["Kata Budi.\n\nBudi diam.", "", "Ya"]
    assert [rows.shape for rows in rows_of(*texts)] == [(len(NLP(t)), 8) for t in texts]


def test_nothing_at_all() -> None:
    assert [rows.shape for rows in rows_of("", "")] == [(0, 8), (0, 8)]


def test_articles_do_not_see_each_other() -> None:
    text = "Kata Budi.\nBudi diam di Bogor."
    alone, together = rows_of(text)[0], rows_of("Budi lari.", text, "Bogor")[1]
    assert np.allclose(alone, together, atol=1e-5)


@pytest.mark.parametrize(
    ("other", "seen"),
    [("Menteri Budi lari.", True), ("menteri BUDI lari.", True), ("Menteri Adi lari.", False)],
)
def test_a_word_is_told_of_itself_in_another_paragraph(other: str, seen: bool) -> None:
    text = "Kata Budi"
    alone = rows_of(text)[0]
    beside = rows_of(f"{text}\n{other}")[0][: len(alone)]
    # the line break belongs to the first paragraph: compare with one that is followed by it
    neutral = rows_of(f"{text}\nxyz")[0][: len(alone)]
    assert np.allclose(beside, neutral, atol=1e-5) is not seen


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b\nc", [(0, 3), (3, 4)]),
        ("a " * (LONGEST + 5) + ".", [(0, LONGEST + 6)]),
        ("a " * LONGEST + ". b", [(0, LONGEST + 1), (LONGEST + 1, LONGEST + 2)]),
        ("a " * (2 * LONGEST + 3), [(0, 2 * LONGEST), (2 * LONGEST, 2 * LONGEST + 3)]),
    ],
)
def test_stretches(text: str, expected: list[tuple[int, int]]) -> None:
    assert find_stretches([NLP(text.strip())]) == expected


def test_stretches_of_several_articles_stand_on_end() -> None:
    assert find_stretches([NLP("a b"), NLP(""), NLP("c\nd")]) == [(0, 2), (2, 4), (4, 5)]


def test_mean_and_highest_of_the_same_word() -> None:
    rows = np.array([[1.0], [5.0], [3.0], [7.0]], dtype=np.float32)
    told, _ = SameWords([NLP("Budi dan budi"), NLP("Budi")]).tell(rows)
    assert told.tolist() == [[1, 2, 3], [5, 5, 5], [3, 2, 3], [7, 7, 7]]


def test_gradient_of_what_is_told() -> None:
    words = SameWords([NLP("a b a a c b")])
    rng = np.random.default_rng(0)
    rows = rng.permutation(12).reshape(6, 2).astype(np.float64)  # no two alike
    wanted = rng.normal(size=(6, 6))
    gradient = words.tell(rows)[1](wanted)
    for place in np.ndindex(rows.shape):
        step = np.zeros_like(rows)
        step[place] = 1e-3
        slope = ((words.tell(rows + step)[0] - words.tell(rows - step)[0]) * wanted).sum() / 2e-3
        assert gradient[place] == pytest.approx(slope, abs=1e-5)


def test_columns_are_hidden_for_a_whole_stretch() -> None:
    layer = SharedDropout()
    set_dropout_rate(layer, 0.5)
    rows: Any = np.ones((40, 64), dtype=np.float32)
    sizes = [10, 30]
    hidden, backprop = layer((rows, sizes), is_train=True)
    for part in (hidden[:10], hidden[10:]):
        assert (part == part[0]).all()
        assert set(part[0].tolist()) == {0.0, 2.0}
    assert (hidden[0] != hidden[10]).any()
    assert (backprop(rows)[0] == hidden).all()
    assert (layer.predict((rows, sizes)) == rows).all()


def test_an_article_can_be_learned_from() -> None:
    docs = [NLP("Kata Budi.\nBudi diam.")]
    rows, backprop = ENCODER(docs, is_train=True)
    backprop([np.ones_like(rows[0])])
    mix = ENCODER.layers[4]
    assert np.abs(mix.get_grad("W")).max() > 0
    ENCODER.finish_update(lambda key, weights, gradient: (weights, gradient * 0))
