"""Other people in annotated articles: the same person stays one, and nothing else changes."""

from __future__ import annotations

import random

import pytest
from spacy.tokens import Doc, Span

from quotetrack.training.corpora import make_blank
from quotetrack.training.renamed import collect_names, rename

VOCAB = make_blank().vocab


def make_doc(text: str, *names: tuple[int, int, str]) -> Doc:
    """Return a document with names, and an office on its first two words."""
    doc = Doc(VOCAB, words=text.split())
    doc.ents = [Span(doc, start, end, label=label) for start, end, label in names]
    doc.spans["offices"] = [Span(doc, 0, 2, label="OFFICE")]
    return doc


GOLD = make_doc(
    "Ketua KPU Budi Santoso dan Ani pulang ke Santoso kata Santoso .",
    (1, 2, "ORG"), (2, 4, "PERSON"), (5, 6, "PERSON"), (8, 9, "LOC"), (10, 11, "PERSON"),
)  # fmt: skip


def test_a_person_is_the_same_one_under_each_form() -> None:
    renamed = rename(GOLD, {1: [["Rini"]], 2: [["Ned", "Price"]]}, random.Random(0))
    assert renamed.text == "Ketua KPU Ned Price dan Rini pulang ke Santoso kata Price . "
    spans = [(ent.text, ent.label_) for ent in renamed.ents if ent.label_ == "PERSON"]
    assert spans == [("Ned Price", "PERSON"), ("Rini", "PERSON"), ("Price", "PERSON")]
    assert [span.text for span in renamed.spans["offices"]] == ["Ketua KPU"]
    assert len(renamed.ents) == len(GOLD.ents)


def test_words_of_a_longer_name_than_any_known_change_with_its_shorter_forms() -> None:
    renamed = rename(GOLD, {1: [["Rini"]]}, random.Random(0))
    assert renamed.text == "Ketua KPU Budi Rini dan Rini pulang ke Santoso kata Rini . "


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ned Price", {2: [["Ned", "Price"]]}),
        ("Ned Price Ned Price", {2: [["Ned", "Price"]]}),
        ("M. Faqih", {}),
        ("NED PRICE", {}),
    ],
)
def test_known_names_are_whole_and_each_is_known_once(
    words: str, expected: dict[int, list[list[str]]]
) -> None:
    doc = Doc(VOCAB, words=words.split())
    doc.ents = [Span(doc, at, at + 2, label="PERSON") for at in range(0, len(doc), 2)]
    assert collect_names([doc]) == expected
