"""JSON lines and JSON arrays."""

from __future__ import annotations

import io
import json
from pathlib import Path

import duckdb
import pytest

from quotetrack.export.jsonl import dump, read_rows, write_json
from quotetrack.export.report import SCHEMAS
from quotetrack.export.row import read_row
from quotetrack.export.schema import Subject
from quotetrack.records import StoredStatement
from tests.export.samples import BARE, CONTENTS, FULL, LISTS, write_report


def test_one_line_a_statement() -> None:
    lines = write_report(Subject.STATEMENTS, "jsonl").decode("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [read_row(s) for s in CONTENTS.quotes]
    assert "“Bersenjata”" in lines[0]


@pytest.mark.parametrize("subject", Subject)
def test_a_database_reads_every_subject(tmp_path: Path, subject: Subject) -> None:
    file = tmp_path / "r.jsonl"
    file.write_bytes(write_report(subject, "jsonl"))
    with duckdb.connect() as connection:
        result = connection.execute("SELECT * FROM read_json(?)", [str(file)])
        assert tuple(column[0] for column in result.description) == SCHEMAS[subject].names
        assert len(result.fetchall()) == len(getattr(CONTENTS, LISTS[subject]))


@pytest.mark.parametrize("statements", [[], [FULL], [FULL, BARE]])
def test_an_array_is_one_document(statements: list[StoredStatement]) -> None:
    stream = io.StringIO()
    assert write_json(read_rows(statements), stream) == len(statements)
    assert json.loads(stream.getvalue()) == [read_row(statement) for statement in statements]


def test_no_letter_ends_a_line() -> None:
    value = {"text": "a\u2028b\u2029c\x85d\ne"}
    assert len(dump(value).splitlines()) == 1
    assert json.loads(dump(value)) == value
