"""The pipeline as a whole: loading, settings, and texts that must not break it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from quotetrack import load_pipeline, read_statements
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
