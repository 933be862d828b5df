"""Lines: read with their place, or refused with it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from quotetrack.errors import InputError
from quotetrack.evaluation.lines import get_text, read_objects


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_objects_come_with_file_and_line(tmp_path: Path, name: str, mark: bytes) -> None:
    data = mark + b'{"id": 1}\r\n\n{"id": 2}'
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert list(read_objects(path)) == [(f"{path}:1", {"id": 1}), (f"{path}:3", {"id": 2})]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"id": 1}\n{', ":2: is not JSON: .*: one JSON object a line is expected"),
        (b"[" * 100_000, ":1: is not JSON"),
        (b"3", ":1: is JSON but no object: one object a line is expected"),
        (b"\n \n", ": is empty: one JSON object a line is expected"),
        (b"\xff", ": is not UTF-8: convert it"),
    ],
)
def test_bad_files_are_named(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    with pytest.raises(InputError, match=rf"a\.jsonl{why}"):
        list(read_objects(path))


def test_missing_damaged_and_folder(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"{}" * 99)[:-9])
    for path, why in (
        (tmp_path / "b.jsonl", "b.jsonl: is missing: name the file where it is"),
        (tmp_path / "a.gz", "a.gz: is no gzip file, or is cut short"),
        (tmp_path, "cannot be read"),
    ):
        with pytest.raises(InputError, match=why):
            list(read_objects(path))


def test_a_field_must_be_text() -> None:
    assert get_text({"id": "a"}, "id", "a:1") == "a"
    with pytest.raises(InputError, match="a:1: has no text in its field “id”"):
        get_text({"id": 3}, "id", "a:1")
