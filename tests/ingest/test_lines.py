"""Lines read with a bound."""

from __future__ import annotations

import io

import pytest

from quotetrack.ingest.lines import read_lines


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"", []),
        (b"ab\ncd", [b"ab\n", b"cd"]),
        (b"12345\n1234\n", [b"12345\n", b"1234\n"]),
        (b"12345\r\n", [b"12345\r\n"]),
        (b"12345678\nab\n", [None, b"ab\n"]),
        (b"ab\n12345678", [b"ab\n", None]),
        (b"12345", [b"12345"]),
        (b"123456", [None]),
    ],
)
def test_read_lines(data: bytes, lines: list[bytes | None]) -> None:
    assert list(read_lines(io.BytesIO(data), 5)) == lines
