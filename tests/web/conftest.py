"""The page over a database of either engine, asked as a browser asks it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from quotetrack import pipeline
from quotetrack.store.session import Database, open_database
from quotetrack.web.app import create_app
from tests.cli.conftest import ARTICLES, ingest, load_pipeline
from tests.databases import Databases

HERE = "http://localhost"
WORDS = "Harga beras akan turun di semua pasar mulai bulan depan"
EVIL = "<script>alert('x')</script><img src=x onerror=alert(1)>"
MORE = [
    {
        "id": "evil",
        "outlet": EVIL,
        "date": "2023-01-01",
        "title": EVIL,
        "url": "javascript:alert(1)",
        "text": f"“Kami {EVIL} siap,” ujar Menteri Perdagangan {EVIL}, Rina Santoso, Selasa.",
    },
    {
        "id": "c1",
        "outlet": "Antara",
        "date": "2023-03-01",
        "text": f"“{WORDS},” ujar Menteri Perdagangan Rina Melati.",
    },
    {
        "id": "c2",
        "outlet": "Detik",
        "date": "2023-03-02",
        "text": f"“{WORDS},” ujar Menteri Pertanian Arif Wibowo.",
    },
    {
        "id": "c3",
        "outlet": "Tempo",
        "date": "2023-03-03",
        "text": f"“{WORDS}, insyaallah,” ujar Menteri Perdagangan Rina Melati.",
    },
]


@pytest.fixture(scope="session")
def newsroom(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a database, to be copied, with articles of all sorts and the packaged one."""
    url = databases.create()
    seed = Path(__file__).parents[2] / "seeds" / "articles"
    ingest(url, tmp_path_factory.mktemp("newsroom"), [*ARTICLES, *MORE], str(seed))
    return url


@pytest.fixture(scope="module")
def shared(databases: Databases, newsroom: str) -> Iterator[Database]:
    """A copy of that database, to be looked at only."""
    url = databases.create(newsroom)
    with open_database(url) as database:
        yield database
    databases.drop(url)


@pytest.fixture
def own(databases: Databases, newsroom: str) -> Iterator[Database]:
    """A copy of that database, to be changed."""
    url = databases.create(newsroom)
    with open_database(url) as database:
        yield database
    databases.drop(url)


@pytest.fixture(scope="module")
def page(shared: Database) -> Iterator[TestClient]:
    """The page, to be looked at only."""
    with TestClient(create_app(shared), base_url=HERE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def desk(own: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The page, to be worked with."""
    monkeypatch.setattr(pipeline, "load_pipeline", load_pipeline)
    with TestClient(create_app(own), base_url=HERE, follow_redirects=False) as client:
        yield client


def find_key(html: str) -> str:
    """Return what the forms of a page hold."""
    match = re.search(r'name="key" value="([0-9a-f]{64})"', html)
    assert match
    return match[1]


def find_article(client: TestClient, key: str) -> dict[str, object]:
    """Return an article's page as JSON."""
    answer = client.get(f"/articles/{key}.json")
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found
