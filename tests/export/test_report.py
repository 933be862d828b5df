"""A report: the rows of its subject, or of another one."""

from __future__ import annotations

from quotetrack.export.report import FILTERS, SCHEMAS, Report
from quotetrack.export.schema import Subject
from tests.export.samples import CONTENTS, FULL, SPEAKER, make_about


def test_rows_are_about_the_subject_unless_another_is_named() -> None:
    report = Report(make_about(Subject.SPEAKERS), CONTENTS)
    assert [row["name"] for row in report.rows()] == [SPEAKER.name]
    assert next(report.rows(Subject.STATEMENTS))["content"] == FULL.content
    assert report.schema is SCHEMAS[Subject.SPEAKERS]


def test_every_subject_has_a_schema_and_its_filters() -> None:
    assert set(SCHEMAS) == set(FILTERS) == set(Subject)
