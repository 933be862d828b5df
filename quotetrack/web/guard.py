"""What stands before every address: the host, the token, sizes, the headers that bind a browser.

A page in another window may have its own name point to this machine, and read what it likes as if
it came from there: so only known names are answered, and addresses, which no name stands for.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quotetrack.web.keys import Keys

MOST_BYTES = 1_000_000  # of a request's body: what is pasted to be tried is an article

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^:\[\]]+))(?::\d+)?")
_OPEN = ("/login", "/static/")


class Guard:
    """Lets a request through to the application, or answers it."""

    def __init__(self, app: ASGIApp, keys: Keys, hosts: Iterable[str]) -> None:
        self._app = app
        self._keys = keys
        self._hosts = {"localhost", *(host.lower().strip("[]") for host in hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        answer = self._refuse(scope, headers)
        guarded = _with_headers(send, scope["path"])
        if answer is not None:
            await answer(scope, receive, guarded)
            return
        _take_ending(scope)
        await self._app(scope, _bounded(receive), guarded)

    def _refuse(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the answer to a request that comes no further."""
        if not self._is_known(headers.get("host", "")):
            return PlainTextResponse("this name is not one of this page's", 400)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return PlainTextResponse(f"a request may have {MOST_BYTES} bytes", 413)
        cookies = cookie_parser(headers.get("cookie", ""))
        path: str = scope["path"]
        if path.startswith(_OPEN) or self._keys.lets_in(cookies, headers.get("authorization")):
            return None
        if scope["method"] != "GET" or path.endswith(".json") or not _takes_html(headers):
            bearer = {"www-authenticate": "Bearer"}
            return JSONResponse({"detail": "send the token: Authorization: Bearer …"}, 401, bearer)
        query = scope.get("query_string", b"").decode("latin-1")
        back = quote(path + (f"?{query}" if query else ""), safe="")
        return RedirectResponse(f"/login?back={back}", 303)

    def _is_known(self, host: str) -> bool:
        match = _HOST.fullmatch(host)
        if match is None:
            return False
        name = match[1] or match[2]
        if name.lower().rstrip(".") in self._hosts:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


def _takes_html(headers: Headers) -> bool:
    accepted = headers.get("accept", "*/*")
    return "text/html" in accepted or "application/json" not in accepted


def _take_ending(scope: Scope) -> None:
    """Have `/claims/7.json` be asked for as `/claims/7`, in JSON."""
    path: str = scope["path"]
    if scope["method"] not in ("GET", "HEAD") or not path.endswith(".json"):
        return
    if path == "/openapi.json":
        return
    bare = path.removesuffix(".json")
    scope["path"] = "/" if bare == "/index" else bare
    scope["raw_path"] = scope["path"].encode("utf-8")
    scope.setdefault("state", {})["json"] = True


def _bounded(receive: Receive) -> Receive:
    """Return what receives a body, and refuses one that is longer than it said."""
    seen = 0

    async def read() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MOST_BYTES:
            raise HTTPException(413, f"a request may have {MOST_BYTES} bytes")
        return message

    return read


def _with_headers(send: Send, path: str) -> Send:
    async def write(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            # What is shown may be forgotten on a legal request: no copy of it is kept.
            static = path.startswith("/static/")
            headers["cache-control"] = "no-cache" if static else "no-store"
        await send(message)

    return write
