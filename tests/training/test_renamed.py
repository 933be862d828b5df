"""Other people in annotated articles: the same person stays one, and nothing else changes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from spacy.tokens import Doc, DocBin, Span

from quotetrack import lexicon
from quotetrack.training.corpora import make_blank
from quotetrack.training.renamed import collect_names, rename, write_renamed

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
        ("Serma Ned", {}),
    ],
)
def test_known_names_are_whole_and_each_is_known_once(
    words: str, expected: dict[int, list[list[str]]]
) -> None:
    doc = Doc(VOCAB, words=words.split())
    doc.ents = [Span(doc, at, at + 2, label="PERSON") for at in range(0, len(doc), 2)]
    assert collect_names([doc]) == expected


def test_ranks_before_a_name_change_and_stay_outside_it() -> None:
    doc = make_doc("Kata Serma Budi , bukan Serma lain .", (2, 3, "PERSON"))
    for seed in range(5):
        renamed = rename(doc, {1: [["Ned"]]}, random.Random(seed))
        assert renamed[1].text in lexicon.cased("ranks")
        assert [ent.text for ent in renamed.ents] == ["Ned"]
        assert renamed[5].text == "Serma"
    assert len({rename(doc, {}, random.Random(seed))[1].text for seed in range(9)}) > 1


def test_what_is_disputed_stays_so_and_changes_with_the_name() -> None:
    doc = make_doc("Ketua KPU Budi Santoso pulang , kata Santoso .", (2, 4, "PERSON"))
    doc.set_ents(list(doc.ents), missing=[doc[7:8]], default="outside")
    doc.spans["offices_unsure"] = [doc[5:6]]
    renamed = rename(doc, {2: [["Ned", "Price"]]}, random.Random(0))
    assert renamed.text == "Ketua KPU Ned Price pulang , kata Price . "
    assert [token.i for token in renamed if token.ent_iob == 0] == [7]
    assert [span.start for span in renamed.spans["offices_unsure"]] == [5]


def test_of_a_corpus_only_a_share_is_renamed(tmp_path: Path) -> None:
    DocBin(docs=[GOLD] * 40).to_disk(tmp_path / "gold.spacy")
    other = make_doc("Kata Ned Price .", (1, 3, "PERSON"))
    DocBin(docs=[other]).to_disk(tmp_path / "known.spacy")
    paths = [tmp_path / "gold.spacy", tmp_path / "known.spacy", tmp_path / "copy.spacy"]
    write_renamed(*paths, share=0.5)
    texts = [doc.text for doc in DocBin().from_disk(paths[2]).get_docs(VOCAB)]
    assert 10 < texts.count(GOLD.text) < 30
    assert len(texts) == 40
    write_renamed(*paths)
    assert GOLD.text not in {doc.text for doc in DocBin().from_disk(paths[2]).get_docs(VOCAB)}
