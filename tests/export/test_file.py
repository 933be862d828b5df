"""A report is there whole or not at all."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest

from quotetrack.errors import QuotetrackError
from quotetrack.export.file import (
    is_plain,
    open_binary_report,
    open_report,
    read_digest,
    write_text,
)


def test_the_file_takes_its_place_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("before")
    with open_report(path) as stream:
        stream.write("“sesudah”\n")
        assert path.read_text() == "before"
    assert path.read_bytes() == "“sesudah”\n".encode()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("before", [None, "before"])
def test_what_fails_leaves_nothing(tmp_path: Path, before: str | None) -> None:
    path = tmp_path / "r.csv"
    if before is not None:
        path.write_text(before)
    with pytest.raises(UnicodeEncodeError), open_report(path) as stream:
        stream.writelines(["half", "\ud800"])
    assert [file.read_text() for file in tmp_path.iterdir()] == ([before] if before else [])


@pytest.mark.parametrize("name", ["", "missing/r.csv"])
def test_what_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with pytest.raises(QuotetrackError, match=str(path)), open_report(path):
        pass


def test_a_device_is_written_as_it_is() -> None:
    with open_report(Path("/dev/null")) as stream:
        stream.write("x")
    assert Path("/dev/null").is_char_device()


def test_a_digest_is_of_what_was_written(tmp_path: Path) -> None:
    data = "“sesudah”".encode() * 200_000
    with open_binary_report(tmp_path / "r") as stream:
        stream.write(data)
        assert read_digest(stream) == (len(data), hashlib.sha256(data).hexdigest())
    assert (tmp_path / "r").read_bytes() == data


def test_text_leaves_the_stream_open() -> None:
    stream = io.BytesIO()
    with write_text(stream) as text:
        text.write("“a”\r\n")
    stream.write(b"b\n")
    assert stream.getvalue() == "“a”\r\nb\n".encode()


@pytest.mark.parametrize(
    ("name", "plain"), [("new.csv", True), ("old.csv", True), ("/dev/null", False)]
)
def test_a_device_is_no_plain_file(tmp_path: Path, name: str, plain: bool) -> None:
    (tmp_path / "old.csv").touch()
    assert is_plain(tmp_path / name) is plain
