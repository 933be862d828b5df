"""A page of each sort, made once before somebody waits for it.

What the first request of a sort takes is mostly done once for all: its template and its queries are
compiled, the offices that articles print are read, what is said by those who are quoted most is
counted, what a review needs is imported, the model is loaded with which a text is tried. Meanwhile
the application answers already.
"""

from __future__ import annotations

import gc
from asyncio import Event
from importlib import import_module
from urllib.parse import urlencode

from anyio import to_thread
from starlette.types import ASGIApp, Message, Receive, Scope

from quotetrack.web.keys import ENTRY_COOKIE, VISIT_COOKIE, Keys, make_visit
from quotetrack.web.site import Site

# Offices, so that words, names and offices are looked for, the second in what articles print: the
# registry has none such. Things that there are in most databases: where there is none, only that
# page is not rehearsed.
_PATHS = (
    *("/", "/search?q=menteri", "/search?q=camat"),
    *("/mismatches", "/mismatches/1", "/articles", "/articles/1"),
    *("/statements/1", "/speakers", "/speakers/1?q=kata", "/speakers/1", "/claims", "/claims/1"),
    *("/export", "/log", "/try", "/reviewer", "/login", "/docs", "/openapi.json"),
)
_TEXT = "“Kami siap,” ujar Menteri Perdagangan Rina Melati, Selasa."


async def rehearse(app: ASGIApp, site: Site, ended: Event) -> None:
    """Ask an application for its pages, one after the other, and throw the answers away.

    Once the application has `ended` no other is asked for.
    """
    await to_thread.run_sync(import_module, "quotetrack.store.statement_reviews")
    await to_thread.run_sync(site.count_most_quoted)
    visit = make_visit()
    # Last, since loading the model takes longest.
    tried = _make_request("/try", site.keys, visit, "POST")
    for scope in (*(_make_request(path, site.keys, visit) for path in _PATHS), tried):
        if ended.is_set():
            return
        sent = {"key": site.keys.form_key(visit), "text": _TEXT} if scope is tried else {}
        await app(scope, _give(sent), _forget)
    # All this stays. To look through it for what may go would halt every request now and then, and
    # with the model in it for a fifth of a second.
    gc.collect()
    gc.freeze()


def _make_request(path: str, keys: Keys, visit: str, method: str = "GET") -> Scope:
    bare, _, query = path.partition("?")
    headers = {
        "host": "localhost",
        "cookie": f"{ENTRY_COOKIE}={keys.entry()}; {VISIT_COOKIE}={visit}",
        "content-type": "application/x-www-form-urlencoded",
    }
    return {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": bare,
        "raw_path": bare.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }


def _give(form: dict[str, str]) -> Receive:
    async def receive() -> Message:
        body = urlencode(form).encode()
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def _forget(message: Message) -> None:
    pass
