"""JSON lines and JSON arrays."""

from __future__ import annotations

import io
import json

import pytest

from quotetrack.export.jsonl import dump, read_rows, write_json, write_jsonl
from quotetrack.export.row import read_row
from quotetrack.records import StoredStatement
from tests.export.samples import BARE, FULL


def test_one_line_a_statement() -> None:
    stream = io.StringIO()
    assert write_jsonl(iter([FULL, BARE]), stream) == 2
    lines = stream.getvalue().splitlines()
    assert [json.loads(line) for line in lines] == [read_row(FULL), read_row(BARE)]
    assert "“Bersenjata”" in lines[0]


@pytest.mark.parametrize("statements", [[], [FULL], [FULL, BARE]])
def test_an_array_is_one_document(statements: list[StoredStatement]) -> None:
    stream = io.StringIO()
    assert write_json(read_rows(statements), stream) == len(statements)
    assert json.loads(stream.getvalue()) == [read_row(statement) for statement in statements]


def test_no_letter_ends_a_line() -> None:
    value = {"text": "a\u2028b\u2029c\x85d\ne"}
    assert len(dump(value).splitlines()) == 1
    assert json.loads(dump(value)) == value
