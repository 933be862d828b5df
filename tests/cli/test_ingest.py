"""`ingest`: every kind of bad input, the same article twice, and death in the middle."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from quotetrack.store.schema import check_database
from tests.cli.conftest import Run

TEXT = "“Kami siap,” kata Menteri Pertahanan Budi Santoso, Senin."
GOOD = json.dumps({"text": TEXT})


def count(database: str | Path, table: str) -> int:
    """Return how many rows a table holds."""
    with closing(sqlite3.connect(database)) as connection:
        number: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return number


@pytest.mark.parametrize(
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
@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_bad_input_is_refused_by_name_and_the_others_go_on(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    content: bytes | None,
    refusal: str,
    command: str,
) -> None:
    monkeypatch.setenv("QUOTETRACK_MAX_ARTICLE_BYTES", "2000")
    path = Path(name)
    path.parent.mkdir(exist_ok=True)
    if content is not None:
        path.write_bytes(content)
    Path("good.jsonl").write_text(GOOD)
    result = run("--db", "new.db", command, name.partition("/")[0], "good.jsonl")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith(refusal)
    assert "1 articles read" in result.stdout or "Budi Santoso" in result.stdout
    if command == "ingest":
        assert count("new.db", "articles") == 1
    else:
        assert not Path("new.db").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_other_encodings_are_decoded(run: Run, encoding: str) -> None:
    Path("a.txt").write_text(TEXT, encoding=encoding)
    assert run("--db", "new.db", "ingest", "a.txt").exit_code == 0
    with closing(sqlite3.connect("new.db")) as connection:
        assert connection.execute("SELECT text FROM articles").fetchall() == [(TEXT,)]


def test_the_same_article_twice_is_one_row_and_read_once(run: Run) -> None:
    Path("a.txt").write_text(TEXT)
    Path("b.jsonl").write_text(f"{GOOD}\n{GOOD}\n")
    first = run("--db", "new.db", "ingest", "a.txt", "b.jsonl", "a.txt")
    assert first.stdout.startswith("1 articles read, 3 read before, 0 refused; 1 statements")
    again = run("--db", "new.db", "ingest", "a.txt")
    assert again.stdout.startswith("0 articles read, 1 read before")
    assert (count("new.db", "articles"), count("new.db", "statements")) == (1, 1)
    assert count("new.db", "runs") == 2


def test_standard_input(run: Run) -> None:
    result = run("--db", "new.db", "ingest", "-", stdin=f"{GOOD}\nx\n")
    assert result.exit_code == 1
    assert result.stderr.startswith("refused: standard input:2: is not JSON")


_KILLED = """
import os, signal, sys
from quotetrack.cli import main
from quotetrack.ingest import load

save, calls = load.save_readings, []

def save_and_die(session, run_id, readings):
    if len(calls) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    calls.append(save(session, run_id, readings))
    if len(calls) == 2 and sys.argv[1] == "before commit":
        session.flush()
        os.kill(os.getpid(), signal.SIGKILL)

load.save_readings = save_and_die
main(["--db", "new.db", "ingest", "articles.jsonl"])
"""


@pytest.mark.parametrize(("moment", "whole"), [("before commit", 32), ("after commit", 64)])
def test_killed_in_the_middle_leaves_whole_articles_and_the_next_run_completes(
    run: Run, moment: str, whole: int
) -> None:
    texts = [f"“Harga naik {number} persen,” kata Budi Santoso." for number in range(100)]
    lines = (json.dumps({"text": text}) for text in texts)
    Path("articles.jsonl").write_text("\n".join(lines))
    killed = subprocess.run([sys.executable, "-c", _KILLED, moment], check=False)
    assert killed.returncode == -9
    tables = ("articles", "readings", "statements", "statement_parts")
    assert [count("new.db", table) for table in tables] == [whole] * 4
    assert check_database("sqlite:///new.db") == []
    result = run("--db", "new.db", "ingest", "articles.jsonl")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{100 - whole} articles read, {whole} read before")
    assert [count("new.db", table) for table in tables] == [100] * 4
    assert check_database("sqlite:///new.db") == []
