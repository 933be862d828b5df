"""`export`: to a file, whole or not at all, or to standard output, and what it says of itself."""

from __future__ import annotations

import csv
import gc
import hashlib
import io
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from openpyxl import load_workbook

from quotetrack.export import html, jsonl, xlsx
from quotetrack.export.formats import FORMATS
from quotetrack.export.report import SCHEMAS
from quotetrack.export.schema import Subject
from quotetrack.store import claims, decided, mismatches, speakers, statements
from tests.cli.conftest import ARTICLES, Run
from tests.export.pango import need_pango

EPOCH = "1772438400"  # 2026-03-02 08:00 UTC
MOMENTS = [
    (b"2026-03-02T08:00:00Z", b"2026-03-03T08:00:00Z"),
    (b"2026-03-02 08:00:00", b"2026-03-03 08:00:00"),
    (b"2 March 2026 08:00 UTC", b"3 March 2026 08:00 UTC"),
]
PAIRS = [(format_, known.subjects[0].value) for format_, known in FORMATS.items()]


def read_lines(run: Run, *arguments: str) -> list[dict[str, Any]]:
    """Return the rows of a report in JSON lines on standard output."""
    result = run("export", *arguments, "--format", "jsonl", "-o", "-")
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_csv(run: Run, tmp_path: Path) -> None:
    result = run("export", "--outlet", "Tempo", "--format", "csv", "-o", "tempo.csv")
    assert (result.exit_code, result.stdout) == (0, "tempo.csv: 3 statements\n")
    with (tmp_path / "tempo.csv").open(encoding="utf-8", newline="") as file:
        assert [row["article_id"] for row in csv.DictReader(file)] == ["a2", "a2", "a3"]
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["tempo.csv", "tempo.csv.about.json"]


def test_json_lines_on_standard_output(run: Run, tmp_path: Path) -> None:
    rows = read_lines(run, "--speaker", "Budi")
    assert [row["speaker"] for row in rows] == ["Budi Santoso"] * 2
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_what_was_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "all.csv"
    path.write_text("before")
    assert run("export", "--speaker", "Xqzw", "-o", "all.csv").exit_code == 1
    assert run("export", "-o", "missing/all.csv").exit_code == 1
    (tmp_path / "all.csv.about.json").mkdir()  # what stands beside cannot be written
    assert run("export", "-o", "all.csv").exit_code == 1
    assert path.read_text() == "before"
    assert len(list(tmp_path.iterdir())) == 2


def test_what_stands_beside_names_the_state_and_the_file(run: Run, tmp_path: Path) -> None:
    head = run("audit", "head").stdout.strip()
    assert run("export", "claims", "--until", "2022-12-25", "-o", "c.csv").exit_code == 0
    about = json.loads((tmp_path / "c.csv.about.json").read_text("utf-8"))
    data = (tmp_path / "c.csv").read_bytes()
    assert about["audit_head"]["hash"] == head
    assert about["filters"] == {"until": "2022-12-25"}
    assert [read["articles"] for read in about["read_by"]] == [len(ARTICLES) + 1]
    assert about["rows"] == len(list(csv.reader(io.StringIO(data.decode("utf-8"))))) - 1
    assert about["file"] == {
        "name": "c.csv",
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


@pytest.mark.parametrize(("format_", "subject"), PAIRS)
def test_two_reports_of_one_state_differ_in_nothing_but_the_time(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: str, subject: str
) -> None:
    if format_ == "pdf":
        need_pango()
    written = []
    for epoch in (EPOCH, EPOCH, str(int(EPOCH) + 86_400)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        result = run("export", subject, "--format", format_, "-o", "report")
        assert result.exit_code == 0, result.stderr
        files = (path.read_bytes() for path in sorted(tmp_path.glob("report*")))
        written.append(b"".join(files))
    assert written[0] == written[1] != written[2]
    if FORMATS[format_].is_text:
        for moment, later in MOMENTS:
            written[0] = written[0].replace(moment, later)
        assert written[0] == written[2]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["speakers", "--outlet", "Kompas"], {"Mikhail Galuzin"}),
        (["speakers", "--type", "indirect", "--outlet", "tempo"], {"Budi Santoso"}),
        (["speakers", "--speaker", "Rina"], {"Rina Santoso"}),
        (["speakers", "--since", "2022-12-26", "--until", "2022-12-26"], {"Budi Santoso"}),
    ],
)
def test_speakers_of_what_fits(run: Run, arguments: list[str], names: set[str]) -> None:
    rows = read_lines(run, *arguments)
    assert {row["name"] for row in rows} == names
    if names == {"Mikhail Galuzin"}:
        assert rows[0]["articles"] == 2  # all are counted, not only those that fit


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        ([], 1),
        (["--speaker", "Kasinsky"], 1),
        (["--speaker", "Galuzin"], 0),  # in the same article, under another name
        (["--speaker", "Budi"], 0),
        (["--outlet", "Jatimcenter"], 1),
        (["--outlet", "Kompas"], 0),
        (["--since", "2022-12-01"], 0),  # the article is undated
        (["--raw"], 1),
    ],
)
def test_mismatches_that_fit(run: Run, arguments: list[str], count: int) -> None:
    assert len(read_lines(run, "mismatches", *arguments)) == count


def test_claims_have_all_their_statements(run: Run) -> None:
    rows = read_lines(run, "claims", "--speaker", "Budi")
    ids = [row["statement_id"] for row in read_lines(run, "--speaker", "Budi")]
    assert [id_ for row in rows for id_ in row["statement_ids"]] == ids
    listed = json.loads(run("claims", "--speaker", "Budi", "--format", "json").stdout)
    assert listed == rows


def test_reviews_tell_what_was_decided(
    run: Run, copy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUOTETRACK_DATABASE_URL", copy)
    statement = read_lines(run, "--speaker", "Budi", "--type", "direct")[0]
    id_ = str(statement["statement_id"])
    for words in (
        ("statement", id_, "confirm", "--by", "Ana"),
        ("statement", id_, "correct", "--role", "Wali Kota", "--by", "Rina"),
        ("mismatch", "1", "reject", "--by", "Ana", "--note", "dua orang"),
    ):
        assert run("review", *words).exit_code == 0
    first, second, third = read_lines(run, "reviews")
    assert (first["state"], first["decided_by"]) == ("confirmed", "Ana")
    assert first["superseded_at"] == second["decided_at"]
    assert (second["subject"], second["subject_id"]) == ("statement", statement["statement_id"])
    assert second["about"] == statement["content"]
    assert (second["article_id"], second["changes"]) == ("a2", "role “Wali Kota” for “Presiden”")
    assert (third["subject"], third["reason"]) == ("mismatch", "dua orang")
    assert set(third["about"].split(" / ")) == {"Leonid Kanevsky", "Leonid Kasinsky"}
    # what was dismissed comes with what the program found only
    assert read_lines(run, "mismatches") == []
    assert [row["state"] for row in read_lines(run, "mismatches", "--raw")] == ["dismissed"]
    corrected = read_lines(run, "--speaker", "Budi", "--type", "direct")[0]
    raw = read_lines(run, "--speaker", "Budi", "--type", "direct", "--raw")[0]
    assert (corrected["role"], raw["role"], raw["review"]) == ("Wali Kota", "Presiden", None)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["reviews", "--speaker", "Budi"], "they take no filter, all are written"),
        (["reviews", "--raw"], "--raw says nothing about reviews"),
        (["mismatches", "--type", "direct"], "--type says nothing about mismatches: they take"),
        (["claims", "--format", "webannotation"], "it is for statements; for claims there are"),
        (["--format", "claimreview"], "claimreview is no format for statements"),
        (["reviews", "--format", "xlsx"], "for reviews there are csv, jsonl, parquet"),
        (["--format", "jsonl", "--bom"], "--bom is for csv, not for jsonl"),
        (["people"], "'people' is not one of"),
    ],
)
def test_what_makes_no_sense_is_an_error(
    run: Run, tmp_path: Path, arguments: list[str], told: str
) -> None:
    result = run("export", *arguments, "-o", "report")
    assert result.exit_code != 0
    assert told in " ".join(result.stderr.split())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format_", ["parquet", "xlsx"])
def test_what_is_no_text_does_not_go_to_standard_output(run: Run, format_: str) -> None:
    result = run("export", "--format", format_, "-o", "-")
    assert (result.exit_code, result.stderr) == (
        1,
        f"Error: {format_} is no text: name a file with -o FILE\n",
    )


def test_a_missing_library_is_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run("export", "--format", "parquet", "-o", "r.parquet")
    assert (result.exit_code, result.stderr) == (
        1,
        "Error: the format parquet needs pyarrow: pip install 'quotetrack[report]'\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_parquet_and_json_lines_hold_the_same(run: Run, tmp_path: Path) -> None:
    run("export", "--format", "parquet", "-o", "r.parquet")
    with duckdb.connect() as connection:
        file = str(tmp_path / "r.parquet")
        result = connection.execute("SELECT statement_id, content FROM read_parquet(?)", [file])
        found = result.fetchall()
    rows = read_lines(run)
    assert found == [(row["statement_id"], row["content"]) for row in rows]
    assert tuple(rows[0]) == SCHEMAS[Subject.STATEMENTS].names


def test_a_workbook_keeps_each_sheet_to_the_filters_that_it_takes(run: Run, tmp_path: Path) -> None:
    result = run("export", "--type", "indirect", "--format", "xlsx", "-o", "r.xlsx")
    assert result.exit_code == 0, result.stderr
    book = load_workbook(tmp_path / "r.xlsx")
    told = dict(book["About"].iter_rows(values_only=True))
    assert told["Mismatches"] == "1 rows, whatever type"
    types = [cell.value for cell in book["Statements"]["H"]][1:]
    assert set(types) == {"indirect"}
    assert f"r.xlsx: {len(types)} statements\n" == result.stdout


def test_what_a_workbook_cuts_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    result = run("export", "--outlet", "Tempo", "--format", "xlsx", "-o", "r.xlsx")
    assert (result.exit_code, result.stdout) == (0, "r.xlsx: 2 statements\n")
    assert "cut: statements: 1 rows are left out" in result.stderr
    command = "quotetrack export statements --outlet Tempo --format csv -o statements.csv"
    assert f"All of them: {command}\n" in result.stderr


def test_what_html_cuts_is_said_and_the_command_gives_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "MOST", replace(html.MOST, claims=1))
    arguments = ("--outlet", "Tempo", "--format", "html", "--language", "id", "-o", "r.html")
    result = run("export", "claims", *arguments)
    assert (result.exit_code, result.stdout) == (0, "r.html: 1 claims\n")
    command = "quotetrack export claims --outlet Tempo --format csv -o claims.csv"
    assert result.stderr == f"cut: 2 claims. All of them: {command}\n"
    text = (tmp_path / "r.html").read_text("utf-8")
    assert '<html lang="id">' in text
    assert f"2 klaim. Semuanya: <code>{command}</code>" in text
    assert run(*command.split()[1:]).stdout == "claims.csv: 3 claims\n"


def test_annotations_stand_in_the_articles_as_they_were_read(run: Run, tmp_path: Path) -> None:
    run("export", "--outlet", "Tempo", "--format", "webannotation", "-o", "r.json")
    collection = json.loads((tmp_path / "r.json").read_text("utf-8"))
    texts = {article["id"]: article["text"] for article in ARTICLES}
    rows = read_lines(run, "--outlet", "Tempo")
    for row, item in zip(rows, collection["first"]["items"], strict=True):
        text, said = texts[row["article_id"]], []
        for target in item["target"]:
            position, quote = target["selector"]
            said.append(text[position["start"] : position["end"]])
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
            assert quote["exact"] == said[-1]
        assert " … ".join(said) == row["content"]


def test_a_report_that_is_broken_off_leaves_nothing_open(
    run: Run, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    def fail(_: object) -> str:
        raise OSError("no space")

    for module in (claims, decided, mismatches, speakers, statements):
        monkeypatch.setattr(module, "_PAGE", 1)  # so that the database still has rows to give
    monkeypatch.setattr(jsonl, "dump", fail)
    for subject in ("statements", "claims", "speakers", "mismatches"):
        result = run("export", subject, "--format", "jsonl", "-o", "r.jsonl")
        assert (result.exit_code, "r.jsonl: cannot be written" in result.stderr) == (1, True)
    gc.collect()
    assert caplog.records == []
    assert list(tmp_path.iterdir()) == []
