"""`extract`: the contract, line by line, with no database."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import ARTICLES, Run
from tests.cli.test_main import PROGRAM


def test_one_object_an_article_in_the_order_of_the_input(program: Run, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(map(json.dumps, ARTICLES)))
    result = program("extract", str(path), "--format", "jsonl")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [article["id"] for article in found] == ["a1", "a2", "a3"]
    first = found[0]
    assert (first["title"], first["outlet"]) == ("Galuzin: Rudal Siap", "Kompas")
    (statement,) = first["statements"]
    text = ARTICLES[0]["text"]
    ((start, end),) = statement["content"]
    assert text[start:end].startswith("Rudal itu [sudah] siap")
    assert text[slice(*statement["cue"])] == "ujar"
    assert statement["speaker"] == "Mikhail Galuzin"
    assert statement["source"] == ["Sputnik"]
    assert [file.name for file in tmp_path.iterdir()] == ["articles.jsonl"]


def test_offsets_count_the_file_as_it_is(program: Run) -> None:
    text = "Judul\r\n“Kami siap,” kata Budi Santoso. 😀 “Ya,” kata Budi Santoso.\r\n"
    Path("a.txt").write_bytes(text.encode("utf-8-sig"))
    (line,) = program("extract", "a.txt", "--format", "jsonl").stdout.splitlines()
    article = json.loads(line)
    assert (article["title"], len(article["id"])) == ("Judul", 64)
    first, last = article["statements"]
    for statement, content in ((first, "Kami siap"), (last, "Ya")):
        ((start, end),) = statement["content"]
        assert text[start:end].rstrip(",") == content


def test_offsets_in_a_page_count_the_text_that_is_printed(program: Run) -> None:
    Path("a.html").write_text(
        "<html><body><article><p>Rapat &amp; makan.</p>\n"
        "<p>“Kami <b>siap</b>,” kata Budi Santoso kepada pers.</p></article></body></html>"
    )
    (line,) = program("extract", "a.html", "--format", "jsonl").stdout.splitlines()
    article = json.loads(line)
    (statement,) = article["statements"]
    ((start, end),) = statement["content"]
    assert article["text"][start:end].rstrip(",") == "Kami siap"
    assert article["text"][slice(*statement["cue"])] == "kata"


def test_the_table(program: Run) -> None:
    Path("a.txt").write_text("“Kami siap,” kata Budi Santoso.")
    result = program("extract", "a.txt")
    lines = result.stdout.splitlines()
    assert lines[0] == "(no outlet): a.txt"
    assert lines[1].split() == ["#", "Type", "Cue", "Source", "Speaker", "Role", "Content"]
    assert "Kami siap" in lines[2]


def test_an_article_without_statements(program: Run) -> None:
    Path("a.txt").write_text("Harga naik.")
    assert "no statement" in program("extract", "a.txt").stdout
    line = program("extract", "a.txt", "--format", "jsonl").stdout
    assert json.loads(line)["statements"] == []


@pytest.mark.parametrize("articles", [40])
def test_lines_are_written_before_the_input_ends(articles: int) -> None:
    with subprocess.Popen(
        [*PROGRAM, "extract", "-", "--format", "jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(articles):
            process.stdin.write(b'{"id": %d, "text": "Satu."}\n' % number)
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == "0"
        process.stdin.close()
        assert len(process.stdout.readlines()) == articles - 1
    assert process.returncode == 0
