"""The second head: learns from a span group, writes one, leaves `doc.ents` alone."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from quotetrack.pipeline.offices import office_reference, score_offices

LINES = [
    ("Menteri Keuangan", "Sri"),
    ("Wali Kota", "Tono"),
    ("Ketua Komisi", "Budi"),
    ("Wakil Bupati", "Adi"),
]


def make_reference(nlp: Language, office: str, name: str) -> Doc:
    """Return "kata <office> <name> di Solo" with its office; the name is a PERSON."""
    doc = nlp.make_doc(f"kata {office} {name} di Solo")
    doc.spans["offices"] = [Span(doc, 1, 3, label="OFFICE")]
    doc.ents = [Span(doc, 3, 4, label="PERSON")]
    return doc


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A pipeline that has learned four offices by heart."""
    nlp = spacy.blank("xx")
    nlp.add_pipe("quotetrack_offices")
    references = [make_reference(nlp, *line) for line in LINES]
    bare = nlp.make_doc("Harga naik")  # no group: it teaches nothing
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in [*references, bare]]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples, sgd=optimizer)
    return nlp


def test_offices_are_found_and_names_are_left_to_others(nlp: Language) -> None:
    doc = nlp("kata Wali Kota Tono di Solo")
    assert [(span.text, span.label_) for span in doc.spans["offices"]] == [("Wali Kota", "OFFICE")]
    assert not doc.ents
    assert not doc.has_annotation("ENT_IOB")  # else `ner` could find none


def test_names_that_are_there_stay(nlp: Language) -> None:
    doc = nlp.make_doc("kata Wali Kota Tono di Solo")
    doc.ents = [Span(doc, 3, 4, label="PERSON")]
    doc = nlp.get_pipe("quotetrack_offices")(doc)
    assert [ent.text for ent in doc.ents] == ["Tono"]
    assert "offices" in doc.spans


@pytest.mark.parametrize("text", ["", " ", "a"])
def test_any_text_has_the_group(nlp: Language, text: str) -> None:
    assert list(nlp(text).spans["offices"]) == []


def test_what_is_learned_survives_the_disk(nlp: Language) -> None:
    again = spacy.blank("xx")
    again.add_pipe("quotetrack_offices")
    again.from_bytes(nlp.to_bytes())
    doc = again("kata Ketua Komisi Budi di Solo")
    assert [span.text for span in doc.spans["offices"]] == ["Ketua Komisi"]


def read_tokens(doc: Doc) -> Iterable[str]:
    """Return what each token says of offices: B, I, O, or - where nobody knows."""
    return "".join("-IOB"[token.ent_iob] for token in doc)


def test_references_know_what_they_do_not_know() -> None:
    doc = make_reference(spacy.blank("xx"), "Wali Kota", "Tono")
    assert read_tokens(office_reference(doc)) == "OBIOOO"
    doc.spans["offices_unsure"] = [Span(doc, 5, 6)]
    assert read_tokens(office_reference(doc)) == "OBIOO-"
    del doc.spans["offices"]
    assert read_tokens(office_reference(doc)) == "------"
    assert [ent.text for ent in doc.ents] == ["Tono"]


def test_only_references_with_the_group_are_scored(nlp: Language) -> None:
    reference = make_reference(nlp, "Wali Kota", "Tono")
    found = nlp.make_doc(reference.text)
    found.spans["offices"] = [Span(found, 1, 3), Span(found, 5, 6)]
    bare = nlp.make_doc("Harga naik")
    scores = score_offices([Example(found, reference), Example(found, bare)])
    assert scores == {"offices_p": 0.5, "offices_r": 1.0, "offices_f": pytest.approx(2 / 3)}
    assert score_offices([])["offices_f"] == 0.0
