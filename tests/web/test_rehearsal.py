"""The pages that are made at the start: each is one that there is, also where a token is asked."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from spacy.language import Language
from starlette.types import Message, Receive, Scope, Send

from quotetrack import pipeline
from quotetrack.store.session import Database
from quotetrack.web.app import create_app
from quotetrack.web.rehearsal import rehearse
from tests.cli.conftest import load_pipeline
from tests.web.conftest import HERE


@pytest.fixture(autouse=True)
def loaded(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """How often the model was loaded, a word each; what was frozen is let go again."""
    asked: list[str] = []

    def load() -> Language:
        asked.append("loaded")
        return load_pipeline()

    monkeypatch.setattr(pipeline, "load_pipeline", load)
    yield asked
    gc.unfreeze()


@pytest.mark.parametrize("token", [None, "a token of some length"])
def test_rehearse_every_sort(shared: Database, token: str | None, loaded: list[str]) -> None:
    app = create_app(shared, token=token)
    answers: dict[tuple[str, str], int] = {}

    async def note(scope: Scope, receive: Receive, send: Send) -> None:
        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                answers[asked] = message["status"]
            await send(message)

        asked = (scope["method"], scope["path"])
        await app(scope, receive, keep)
        assert asked in answers

    asyncio.run(rehearse(note, app.state.site, asyncio.Event()))
    assert set(answers.values()) == {200}
    assert len(answers) > 10
    assert ("POST", "/try") in answers
    assert loaded == ["loaded"]
    assert gc.get_freeze_count()


def test_nothing_is_loaded_once_it_ended(shared: Database, loaded: list[str]) -> None:
    app, ended = create_app(shared), asyncio.Event()
    ended.set()
    frozen = gc.get_freeze_count()
    asyncio.run(rehearse(app, app.state.site, ended))
    assert loaded == []
    assert gc.get_freeze_count() == frozen


def test_start_and_end(shared: Database) -> None:
    app = create_app(shared, rehearsed=True)
    with TestClient(app, base_url=HERE) as client:
        assert client.get("/").status_code == 200
    assert app.state.rehearsal.done()
    assert not app.state.rehearsal.cancelled()
