"""The program run as a user runs it, and a small database made by it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quotetrack import pipeline
from quotetrack.cli import main

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


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database, to be read only, with ARTICLES and the packaged one."""
    folder = tmp_path_factory.mktemp("newsroom")
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)))
    seed = Path(__file__).parents[2] / "seeds" / "articles"
    path = folder / "newsroom.db"
    arguments = ["--db", str(path), "ingest", str(folder / "articles.jsonl"), str(seed)]
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(pipeline, "load_pipeline", load_pipeline)
        result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture
def run(newsroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs the program on the database, in an empty folder, and gives the result."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline, "load_pipeline", load_pipeline)
    monkeypatch.delenv("QUOTETRACK_MAX_ARTICLE_BYTES", raising=False)
    monkeypatch.setenv("QUOTETRACK_DATABASE_URL", str(newsroom))

    def invoke(*arguments: str, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, arguments, input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return invoke
