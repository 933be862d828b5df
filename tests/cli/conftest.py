"""The program run as a user runs it, and a small database made by it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quotetrack import pipeline
from quotetrack.cli import main
from tests.databases import Databases

ARTICLES = [
    {
        "id": "a1",
        "outlet": "Kompas",
        "date": "2022-12-25",
        "title": "Galuzin: Rudal Siap",
        "url": "https://example.org/1",
        "text": "“Rudal itu [sudah] siap,” ujar Wakil Menteri Luar Negeri Rusia, Mikhail Galuzin,"
        " dikutip dari Sputnik, Minggu.",
    },
    {
        "id": "a2",
        "outlet": "Tempo",
        "date": "2022-12-26",
        "title": "Santoso Khawatir",
        "text": "Presiden Budi Santoso mengatakan bahwa harga akan turun.\n\n“Kami khawatir,” kata"
        " Budi Santoso, Senin.",
    },
    {
        "id": "a3",
        "outlet": "Tempo",
        "text": "“Harga naik,” kata Menteri Perdagangan Rina Santoso, Selasa.",
    },
]

Run = Callable[..., Result]

# Loaded once for all tests that run in this process.
load_pipeline = cache(pipeline.load_pipeline)


def ingest(url: str, folder: Path, articles: list[dict[str, str]], *paths: str) -> None:
    """Ingest articles, and those at some paths, by way of a file in a folder."""
    file = folder / "articles.jsonl"
    file.write_text("\n".join(map(json.dumps, articles)))
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(pipeline, "load_pipeline", load_pipeline)
        result = CliRunner().invoke(main, ["--db", url, "ingest", str(file), *paths])
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="session")
def newsroom(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the URL of a database, to be read only, with ARTICLES and the packaged one."""
    url = databases.create()
    seed = Path(__file__).parents[2] / "seeds" / "articles"
    ingest(url, tmp_path_factory.mktemp("newsroom"), ARTICLES, str(seed))
    return url


@pytest.fixture
def copy(databases: Databases, newsroom: str) -> Iterator[str]:
    """Return the URL of a copy of that database, to be altered or spoilt."""
    url = databases.create(newsroom)
    yield url
    databases.drop(url)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs the program, in an empty folder without a database, and gives the result."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline, "load_pipeline", load_pipeline)
    for name in ("QUOTETRACK_MAX_ARTICLE_BYTES", "QUOTETRACK_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*arguments: str, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, arguments, input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return invoke


@pytest.fixture
def run(program: Run, newsroom: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs the program on the database, in an empty folder, and gives the result."""
    monkeypatch.setenv("QUOTETRACK_DATABASE_URL", newsroom)
    return program
