"""Files, folders and standard input."""

from __future__ import annotations

import errno
import io
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from quotetrack.errors import InputError
from quotetrack.ingest import find_articles
from quotetrack.records import Article
from quotetrack.settings import Settings

SETTINGS = Settings(max_article_bytes=1000)


def outcomes(*paths: Path | str) -> list[str]:
    """Return each item as its text or its error."""
    items = find_articles([str(path) for path in paths], SETTINGS)
    return [item.text if isinstance(item, Article) else f"! {item}" for item in items]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with articles of every kind in two levels, and other files."""
    for name, content in {
        "b.txt": "B",
        "a.jsonl": '{"text": "A1"}\n{"text": "A2"}\n',
        "c.CSV": "text\nC\n",
        "notes.md": "no article",
        ".hidden.txt": "hidden",
        "sub/d.txt": "D",
        ".git/e.txt": "E",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
    return tmp_path


def test_a_folder_is_searched_through_and_through_in_order(folder: Path) -> None:
    assert outcomes(folder) == ["A1", "A2", "B", "C", "D"]


def test_paths_keep_their_order_and_errors_do_not_stop_the_others(folder: Path) -> None:
    missing = folder / "missing.txt"
    found = outcomes(folder / "b.txt", missing, folder / "notes.md", folder / "sub")
    assert found == [
        "B",
        f"! {missing}: no such file or folder",
        f"! {folder}/notes.md: is of a kind that is not read: give .txt, .jsonl, .jsonl.gz,"
        " .csv, .html or .htm files",
        "D",
    ]


@pytest.mark.parametrize("name", ["x.html", "x.htm", "x.HTML"])
def test_html_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("<html><body><p>“Kami siap,” kata Budi.</p></body></html>")
    assert outcomes(tmp_path) == ["“Kami siap,” kata Budi."]


@pytest.mark.parametrize("subfolder", [False, True])
def test_a_folder_without_articles_is_named(tmp_path: Path, subfolder: bool) -> None:
    if subfolder:
        (tmp_path / "empty").mkdir()
    (error,) = outcomes(tmp_path)
    assert error.startswith(f"! {tmp_path}: holds no article")


def test_what_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A")

    def refuse(*_: object, **__: object) -> NoReturn:
        # file modes cannot say this to root
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert "cannot be read" in outcomes(path)[0]


def test_standard_input_holds_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b'{"text": "A"}\nx\n'))
    monkeypatch.setattr(sys, "stdin", stdin)
    article, error = find_articles(["-"], SETTINGS)
    assert isinstance(article, Article)
    assert article.origin == "standard input:1"
    assert isinstance(error, InputError)
    assert str(error).startswith("standard input:2: is not JSON")
