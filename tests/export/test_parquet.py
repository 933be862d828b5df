"""Parquet, read back by a database that did not write it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from quotetrack.export import parquet
from quotetrack.export.report import SCHEMAS
from quotetrack.export.schema import Subject
from tests.export.samples import DECIDED_AT, FULL, HEAD, Listed, write_report


def read(folder: Path, data: bytes, query: str) -> tuple[dict[str, str], list[tuple[Any, ...]]]:
    """Return the types of the columns that a query of `report` has, and the rows."""
    file = folder / "r.parquet"
    file.write_bytes(data)
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        result = connection.execute(query.replace("report", f"'{file}'"))
        return {c[0]: str(c[1]) for c in result.description}, result.fetchall()


@pytest.mark.parametrize("subject", Subject)
def test_every_subject_is_read_back(tmp_path: Path, subject: Subject) -> None:
    columns, rows = read(tmp_path, write_report(subject, "parquet"), "SELECT * FROM report")
    assert tuple(columns) == SCHEMAS[subject].names
    assert rows


def test_types_are_those_of_a_database(tmp_path: Path) -> None:
    data = write_report(Subject.STATEMENTS, "parquet")
    query = "SELECT date, content_offsets, cue_offsets, source, reviewed_at, found, run FROM report"
    columns, (full, bare, reviewed) = read(tmp_path, data, query)
    span = 'STRUCT("start" BIGINT, "end" BIGINT)'
    assert list(columns.values()) == [
        *("DATE", f"{span}[]", span, "VARCHAR[]", "TIMESTAMP WITH TIME ZONE", "BOOLEAN", "BIGINT")
    ]
    assert full[0] == date(2022, 12, 26)
    assert full[1] == [{"start": 10, "end": 20}, {"start": 30, "end": 45}]
    assert full[2] == {"start": 22, "end": 26}
    assert full[3] == ["Sputnik", "AFP"]
    assert (bare[0], bare[2], bare[3], bare[4]) == (None, None, [], None)
    assert reviewed[4].astimezone(UTC) == DECIDED_AT


def test_two_sides_are_a_list_with_what_is_missing(tmp_path: Path) -> None:
    data = write_report(Subject.MISMATCHES, "parquet")
    query = "SELECT dates, outlets, name_offsets[2].start FROM report"
    _, ((dates, outlets, start),) = read(tmp_path, data, query)
    assert (dates, outlets, start) == ([date(2022, 12, 26), None], ["Kompas", None], 3)


def test_rows_come_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS_IN_GROUP", 2)
    days = [replace(FULL, published=date(2023, 1, 1) + timedelta(n)) for n in range(5)]
    data = write_report(Subject.STATEMENTS, "parquet", Listed(days))
    query = "SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata(report)"
    _, groups = read(tmp_path, data, f"{query} ORDER BY 1")
    assert groups == [(0, 2), (1, 2), (2, 1)]
    _, rows = read(tmp_path, data, "SELECT date FROM report")
    assert [day for (day,) in rows] == [stored.published for stored in days]


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    data = write_report(Subject.CLAIMS, "parquet", filters={"outlet": "Kompas"})
    query = "SELECT decode(value) FROM parquet_kv_metadata(report) WHERE decode(key) = 'quotetrack'"
    _, ((told,),) = read(tmp_path, data, query)
    about = json.loads(told)
    assert about["schema"]["version"] == SCHEMAS[Subject.CLAIMS].version
    assert (about["filters"], about["audit_head"]["hash"]) == ({"outlet": "Kompas"}, HEAD.hash)


def test_nothing_is_a_file_without_rows(tmp_path: Path) -> None:
    data = write_report(Subject.CLAIMS, "parquet", Listed())
    columns, rows = read(tmp_path, data, "SELECT * FROM report")
    assert (tuple(columns), rows) == (SCHEMAS[Subject.CLAIMS].names, [])
