"""Annotations on tokens: what fits, what is moved, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.tokens import Doc, DocBin

from quotetrack.errors import InputError
from quotetrack.evaluation.lines import read_objects
from quotetrack.training import inputs
from quotetrack.training.corpora import align, join, make_blank, tag, write_corpora
from quotetrack.training.inputs import Annotated, Sentence
from tests.training.conftest import write_jsonl


def read(path: Path) -> list[Doc]:
    """Return the documents of a corpus."""
    return list(DocBin().from_disk(path).get_docs(make_blank().vocab))


def test_corpora_hold_what_was_annotated(shared: Path, tmp_path: Path) -> None:
    lines = write_corpora(shared, tmp_path / "corpora")
    first, second = read(tmp_path / "corpora/names.train.spacy")
    assert [(ent.text, ent.label_) for ent in first.ents] == [
        ("JAKARTA", "LOC"),
        ("Kabar.com", "ORG"),
        ("KPU", "ORG"),
        ("Budi Santoso", "PERSON"),
        ("Budi", "PERSON"),
    ]
    assert [span.text for span in first.spans["offices"]] == ["Ketua KPU"]
    assert [span.text for span in second.spans["offices"]] == ["Menteri Keuangan"]
    (dev,) = read(tmp_path / "corpora/names.dev.spacy")
    assert dev.ents[1].text == "Tono Hadi"
    assert lines[0].startswith("names.train.spacy: 2 articles, 9 names and offices, 0 (0.00 %)")
    assert lines[2] == "pos: 27 sentences, 3 held out, 3 classes"


def test_word_classes_say_nothing_of_names(shared: Path, tmp_path: Path) -> None:
    write_corpora(shared, tmp_path / "corpora")
    docs = read(tmp_path / "corpora/pos.train.spacy")
    assert [len(list(doc)) for doc in docs] == [48, 48, 12]
    assert not any(doc.has_annotation("ENT_IOB") for doc in docs)
    assert all(doc.has_annotation("TAG", require_complete=True) for doc in docs)


@pytest.mark.parametrize(
    ("spans", "moved"),
    [([(0, 4)], 0), ([(0, 2)], 1), ([(1, 12)], 1), ([(0, 4), (5, 12), (13, 19), (5, 7)], 1)],
)
def test_edges_inside_a_token_are_moved_and_counted(
    spans: list[tuple[int, int]], moved: int
) -> None:
    article = Annotated("a", "x:1", "Budi Santoso datang.", (), tuple(spans))
    doc, count = align(make_blank(), article)
    assert count == moved
    assert doc.spans["offices"][0].text in {"Budi", "Budi Santoso"}


def test_offsets_of_another_text_are_refused() -> None:
    spans = ((1, 3), (2, 8), (6, 9), (0, 4))
    article = Annotated("a", "x.jsonl:7", "Budi Santoso datang.", (), spans)
    with pytest.raises(InputError, match=r"x\.jsonl:7: 3 of 4 spans begin or end inside a word"):
        align(make_blank(), article)


def test_an_article_that_is_measured_on_is_not_learned_from(shared: Path, tmp_path: Path) -> None:
    (dev,) = (value for _, value in read_objects(shared / inputs.NAMES_DEV))
    write_jsonl(shared / inputs.NAMES_TRAIN[0], [dev])
    with pytest.raises(InputError, match=r"names\.train\.jsonl:1: article 'a3' is measured on"):
        write_corpora(shared, tmp_path / "corpora")


def test_a_missing_file_is_named_before_anything_is_written(shared: Path, tmp_path: Path) -> None:
    (shared / inputs.WORD_CLASSES).unlink()
    with pytest.raises(InputError, match="kumparan_pos"):
        write_corpora(shared, tmp_path / "corpora")
    assert not (tmp_path / "corpora").exists()


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["Harga", "buku", "nya", ",", "naik", "."], "Harga bukunya, naik."),
        (['"', "Ya", '"', ",", "kata", "(", "dia", ")"], '"Ya", kata (dia)'),
    ],
)
def test_words_are_joined_as_in_print(words: list[str], text: str) -> None:
    assert join(words)[0] == text


def test_a_word_with_its_clitic_has_the_class_of_the_word() -> None:
    sentence = Sentence(["Harga", "buku", "nya", "naik", "."], ["NN", "NN", "PR", "VB", "SYM"])
    doc = tag(make_blank(), sentence)
    assert [(token.text, token.tag_) for token in doc] == [
        ("Harga", "NN"),
        ("bukunya", "NN"),
        ("naik", "VB"),
        (".", "SYM"),
    ]
