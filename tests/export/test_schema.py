"""Every value is what its field says, and README.md names every field."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from quotetrack.export.report import SCHEMAS, Report
from quotetrack.export.schema import Field, FieldType, Subject
from tests.export.samples import CONTENTS, make_about

README = Path(__file__).parents[2] / "README.md"


def is_of_type(value: object, type_: FieldType) -> bool:
    """Return whether a value of a row is what its field's type says."""
    match type_:
        case FieldType.TEXT:
            return isinstance(value, str)
        case FieldType.INTEGER:
            return type(value) is int
        case FieldType.NUMBER:
            return isinstance(value, float)
        case FieldType.FLAG:
            return isinstance(value, bool)
        case FieldType.DAY:
            return isinstance(value, str) and bool(date.fromisoformat(value)) and len(value) == 10
        case FieldType.MOMENT:
            return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    return isinstance(value, list) and [type(edge) for edge in value] == [int, int]


def check(value: object, field: Field) -> bool:
    """Return whether a row's value is what its field says."""
    if not (field.many or field.pair):
        return value is None or is_of_type(value, field.type)
    assert isinstance(value, list)
    return all(
        is_of_type(one, field.type) or (field.pair and one is None) for one in value
    ) and not (field.pair and len(value) != 2)


@pytest.mark.parametrize("subject", Subject)
def test_values_are_what_the_schema_says(subject: Subject) -> None:
    rows = list(Report(make_about(subject), CONTENTS).rows())
    assert rows
    for row in rows:
        assert tuple(row) == SCHEMAS[subject].names
        for field in SCHEMAS[subject].fields:
            assert check(row[field.name], field), field.name


def test_the_readme_names_every_field_and_its_type() -> None:
    table = re.findall(r"^\| `(\w+)` (\d+) \| (.*) \|$", README.read_text("utf-8"), re.MULTILINE)
    told = {subject: (int(version), fields) for subject, version, fields in table}
    assert set(told) == {subject.value for subject in Subject}
    for subject, (version, fields) in told.items():
        schema = SCHEMAS[Subject(subject)]
        assert version == schema.version
        assert fields == ", ".join(_show(field) for field in schema.fields)


def _show(field: Field) -> str:
    type_ = "" if field.type is FieldType.TEXT else f" {field.type}"
    return f"`{field.name}`{type_}{' ×2' if field.pair else ' …' if field.many else ''}"
