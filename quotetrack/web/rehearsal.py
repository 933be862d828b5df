"""A page of each sort, made once before somebody waits for it.

What the first request of a sort takes is mostly done once for all: its template and its queries are
compiled, the offices that articles print are read, what a review needs is imported. Meanwhile the
application answers already.
"""

from __future__ import annotations

from asyncio import Event
from importlib import import_module

from anyio import to_thread
from starlette.types import ASGIApp, Message, Scope

from quotetrack.web.keys import ENTRY_COOKIE, Keys

# An office, so that words, names and offices are looked for; things that there are in most
# databases. Where there is none, only that page is not rehearsed.
_PATHS = (
    *("/", "/search?q=menteri", "/mismatches", "/mismatches/1", "/articles", "/articles/1"),
    *("/statements/1", "/speakers", "/speakers/1?q=kata", "/speakers/1", "/claims", "/claims/1"),
    *("/export", "/log", "/try", "/reviewer", "/login", "/docs", "/openapi.json"),
)


async def rehearse(app: ASGIApp, keys: Keys, ended: Event) -> None:
    """Ask an application for its pages, one after the other, and throw the answers away.

    Once the application has `ended` no other is asked for.
    """
    await to_thread.run_sync(import_module, "quotetrack.store.statement_reviews")
    for path in _PATHS:
        if ended.is_set():
            return
        await app(_make_request(path, keys), _receive, _forget)


def _make_request(path: str, keys: Keys) -> Scope:
    bare, _, query = path.partition("?")
    headers = {"host": "localhost", "cookie": f"{ENTRY_COOKIE}={keys.entry()}"}
    return {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": bare,
        "raw_path": bare.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }


async def _receive() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _forget(message: Message) -> None:
    pass
