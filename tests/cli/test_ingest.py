"""`ingest`: every kind of bad input, and the same article twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from quotetrack.store.models import Article
from quotetrack.store.session import Database
from tests.cli.conftest import Run
from tests.databases import count_rows

TEXT = "“Kami siap,” kata Menteri Pertahanan Budi Santoso, Senin."
GOOD = json.dumps({"text": TEXT})


REFUSED = pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("missing.txt", None, "refused: missing.txt: no such file or folder"),
        ("empty.txt", b"", "refused: empty.txt: is empty"),
        ("blank.txt", b" \n\t\n", "refused: blank.txt: is empty"),
        ("binary.txt", bytes(range(256)) * 5, "refused: binary.txt: is binary"),
        ("large.txt", b"kata " * 401, "refused: large.txt: is larger than 2,000 bytes"),
        ("unknown.txt", b"\x81\x8d\x8f\x90\x9d" * 30, "refused: unknown.txt: is in no encoding"),
        ("page.html", b"<p>Isi</p>", "refused: page.html: holds no article text"),
        ("notes.docx", b"PK", "refused: notes.docx: is of a kind that is not read"),
        ("no_text.jsonl", b'{"title": "J"}\n', "refused: no_text.jsonl:1: has no field “text”"),
        ("no_json.jsonl", b"[broken\n", "refused: no_json.jsonl:1: is not JSON"),
        (
            "large.jsonl",
            b'{"text": "' + b"kata " * 401 + b'"}',
            "refused: large.jsonl:1: is longer than 2,000 bytes",
        ),
        (
            "half.jsonl",
            b'{"text": "\\ud800"}\n',
            "refused: half.jsonl:1: holds half of a surrogate pair",
        ),
        ("folder/notes.md", b"", "refused: folder: holds no article"),
    ],
)


@pytest.fixture
def mixed(
    monkeypatch: pytest.MonkeyPatch, program: Run, name: str, content: bytes | None
) -> tuple[str, str]:
    """Return the paths of a bad input and of a good one."""
    monkeypatch.setenv("QUOTETRACK_MAX_ARTICLE_BYTES", "2000")
    path = Path(name)
    path.parent.mkdir(exist_ok=True)
    if content is not None:
        path.write_bytes(content)
    Path("good.jsonl").write_text(GOOD)
    return name.partition("/")[0], "good.jsonl"


@REFUSED
def test_bad_input_is_refused_by_name_and_the_others_go_on(
    program: Run, database_url: str, mixed: tuple[str, str], refusal: str
) -> None:
    result = program("--db", database_url, "ingest", *mixed)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith(refusal)
    assert "1 articles read" in result.stdout
    assert count_rows(database_url, "articles") == 1


@REFUSED
def test_extract_refuses_the_same(program: Run, mixed: tuple[str, str], refusal: str) -> None:
    result = program("--db", "new.db", "extract", *mixed)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith(refusal)
    assert "Budi Santoso" in result.stdout
    assert not Path("new.db").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_other_encodings_are_decoded(
    program: Run, database_url: str, database: Database, encoding: str
) -> None:
    Path("a.txt").write_text(TEXT, encoding=encoding)
    assert program("--db", database_url, "ingest", "a.txt").exit_code == 0
    with database.session() as session:
        assert session.scalars(select(Article.text)).all() == [TEXT]


def test_the_same_article_twice_is_one_row_and_read_once(program: Run, empty_url: str) -> None:
    Path("a.txt").write_text(TEXT)
    Path("b.jsonl").write_text(f"{GOOD}\n{GOOD}\n")
    first = program("--db", empty_url, "ingest", "a.txt", "b.jsonl", "a.txt")
    assert first.stdout.startswith("1 articles read, 3 read before, 0 refused; 1 statements")
    again = program("--db", empty_url, "ingest", "a.txt")
    assert again.stdout.startswith("0 articles read, 1 read before")
    counts = [count_rows(empty_url, table) for table in ("articles", "statements", "runs")]
    assert counts == [1, 1, 2]


def test_standard_input(program: Run, database_url: str) -> None:
    result = program("--db", database_url, "ingest", "-", stdin=f"{GOOD}\nx\n")
    assert result.exit_code == 1
    assert result.stderr.startswith("refused: standard input:2: is not JSON")
