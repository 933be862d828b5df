"""What a report says of itself."""

from __future__ import annotations

from quotetrack.export.about import describe, tell
from quotetrack.export.report import SCHEMAS
from quotetrack.export.schema import Subject
from tests.export.samples import HEAD, make_about

ABOUT = make_about(Subject.CLAIMS, filters={"speaker": "Galuzin", "raw": "yes"}, forgotten=2)


def test_a_report_names_filters_state_versions_and_time() -> None:
    described = describe(ABOUT, SCHEMAS[Subject.CLAIMS])
    assert described["filters"] == {"speaker": "Galuzin", "raw": "yes"}
    assert described["audit_head"] == {"hash": HEAD.hash, "event": 12, "at": "2026-03-01T12:30:15Z"}
    assert described["generated_at"] == "2026-03-02T08:00:00Z"
    assert described["read_by"] == [
        {
            "version": "0.1.0",
            "model": "id_news-0.1.0",
            "config_hash": "ab" * 32,
            "first_run": 1,
            "last_run": 2,
            "articles": 3,
        }
    ]
    assert described["forgotten_articles"] == 2


def test_the_schema_comes_with_its_version_and_the_types() -> None:
    schema = describe(ABOUT, SCHEMAS[Subject.MISMATCHES])["schema"]
    assert isinstance(schema, dict)
    assert (schema["name"], schema["version"]) == ("quotetrack.claims", 1)
    types = {field["name"]: field["type"] for field in schema["fields"]}
    assert (types["score"], types["dates"]) == ("number", "list of day")


def test_people_read_the_same() -> None:
    told = tell(ABOUT)
    assert ("Filters", "speaker: Galuzin, raw: yes") in told
    assert ("Audit head", HEAD.hash) in told
    assert told[-1] == ("Left out", "2 articles that were forgotten")
    assert ("Filters", "none") in tell(make_about())
