"""The pages that are made at the start: each is one that there is, also where a token is asked."""

from __future__ import annotations

import asyncio

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from quotetrack.store.session import Database
from quotetrack.web.app import create_app
from quotetrack.web.rehearsal import rehearse
from tests.web.conftest import HERE


@pytest.mark.parametrize("token", [None, "a token of some length"])
def test_rehearse_every_sort(shared: Database, token: str | None) -> None:
    app = create_app(shared, token=token)
    answers: dict[str, int] = {}

    async def note(scope: Scope, receive: Receive, send: Send) -> None:
        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                answers[scope["path"]] = message["status"]
            await send(message)

        path = scope["path"]
        await app(scope, receive, keep)
        assert path in answers

    asyncio.run(rehearse(note, app.state.site.keys, asyncio.Event()))
    assert set(answers.values()) == {200}
    assert len(answers) > 10


def test_start_and_end(shared: Database) -> None:
    app = create_app(shared, rehearsed=True)
    with TestClient(app, base_url=HERE) as client:
        assert client.get("/").status_code == 200
    assert app.state.rehearsal.done()
    assert not app.state.rehearsal.cancelled()
