"""Two heads over one reading: each learns from its own place, and writes there alone."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from quotetrack.pipeline.names import score_names, score_offices, strip_ranks
from quotetrack.pipeline.tagging import Tags

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
    """A pipeline that has learned four offices and their holders by heart."""
    nlp = spacy.blank("xx")
    nlp.add_pipe("quotetrack_offices")
    nlp.add_pipe("quotetrack_names", name="ner")
    references = [make_reference(nlp, *line) for line in LINES]
    bare = nlp.make_doc("Harga naik")  # no group: it teaches nothing
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in [*references, bare]]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples, sgd=optimizer)
    return nlp


def test_each_writes_to_its_place(nlp: Language) -> None:
    doc = nlp("kata Wali Kota Tono di Solo")
    assert [(span.text, span.label_) for span in doc.spans["offices"]] == [("Wali Kota", "OFFICE")]
    assert [(span.text, span.label_) for span in doc.ents] == [("Tono", "PERSON")]


def test_offices_leave_names_alone(nlp: Language) -> None:
    doc = nlp.make_doc("kata Wali Kota Tono di Solo")
    doc.ents = [Span(doc, 5, 6, label="LOC")]
    doc = nlp.get_pipe("quotetrack_offices")(doc)
    assert [ent.text for ent in doc.ents] == ["Solo"]
    assert "offices" in doc.spans


@pytest.mark.parametrize("text", ["", " ", "a"])
def test_any_text_has_the_group(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert len(doc.spans["offices"]) <= len(doc)


def test_what_is_learned_survives_the_disk(nlp: Language) -> None:
    again = spacy.blank("xx")
    again.add_pipe("quotetrack_offices")
    again.add_pipe("quotetrack_names", name="ner")
    again.from_bytes(nlp.to_bytes())
    doc = again("kata Ketua Komisi Budi di Solo")
    assert [span.text for span in doc.spans["offices"]] == ["Ketua Komisi"]
    assert [ent.text for ent in doc.ents] == ["Budi"]
    names: Any = again.get_pipe("ner")
    assert names.labels == ("PERSON",)


def read_allowed(nlp: Language, name: str, reference: Doc) -> str:
    """Return what a reference leaves to each token: one tag's first letter, or - for any."""
    head: Any = nlp.get_pipe(name)
    tags = Tags(head.labels)
    allowed = head.allow(Example(nlp.make_doc(reference.text), reference), tags)
    return "".join("-" if row.all() else tags.names[row.argmax()][0] for row in allowed)


def test_references_know_what_they_do_not_know(nlp: Language) -> None:
    doc = make_reference(nlp, "Wali Kota", "Tono")
    assert read_allowed(nlp, "quotetrack_offices", doc) == "OBLOOO"
    assert read_allowed(nlp, "ner", doc) == "OOOUOO"
    doc.set_ents([Span(doc, 3, 4, label="PERSON")], missing=[doc[5:6]])
    assert read_allowed(nlp, "ner", doc) == "OOOUO-"
    del doc.spans["offices"]
    assert read_allowed(nlp, "quotetrack_offices", doc) == "------"
    assert read_allowed(nlp, "ner", nlp.make_doc("Harga naik")) == "--"


def test_losses_fall_and_are_finite(nlp: Language) -> None:
    reference = make_reference(nlp, "Wali Kota", "Tono")
    for name, at_most in (("quotetrack_offices", 1.0), ("ner", 1.0)):
        head: Any = nlp.get_pipe(name)
        example = Example(nlp.make_doc(reference.text), reference)
        scores = head.model.predict([example.x])
        loss, gradient = head.get_loss([example], scores)
        assert 0 <= loss < at_most
        assert gradient[0].shape == scores[0].shape


def test_only_references_with_the_group_are_scored(nlp: Language) -> None:
    reference = make_reference(nlp, "Wali Kota", "Tono")
    found = nlp.make_doc(reference.text)
    found.spans["offices"] = [Span(found, 1, 3), Span(found, 5, 6)]
    bare = nlp.make_doc("Harga naik")
    scores = score_offices([Example(found, reference), Example(found, bare)])
    assert scores == {"offices_p": 0.5, "offices_r": 1.0, "offices_f": pytest.approx(2 / 3)}
    assert score_offices([])["offices_f"] == 0.0


def test_names_are_scored_by_kind(nlp: Language) -> None:
    reference = make_reference(nlp, "Wali Kota", "Tono")
    found = nlp.make_doc(reference.text)
    found.ents = [Span(found, 3, 4, label="PERSON"), Span(found, 5, 6, label="LOC")]
    scores = score_names([Example(found, reference)])
    assert (scores["ents_p"], scores["ents_r"]) == (0.5, 1.0)
    assert scores["ents_per_type"]["PERSON"]["f"] == 1.0


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("Serma Dedi Darmawan", "PERSON", "Dedi Darmawan"),
        ("Kombes Irjen Budi", "PERSON", "Budi"),
        ("Mayor", "PERSON", "Mayor"),
        ("Mayor Dedi", "LOC", "Mayor Dedi"),
    ],
)
def test_a_rank_is_no_part_of_a_person(nlp: Language, text: str, label: str, name: str) -> None:
    doc = nlp.make_doc(text)
    assert strip_ranks(Span(doc, 0, len(doc), label=label)).text == name
    recogniser: Any = nlp.get_pipe("ner")
    recogniser.set_annotations([doc], [[(0, len(doc), label)]])
    assert [ent.text for ent in doc.ents] == [name]
