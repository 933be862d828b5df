"""One string, one kind in an article: names spread, never dropped, edges left to the model."""

from __future__ import annotations

import time

import pytest
import spacy
from spacy.tokens import Doc, Span

from quotetrack.pipeline.consistency import find, write

# [P …] is found by the model; what is expected besides is in the second column
CASES = [
    ("[P Akhmad Muhdhor] diperiksa. Muhdhor membantah.", "P Muhdhor"),
    ("[P Akhmad Muhdhor] diperiksa. Akhmad membantah.", "P Akhmad"),
    ("[P Anton Doni] hadir. Kata Anton begitu.", "P Anton"),
    ("[O Kominfo] menutup situs. Situs ditutup Kominfo.", "O Kominfo"),
    ("di [L Bogor] dan di Bogor Selatan", "L Bogor"),
    ("menurut [O Dinas Sosial] begitu, kata Dinas Sosial", "O Dinas Sosial"),
    # found once, unmarked twice: the model saw better
    ("fitur [O NFT] dan NFT serta NFT", ""),
    # more capitals beside it: the edges of one name are not those of another
    ("[P Akhmad Yan] dan Qiu Yan pergi", ""),
    ("[P Anton Doni] di rumah Anton Doni Dihen", ""),
    ("[P Bouman] berkata, ungkap Bouman T Situmorang", ""),
    # a common word that is also a part of a name
    ("[P Cahaya Mulia] melihat cahaya. Cahaya itu terang.", ""),
    # “Meta” was read as a first name once and stands alone, unmarked, too often
    ("[P Meta Zuckerberg] datang. Meta naik. Meta turun. Meta rugi.", ""),
    ("[P Anna Netrebko] pergi. Denda Netrebko naik. Hak Netrebko, nasib Netrebko.", "P Netrebko"),
]
LABELS = {"P": "PERSON", "O": "ORG", "L": "LOC"}


def read(marked: str) -> Doc:
    """Return a document with the marked names as `doc.ents`."""
    nlp, text, edges = spacy.blank("xx"), "", []
    for piece in marked.split("["):
        inside, closed, rest = piece.partition("]")
        if closed:
            label, _, name = inside.partition(" ")
            edges.append((len(text), len(text) + len(name), LABELS[label]))
            text += name + rest
        else:
            text += inside
    doc = nlp.make_doc(text)
    spans = [doc.char_span(start, end, label=label) for start, end, label in edges]
    doc.ents = [span for span in spans if span is not None]
    assert len(doc.ents) == len(edges)
    return doc


@pytest.mark.parametrize(("marked", "added"), CASES)
def test_names_are_spread(marked: str, added: str) -> None:
    doc = read(marked)
    before = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    found = [(span.start, span.end, span.label_) for span in find(doc)]
    assert set(before) <= set(found)
    new = {f"{label[0]} {doc[start:end]}" for start, end, label in set(found) - set(before)}
    assert new == ({added} if added else set())


def test_most_votes_decide_between_body_and_place_but_not_over_a_person() -> None:
    doc = read("[O Depok] lalu [O Depok] lalu [L Depok] lalu [P Depok] lalu")
    assert [span.label_ for span in find(doc)] == ["ORG", "ORG", "LOC", "PERSON"]
    doc = read("[O Depok] lalu [O Depok] lalu [L Depok] lalu")
    assert [span.label_ for span in find(doc)] == ["ORG", "ORG", "ORG"]


def test_the_component_sets_names_in_the_order_of_the_text() -> None:
    doc = write(read("Muhdhor membantah, kata [P Akhmad Muhdhor] kepada [O KPK] begitu."))
    assert [ent.text for ent in doc.ents] == ["Muhdhor", "Akhmad Muhdhor", "KPK"]
    assert not write(spacy.blank("xx")("")).ents


def test_time_grows_with_the_text_and_no_faster() -> None:
    nlp = spacy.blank("xx")

    def seconds(size: int) -> float:
        words = [word for n in range(size) for word in ("Budi", f"Anak{n}", "lalu", "Budi", ",")]
        doc = Doc(nlp.vocab, words=words)
        doc.ents = [Span(doc, 5 * n, 5 * n + 2, label="PERSON") for n in range(size)]
        start = time.process_time()
        find(doc)
        return time.process_time() - start

    seconds(100)
    assert seconds(4000) < 40 * max(seconds(400), 0.002)
