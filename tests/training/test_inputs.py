"""Bad input: refused by file and line, before anything trains."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from quotetrack.errors import InputError
from quotetrack.evaluation.lines import read_objects
from quotetrack.training import inputs

TEXTS = {"a": "Budi Santoso datang."}
GOOD = {"id": "a", "entities": [[0, 12, "PERSON"]], "offices": []}


def read(tmp_path: Path, line: str) -> str:
    """Return the error that a names file with this second line gives."""
    path = tmp_path / "names.jsonl"
    path.write_text(json.dumps(GOOD) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        list(inputs.read_annotated(path, TEXTS))
    return str(error.value)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"id": "b"}, "no text is known for article 'b'"),
        ({"id": None}, "no text in its field “id”"),
        ({"entities": None}, "field “entities” is not a list"),
        ({"entities": [3]}, "field “entities” is not a list"),
        ({"entities": [[0, 99, "PERSON"]]}, "[0, 99] is not within the 20 characters"),
        ({"entities": [[4, 4, "PERSON"]]}, "is not within"),
        ({"entities": [[4, 12, "PERSON"]]}, "begins or ends with space: misaligned?"),
        ({"entities": [[0, 12, "NAME"]]}, "['NAME'] is not one of LOC, ORG, PERSON"),
        ({"entities": [[0, 12]]}, "[] is not one of"),
        ({"entities": [["0", 12, "ORG"]]}, "is not [start, end]"),
        ({"entities": [[0, 12, "ORG"], [5, 12, "ORG"]]}, "entities at 0 and 5 overlap"),
        ({"offices": [[0, 4, "ORG"]]}, "is not [start, end]"),
        ({"offices": [[0, 12], [5, 12]]}, "offices at 0 and 5 overlap"),
    ],
)
def test_a_bad_annotation_is_named(tmp_path: Path, change: dict[str, object], why: str) -> None:
    error = read(tmp_path, json.dumps({**GOOD, **change}))
    assert error.startswith(f"{tmp_path / 'names.jsonl'}:2: ")
    assert why in error


@pytest.mark.parametrize(("line", "why"), [("{", "is not JSON"), ("[]", "no object")])
def test_a_line_that_is_no_object_is_named(tmp_path: Path, line: str, why: str) -> None:
    error = read(tmp_path, line)
    assert error.startswith(f"{tmp_path / 'names.jsonl'}:2: ")
    assert why in error


def test_a_word_without_class_is_named(tmp_path: Path) -> None:
    path = tmp_path / "pos.txt.gz"
    path.write_bytes(gzip.compress(b"Harga\tNN\n\nnaik\n"))
    with pytest.raises(InputError, match=r"pos\.txt\.gz:3: 'naik' is not a word, a tab"):
        list(inputs.read_sentences(path))


def test_a_clitic_with_two_classes_has_its_own(tmp_path: Path) -> None:
    path = tmp_path / "pos.txt"
    path.write_text("kuil\tNN\nnya\tPR\tNN\n;\t\n", encoding="utf-8")
    (sentence,) = inputs.read_sentences(path)
    assert sentence.tags == ["NN", "PR", "SYM"]


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"", "is empty"), (b"\n\n", "is empty"), (b"\xff{}", "is not UTF-8")],
)
def test_a_file_without_articles_is_named(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "names.jsonl"
    path.write_bytes(data)
    with pytest.raises(InputError, match=f"names.jsonl: {why}"):
        list(inputs.read_annotated(path, TEXTS))


@pytest.mark.parametrize("data", [b"plain", gzip.compress(b"{}" * 99, mtime=0)[:-9]])
def test_a_damaged_archive_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"news\.jsonl\.gz: is no gzip file, or is cut short"):
        list(read_objects(path))


@pytest.mark.parametrize("name", inputs.NEEDED)
def test_a_missing_or_empty_file_is_named_beforehand(shared: Path, name: str) -> None:
    (shared / name).write_bytes(b"")
    with pytest.raises(InputError, match=f"{name}: is empty"):
        inputs.check_shared(shared)
    (shared / name).unlink()
    with pytest.raises(InputError, match=f"{name}: is missing: give the folder"):
        inputs.check_shared(shared)
