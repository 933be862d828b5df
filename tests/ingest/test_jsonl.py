"""JSON lines: articles and errors in order, by file and line."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from quotetrack.errors import InputError
from quotetrack.ingest.jsonl import read_jsonl, read_jsonl_file
from quotetrack.records import Article

GOOD = b'{"text": "\\u201cYa,\\u201d kata dia."}\n'


def outcomes(data: bytes, max_bytes: int = 200) -> list[str]:
    """Return each item as its text or its error."""
    items = read_jsonl(io.BytesIO(data), "x.jsonl", max_bytes)
    return [item.text if isinstance(item, Article) else str(item) for item in items]


def test_articles_keep_their_order_and_their_line() -> None:
    items = list(read_jsonl(io.BytesIO(GOOD + b"\n" + GOOD), "x.jsonl", 200))
    assert [isinstance(item, Article) and item.origin for item in items] == [
        "x.jsonl:1",
        "x.jsonl:3",
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{not json}", "is not JSON: "),
        (b'{"text": "cut sh', "is not JSON: Invalid control character at column 17"),
        (b'["text"]', "no object"),
        (b'"text"', "no object"),
        (b'{"title": "Judul"}', "no field “text”"),
        (b'{"text": ""}', "is empty"),
        (b'{"text": "\\ud800"}', "surrogate"),
        (b'{"text": "\\u0000"}', "NUL"),
        (b'{"text": "a", "id": ' + b"9" * 5000 + b"}", "too deep or too long"),
        (b"[" * 9000, "too deep or too long"),
        (b'{"text": "\xff\xfe\xfd\x81"}', "encoding"),
        (b'{"text": "' + b"a" * 10000 + b'"}', "longer than 9,500 bytes"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(line: bytes, why: str) -> None:
    first, error, last = outcomes(GOOD + line + b"\n" + GOOD, max_bytes=9500)
    assert first == last == "“Ya,” kata dia."
    assert error.startswith("x.jsonl:2: ")
    assert why in error


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "x.jsonl: is empty"),
        (b"\n \n", "x.jsonl: is empty"),
        (b"\x00\x01\x02\n" * 50, "x.jsonl:1: is not JSON lines in UTF-8"),
        (GOOD.decode().encode("utf-16"), "x.jsonl:1: is not JSON lines in UTF-8: convert it"),
    ],
)
def test_a_bad_stream_is_one_error(data: bytes, why: str) -> None:
    (error,) = outcomes(data)
    assert error.startswith(why)


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    assert outcomes(b"\xef\xbb\xbf" + GOOD) == ["“Ya,” kata dia."]


def test_a_gzipped_file(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(gzip.compress(GOOD * 2))
    assert len(list(read_jsonl_file(path, 200))) == 2


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("x.jsonl.gz", GOOD, "is not a gzip file"),
        ("x.jsonl.gz", gzip.compress(GOOD * 1000, mtime=0)[:-20], "cut short or damaged"),
        ("x.jsonl.gz", b"", "is empty"),
    ],
)
def test_a_damaged_gzip_file_is_named(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    *_, last = read_jsonl_file(path, 200)
    assert isinstance(last, InputError)
    assert str(last).startswith(f"{path}: ")
    assert why in str(last)


class _Endless(io.RawIOBase):
    """A line of so many bytes, made as it is read."""

    def __init__(self, length: int) -> None:
        self.left = length
        self.largest = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = min(len(buffer), self.left)
        self.largest = max(self.largest, count)
        buffer[:count] = b"a" * count
        self.left -= count
        return count


def test_a_line_of_any_length_is_passed_over_in_pieces() -> None:
    endless = _Endless(50_000_000)
    (error,) = read_jsonl(io.BufferedReader(endless), "x.jsonl", 1000)
    assert "x.jsonl:1: is longer than 1,000 bytes" in str(error)
    assert endless.left == 0
    assert endless.largest <= 1 << 20
