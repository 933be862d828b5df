"""The application: addresses, guards and error pages joined, over one open database."""

from __future__ import annotations

from asyncio import Event, create_task
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from quotetrack import __version__
from quotetrack.errors import QuotetrackError
from quotetrack.store.session import Database
from quotetrack.web import (
    article_pages,
    claim_pages,
    docs_pages,
    export_pages,
    front_pages,
    log_pages,
    mismatch_pages,
    speaker_pages,
    statement_pages,
    trial_pages,
    visit_pages,
)
from quotetrack.web.answers import find_status
from quotetrack.web.guard import Guard
from quotetrack.web.keys import Keys
from quotetrack.web.rehearsal import rehearse
from quotetrack.web.site import Site
from quotetrack.web.view import View

_STATIC: list[str | tuple[str, str]] = [("quotetrack.web", "static"), ("quotetrack.html", "static")]
_ROUTERS = (
    front_pages.router,
    article_pages.router,
    statement_pages.router,
    speaker_pages.router,
    claim_pages.router,
    mismatch_pages.router,
    trial_pages.router,
    export_pages.router,
    log_pages.router,
    visit_pages.router,
    docs_pages.router,
)
_AT_ONCE = 12  # SQLAlchemy keeps 5 connections, and opens 10 more
_ABOUT = (
    "Who said what, through whom, in Indonesian news. Every address gives a page, and the same as "
    "JSON where `.json` is put behind its path or `Accept: application/json` is sent."
)


def create_app(
    database: Database,
    *,
    token: str | None = None,
    read_only: bool = False,
    hosts: Iterable[str] = (),
    reviewer: str | None = None,
    rehearsed: bool = False,
) -> FastAPI:
    """Return the application on an open database, which stays the caller's to close.

    With a `token` nobody sees anything without it. `hosts` are names under which the page may be
    asked for, beside `localhost` and bare addresses; `reviewer` is proposed to who reviews. With
    `rehearsed` it makes a page of each sort to itself while it starts to answer.
    """
    app = FastAPI(
        lifespan=_run,
        title="quotetrack",
        description=_ABOUT,
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    app.state.rehearsed = rehearsed
    app.state.site = Site(database, Keys(token), read_only=read_only, reviewer=reviewer)
    for router in _ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(packages=_STATIC), name="static")
    app.add_exception_handler(QuotetrackError, _explain)
    app.add_exception_handler(HTTPException, _explain)
    app.add_exception_handler(RequestValidationError, _explain)
    app.add_middleware(Guard, keys=app.state.site.keys, hosts=frozenset(hosts))
    return app


@asynccontextmanager
async def _run(app: FastAPI) -> AsyncIterator[None]:
    # No more requests at once than the database has connections for: the others wait.
    to_thread.current_default_thread_limiter().total_tokens = _AT_ONCE
    if not app.state.rehearsed:
        yield
        return
    ended = Event()
    app.state.rehearsal = create_task(rehearse(app, app.state.site, ended))
    yield
    # Not cancelled: the page that is being made would go on in its thread, without the database.
    ended.set()
    await app.state.rehearsal


async def _explain(request: Request, error: Exception) -> Response:
    """Return the page that says what is wrong with a request."""
    return View(request).refuse(find_status(error), _find_words(error))


def _find_words(error: Exception) -> str:
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        place = " ".join(map(str, first["loc"][1:]))
        return f"{place}: {first['msg']}"
    return str(error.detail if isinstance(error, HTTPException) else error)
