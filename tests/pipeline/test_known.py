"""People whom the registry knows, beside what a model found."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from quotetrack.pipeline.known import make_doc, read_names
from tests.marked import TOKENIZER


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The component alone."""
    nlp = spacy.blank("id", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.add_pipe("quotetrack_known")
    return nlp


def read(nlp: Language, text: str, *found: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the entities of a text in which a model found some names."""
    doc: Doc = nlp.make_doc(text)
    spans = []
    for name, label in found:
        start = text.index(name)
        span = doc.char_span(start, start + len(name), label=label)
        assert span is not None
        spans.append(span)
    doc.set_ents(spans)
    return [(ent.text, ent.label_) for ent in nlp(doc).ents]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("ujar Sri Mulyani kemarin", [], [("Sri Mulyani", "PERSON")]),
        (
            "kata Menlu Rusia Sergei Lavrov.",
            [("Rusia", "LOC"), ("Lavrov", "PERSON")],
            [("Rusia", "LOC"), ("Sergei Lavrov", "PERSON")],
        ),
        ("Joko Widodo", [("Joko Widodo", "ORG")], [("Joko Widodo", "PERSON")]),
        ("kata Ma’ruf Amin", [], [("Ma’ruf Amin", "PERSON")]),
        (
            "Juru bicara Departemen Luar Negeri Tammy Bruce mengatakan",
            [("Departemen Luar Negeri Tammy Bruce", "ORG")],
            [("Departemen Luar Negeri", "ORG"), ("Tammy Bruce", "PERSON")],
        ),
        (
            "pasangan Prabowo Subianto-Sandiaga Uno",
            [],
            [("Prabowo Subianto", "PERSON"), ("Sandiaga Uno", "PERSON")],
        ),
    ],
)
def test_a_whole_name_is_found(
    nlp: Language, text: str, found: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    assert read(nlp, text, *found) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Simpatisan Ganjar Pranowo datang", [("Simpatisan Ganjar Pranowo", "ORG")]),
        ("di Istana Ferdinand Marcos Jr . kini", [("Istana Ferdinand Marcos Jr .", "ORG")]),
        ("di Stadion Tammy Bruce", [("Stadion Tammy Bruce", "LOC")]),
        ("Iriana Joko Widodo hadir", [("Iriana Joko Widodo", "PERSON")]),
        ("KH Ma'ruf Amin tiba", [("Ma'ruf Amin", "PERSON")]),
        ("harga joko widodo turun", []),
        ("Mulyani pulang ke Widodo", []),
    ],
)
def test_what_the_model_says_stands(nlp: Language, text: str, found: list[tuple[str, str]]) -> None:
    assert read(nlp, text, *found) == found


@pytest.mark.parametrize(
    ("label", "expected"), [("LOC", "PERSON"), ("ORG", "ORG"), ("PERSON", "PERSON")]
)
def test_the_end_of_a_whole_name_is_no_place(nlp: Language, label: str, expected: str) -> None:
    text = "Mira Tarumo tiba. “Siap,” kata Tarumo di Lembang."
    doc = nlp.make_doc(text)
    tokens = {token.text: token.i for token in doc}
    last = max(token.i for token in doc if token.text == "Tarumo")
    doc.set_ents(
        [
            Span(doc, tokens["Mira"], tokens["Mira"] + 2, label="PERSON"),
            Span(doc, last, last + 1, label=label),
            Span(doc, tokens["Lembang"], tokens["Lembang"] + 1, label="LOC"),
        ]
    )
    found = [(ent.text, ent.label_) for ent in nlp(doc).ents]
    assert found == [("Mira Tarumo", "PERSON"), ("Tarumo", expected), ("Lembang", "LOC")]


@pytest.mark.parametrize(
    ("before", "office", "expected"),
    [
        ("Analis Imam", None, "Imam Tarumo"),
        ("Jaksa Imam", "Jaksa Imam", "Tarumo"),
        ("Analis Umam", None, "Tarumo"),
        ("Analis IMAM", None, "Tarumo"),
    ],
)
def test_a_name_begins_with_what_the_article_calls_a_person(
    nlp: Language, before: str, office: str | None, expected: str
) -> None:
    doc = nlp.make_doc(f"{before} Tarumo tiba. “Siap,” kata Imam. “Siap,” kata IMAM.")
    words = [token.text for token in doc]
    last = {word: len(words) - 1 - words[::-1].index(word) for word in ("Tarumo", "Imam", "IMAM")}
    doc.set_ents([Span(doc, i, i + 1, label="PERSON") for i in last.values()])
    doc.spans["offices"] = [Span(doc, 0, 2, label="OFFICE")] if office else []
    assert nlp(doc).ents[0].text == expected


def test_no_known_name_is_a_single_word_or_holds_another_form_at_its_end() -> None:
    names = read_names()
    assert "Sergei Lavrov" in names
    assert "KH Ma'ruf Amin" not in names
    assert all(" " in name for name in names)


def test_names_have_the_tokens_of_a_text(nlp: Language) -> None:
    differing = [
        name
        for name in read_names()
        if [t.text for t in make_doc(nlp, name)] != [t.text for t in nlp.make_doc(name)]
    ]
    assert differing == []
