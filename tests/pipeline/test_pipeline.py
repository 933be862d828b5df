"""The pipeline as a whole: loading, settings, and texts that must not break it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
import spacy

from quotetrack import load_pipeline, pipeline, read_statements
from quotetrack.errors import ModelError
from quotetrack.pipeline import find_all, read_run_settings
from tests.marked import plain_pipeline


def test_factories_are_found_without_an_import() -> None:
    code = "import spacy; nlp = spacy.blank('id'); nlp.add_pipe('quotetrack_paragraphs')"
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_all_requirements_are_met() -> None:
    analysis = plain_pipeline().analyze_pipes()
    assert analysis is not None
    assert analysis["problems"] == {name: [] for name in plain_pipeline().pipe_names}


def test_run_settings_are_the_same_twice() -> None:
    assert read_run_settings(load_pipeline()) == read_run_settings(load_pipeline())


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", '"', "“", "”", '"' * 501, "kata", "kata.", ", kata ,", "Menurut", "Menurut ,",
     "😀“😀”😀 kata 😀", "\u202e“abc” kata X\u202c", "\u200b“\u200b”\u200b", "(" * 300 + "kata X",
     "mengatakan", "X mengatakan",
     "“a”" * 200, "dikutip dari", "kepada", "\r\n“a\r\n“b\r\n", ", " * 99],
)  # fmt: skip
def test_odd_text_is_read(text: str) -> None:
    assert isinstance(read_statements(text, plain_pipeline()), tuple)


def test_offsets_are_those_of_the_text() -> None:
    text = "😀 “Kami siap,” kata Budi.\r\n\r\n“Besok pulang,” ujarnya."
    statements = read_statements(text, plain_pipeline())
    assert [s.content[0].of(text) for s in statements] == ["Kami siap", "Besok pulang"]
    assert [s.cue.of(text) for s in statements if s.cue] == ["kata", "ujarnya"]


def test_order_is_kept() -> None:
    texts = [f"“Kami siap {n},” kata Budi." for n in range(70)]
    contents = [f.attributions[0].content[0] for f in find_all(plain_pipeline(), texts)]
    assert [c.of(t) for c, t in zip(contents, texts, strict=True)] == [
        f"Kami siap {n}" for n in range(70)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("abc", ["abc"]),
        ("ab\ncd\nefgh", ["ab\ncd\n", "efgh"]),
        ("Ya. Kata Budi", ["Ya. ", "Kata ", "Budi"]),
        ("abcdefghijklmnop", ["abcdefgh", "ijklmnop"]),
        ("\n" * 17, ["\n" * 8, "\n" * 8, "\n"]),
    ],
)
def test_a_long_text_is_cut_between_paragraphs(
    monkeypatch: pytest.MonkeyPatch, text: str, expected: list[str]
) -> None:
    monkeypatch.setattr(pipeline, "BATCH_CHARACTERS", 8)
    assert list(pipeline.cut(text)) == expected


def test_statements_of_a_long_text_are_those_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "“Kami siap,” kata Budi.\n\n“Besok pulang,” ujarnya. " * 20
    whole = list(find_all(plain_pipeline(), [text]))
    monkeypatch.setattr(pipeline, "BATCH_CHARACTERS", 60)
    assert list(find_all(plain_pipeline(), [text])) == whole
    assert len(whole[0].attributions) == 40


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], []),
        ([1] * 5, [2, 2, 1]),
        ([6, 6, 3, 3, 3], [1, 2, 2]),
        ([50, 1, 50, 50], [1, 1, 1, 1]),  # one that is too long by itself is read by itself
        ([0, 10, 0], [2, 1]),
    ],
)
def test_batches_are_bounded_in_texts_and_in_characters(
    monkeypatch: pytest.MonkeyPatch, sizes: list[int], expected: list[int]
) -> None:
    monkeypatch.setattr(pipeline, "BATCH_CHARACTERS", 10)
    texts = ["x" * size for size in sizes]
    batches = list(pipeline.make_batches(texts, batch_size=2))
    assert [len(batch) for batch in batches] == expected
    assert [text for batch in batches for text in batch] == texts


def test_no_more_than_a_batch_is_read_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def texts() -> Iterator[str]:
        for n in range(9):
            asked.append(n)
            yield f"“Kami siap {n},” kata Budi."

    next(find_all(plain_pipeline(), texts(), batch_size=3))
    assert asked == [0, 1, 2]


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        ("missing", "holds no model"),
        ("truncated", "cannot be loaded"),
        ("older", "is of another version"),
    ],
)
def test_unusable_model_says_what_to_do(tmp_path: Path, damage: str, reason: str) -> None:
    folder = tmp_path / "model"
    if damage != "missing":
        nlp = spacy.blank("xx")
        nlp.add_pipe("sentencizer")
        nlp.to_disk(folder)
    if damage == "truncated":
        (folder / "vocab" / "strings.json").write_text('["half')
    with pytest.raises(ModelError, match=f"{reason}.*make train"):
        load_pipeline(folder)


def test_shipped_model_loads_with_spacy_alone() -> None:
    nlp = spacy.load(Path(str(files("quotetrack.model"))))
    doc = nlp("Wakil Menteri Luar Negeri Rusia, Mikhail Galuzin, tiba di Jakarta.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Rusia", "LOC"),
        ("Mikhail Galuzin", "PERSON"),
        ("Jakarta", "LOC"),
    ]
    assert [office.text for office in doc.spans["offices"]] == ["Wakil Menteri Luar Negeri Rusia"]
