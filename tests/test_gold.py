"""The one-line examples of tests/gold, one phenomenon each, through all rules."""

from __future__ import annotations

import pytest

from quotetrack.records import Span
from tests.marked import read_example, read_lines, read_marked

MARKS = " \t\n,.;:!?…\"'“”‘’„«»"


@pytest.mark.parametrize(("line", "expected"), read_lines("statements.txt"))
def test_statement(line: str, expected: str) -> None:
    marked = read_marked(line)
    type_, speaker, *role = [part.strip() for part in expected.split(";")]
    statements = read_example(marked).statements
    assert len(statements) == 1, statements
    found = statements[0]
    assert found.type == type_
    assert [bare(part, marked.text) for part in found.content] == [
        text.strip(MARKS) for text in marked.texts("c")
    ]
    assert [found.cue.of(marked.text)] == marked.texts("q") if found.cue else not marked.texts("q")
    assert [found.mention.of(marked.text) if found.mention else ""] == marked.texts("m")
    assert [source.name for source in found.sources] == marked.texts("s")
    assert str(found.speaker) == speaker
    assert ([found.role] if found.role else []) == role


def bare(part: Span, text: str) -> str:
    """Return a content part as the scorer compares it: without marks and stops at its edges."""
    return part.of(text).strip(MARKS)


@pytest.mark.parametrize("line", [line for line, _ in read_lines("look_alikes.txt")])
def test_look_alike(line: str) -> None:
    assert read_example(read_marked(line)).statements == ()


@pytest.mark.parametrize(("line", "expected"), read_lines("speakers.txt"))
def test_speaker(line: str, expected: str) -> None:
    statements = read_example(read_marked(line)).statements
    assert "; ".join(f"{s.speaker} {s.resolution}" for s in statements) == expected
