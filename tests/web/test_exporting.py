"""Reports from the page: the form offers what fits, the file is whole, refusals are pages."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sys
from typing import BinaryIO
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from quotetrack.export import csv as csv_writer
from quotetrack.export.formats import FORMATS
from quotetrack.export.report import SCHEMAS, Report, Written
from quotetrack.export.schema import Subject
from quotetrack.store.session import Database
from quotetrack.web.app import create_app
from tests.export.pango import need_pango
from tests.web.conftest import EVIL, HERE

# A PDF holds the same whatever it is about, and takes a second.
PAIRS = [
    (name, subject)
    for name, known in FORMATS.items()
    for subject in known.subjects[: 1 if name == "pdf" else None]
]
HTML = {"accept": "text/html"}


@pytest.mark.parametrize(("format_", "subject"), PAIRS)
def test_a_file_is_whole_and_says_what_it_is(
    page: TestClient, format_: str, subject: Subject
) -> None:
    if format_ == "pdf":
        need_pango()
    path = f"/export/{subject}"
    answer = page.get(path, params={"format": format_}, headers=HTML)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == FORMATS[format_].media_type
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert answer.content or subject is Subject.REVIEWS  # nobody decided anything yet
    name = rf'attachment; filename="{subject}-\d{{8}}T\d{{6}}Z\.{FORMATS[format_].suffix}"'
    assert re.fullmatch(name, answer.headers["content-disposition"])

    link = re.match("<([^>]+)>", answer.headers["link"])
    assert link
    told = page.get(link[1]).json()
    about, file = told["about"], told["about"]["file"]
    assert (about["report"], about["format"], about["filters"]) == (subject, format_, {})
    assert len(about["audit_head"]["hash"]) == 64
    assert told["cuts"] == []
    if FORMATS[format_].beside:  # the time is in all others
        assert file["sha256"] == hashlib.sha256(answer.content).hexdigest()
        assert file["bytes"] == len(answer.content)


def test_filters_are_those_of_the_command(page: TestClient) -> None:
    asked = {"speaker": "Galuzin", "since": "2022-12-01", "at": "", "outlet": " ", "type": ""}
    path = f"/export/statements?{urlencode(asked)}"
    rows = [json.loads(line) for line in page.get(f"{path}&format=jsonl").text.splitlines()]
    assert {row["speaker"] for row in rows} == {"Mikhail Galuzin"}
    told = page.get(f"{path}&format=jsonl", headers={"accept": "application/json"}).json()
    assert told["about"]["filters"] == {"speaker": "Galuzin", "since": "2022-12-01"}
    assert told["about"]["rows"] == len(rows)


def test_a_byte_order_mark_is_for_csv(page: TestClient) -> None:
    marked = page.get("/export/claims?format=csv&bom=yes").content
    assert marked.startswith(b"\xef\xbb\xbf")
    header = next(csv.reader(io.StringIO(marked.decode("utf-8-sig"))))
    assert tuple(header) == SCHEMAS[Subject.CLAIMS].names
    assert page.get("/export/claims?format=jsonl&bom=yes").content.startswith(b"{")


@pytest.mark.parametrize("subject", Subject)
def test_the_form_offers_what_fits(page: TestClient, subject: Subject) -> None:
    shown = page.get(f"/export?subject={subject}").text
    offered = re.findall(r'name="format" value="(\w+)"', shown)
    assert offered == [name for name, known in FORMATS.items() if subject in known.subjects]
    assert f'action="/export/{subject}"' in shown
    assert ('name="type"' in shown) == (subject not in (Subject.MISMATCHES, Subject.REVIEWS))
    assert ('name="speaker"' in shown) == (subject is not Subject.REVIEWS)


def test_the_form_keeps_what_is_asked(page: TestClient) -> None:
    path = "/export?subject=statements&speaker=Santoso&type=direct&format=xlsx"
    twin = page.get(path, headers={"accept": "application/json"}).json()
    assert (twin["subject"], twin["format"]) == ("statements", "xlsx")
    assert len(twin["fitting"]) > 1  # the name is told to be that of several
    links = {found["name"]: found["link"] for found in twin["subjects"]}
    assert links["claims"] == "/export?subject=claims&speaker=Santoso&type=direct"
    assert links["mismatches"] == "/export?subject=mismatches&speaker=Santoso"
    assert links["reviews"] == "/export?subject=reviews"
    shown = page.get(path).text
    assert 'value="xlsx" checked' in shown
    assert 'value="Santoso"' in shown
    assert twin["fitting"][0]["name"] in shown


def test_a_speaker_is_exported_as_they_are_looked_at(page: TestClient) -> None:
    shown = page.get("/speakers/1?type=direct&until=2024-01-01").text
    link = re.search(r'href="(/export\?subject=statements[^"]+)"', shown)
    assert link
    name = page.get("/speakers/1.json").json()["name"]
    options = page.get(link[1].replace("&amp;", "&"), headers={"accept": "application/json"}).json()
    given = {key: value for key, value in options["options"].items() if value}
    assert given == {"speaker": name, "type": "direct", "until": "2024-01-01"}


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("claims?format=webannotation", 400, "webannotation is no format for claims"),
        ("claims?format=zip", 400, "no format 'zip'"),
        ("claims?format=", 400, "no format ''"),
        ("reviews?format=csv&speaker=Budi", 400, "speaker says nothing about reviews"),
        ("mismatches?format=csv&type=direct", 400, "type says nothing about mismatches"),
        ("claims?format=csv&at=2022-12-25", 400, "at needs an office"),
        ("claims?format=csv&since=2023-01-02&until=2023-01-01", 400, "lies after"),
        ("claims?format=csv&since=yesterday", 400, "is no day"),
        ("claims?format=csv&speaker=Xqzw", 404, "no speaker is called"),
        ("claims", 422, "format"),
        ("people?format=csv", 422, "subject"),
        (f"claims?{urlencode({'format': 'csv', 'speaker': EVIL})}", 404, "no speaker is called"),
    ],
)
def test_what_cannot_be_written_is_a_page(
    page: TestClient, path: str, status: int, words: str
) -> None:
    answer = page.get(f"/export/{path}", headers=HTML)
    assert answer.status_code == status
    assert "content-disposition" not in answer.headers
    assert words in answer.text.replace("&#39;", "'")
    assert EVIL not in answer.text
    twin = page.get(f"/export/{path}", headers={"accept": "application/json"})
    assert twin.status_code == status
    assert words in twin.json()["detail"]


def test_what_fails_half_way_is_no_file(page: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(report: Report, stream: BinaryIO) -> Written:
        stream.write(b"half a report")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(csv_writer, "write", fail)
    answer = page.get("/export/claims?format=csv", headers=HTML)
    assert answer.status_code == 503
    assert "the report cannot be written: No space left" in answer.text
    assert "half a report" not in answer.text
    monkeypatch.undo()
    assert page.get("/export/claims?format=csv").status_code == 200  # nobody is kept waiting


def test_a_missing_library_is_told(page: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    answer = page.get("/export/claims?format=parquet", headers=HTML)
    assert answer.status_code == 400
    assert "the format parquet needs pyarrow: pip install" in answer.text


def test_a_report_is_only_looking_and_needs_the_token(shared: Database) -> None:
    reader = TestClient(create_app(shared, read_only=True), base_url=HERE)
    assert reader.get("/export/claims?format=csv").status_code == 200
    locked = TestClient(
        create_app(shared, token="a token of some length"), base_url=HERE, follow_redirects=False
    )
    for path in ("/export", "/export/claims?format=csv"):
        assert locked.get(path, headers=HTML).status_code == 303
    assert locked.get("/export/claims.json?format=csv").status_code == 401
