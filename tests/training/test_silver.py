"""Where teachers agree, where they do not, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.tokens import Doc, DocBin, Span

from quotetrack.errors import InputError
from quotetrack.training.corpora import make_blank
from quotetrack.training.silver import agree, read_unannotated, write_silver

WORDS = ["Ketua", "KPU", "Budi", "Santoso", "di", "Solo"]
Found = tuple[int, int, str]


def make_view(names: list[Found], offices: list[tuple[int, int]], words: list[str] = WORDS) -> Doc:
    """Return what one teacher found in the words."""
    doc = Doc(make_blank().vocab, words=words)
    doc.ents = [Span(doc, start, end, label=label) for start, end, label in names]
    doc.spans["offices"] = [Span(doc, start, end, label="OFFICE") for start, end in offices]
    return doc


BUDI, SANTOSO, SOLO = (2, 4, "PERSON"), (3, 4, "PERSON"), (5, 6, "LOC")


@pytest.mark.parametrize(
    ("views", "names"),
    [
        ([[BUDI], [BUDI]], "OOBIOO"),
        ([[BUDI], []], "OO--OO"),
        ([[BUDI], [SANTOSO]], "OO--OO"),
        ([[BUDI], [BUDI], [SANTOSO]], "OOBIOO"),
        ([[BUDI, SOLO], [BUDI], []], "OOBIO-"),
        ([[SOLO], [(5, 6, "ORG")]], "OOOOO-"),
        ([[], []], "OOOOOO"),
    ],
)
def test_disputed_tokens_are_missing(views: list[list[Found]], names: str) -> None:
    doc = agree([make_view(view, []) for view in views])
    assert "".join("-IOB"[token.ent_iob] for token in doc) == names


def test_offices_are_agreed_on_as_names_are() -> None:
    doc = agree([make_view([], [(0, 2)]), make_view([], [(0, 2), (4, 6)])])
    assert [span.text for span in doc.spans["offices"]] == ["Ketua KPU"]
    assert [span.text for span in doc.spans["offices_unsure"]] == ["di", "Solo"]


def test_views_of_different_articles_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="read different articles"):
        agree([make_view([], []), make_view([], [], WORDS[1:])])
    DocBin(docs=[make_view([], [])]).to_disk(tmp_path / "1")
    DocBin().to_disk(tmp_path / "2")
    with pytest.raises(InputError, match="read different articles"):
        write_silver([tmp_path / "1", tmp_path / "2"], tmp_path / "silver")


def test_silver_is_counted(tmp_path: Path) -> None:
    for number, names in enumerate([[BUDI, SOLO], [BUDI]]):
        DocBin(docs=[make_view(names, [(0, 2)])]).to_disk(tmp_path / str(number))
    line = write_silver([tmp_path / "0", tmp_path / "1"], tmp_path / "silver")
    assert line == "silver: 1 articles, 6 tokens, 1 names, 1 offices, 1 tokens disputed"
    (doc,) = DocBin().from_disk(tmp_path / "silver").get_docs(make_blank().vocab)
    assert [ent.text for ent in doc.ents] == ["Budi Santoso"]
    assert [span.text for span in doc.spans["offices"]] == ["Ketua KPU"]


def test_neither_annotated_articles_nor_copies_of_measured_ones_are_read(shared: Path) -> None:
    texts = list(read_unannotated(shared))
    assert len(texts) == 30
    assert all(text.startswith("Warga Bogor") for text in texts)
