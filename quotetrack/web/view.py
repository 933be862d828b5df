"""One request as its page sees it: in which language, for whom, as HTML or as JSON."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote, unquote, urlencode

from fastapi import Depends, Request, Response
from pydantic import BaseModel
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse

from quotetrack.errors import QuotetrackError
from quotetrack.html.show import is_address
from quotetrack.html.words import LANGUAGES, choose_language, get_glossary
from quotetrack.web.keys import VISIT_COOKIE, is_visit, make_visit
from quotetrack.web.show import FILTERS
from quotetrack.web.site import Site

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LANGUAGE_COOKIE = "quotetrack_language"
REVIEWER_COOKIE = "quotetrack_reviewer"
MOST_NAME = 100  # characters of a reviewer's name
_YEAR = 365 * 24 * 3600


class View:
    """A request with all that its answer depends on."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.site: Site = request.app.state.site
        cookies, query = request.cookies, request.query_params
        self._asked = query.get("lang")
        wanted = (self._asked, cookies.get(LANGUAGE_COOKIE))
        self.language = choose_language(*wanted, request.headers.get("accept-language"))
        self.t = get_glossary(self.language)
        self.as_json = _wants_json(request)
        visit = cookies.get(VISIT_COOKIE)
        self._is_new = not is_visit(visit)
        self._visit = make_visit() if visit is None or self._is_new else visit
        self.reviewer = unquote(cookies.get(REVIEWER_COOKIE, ""))[:MOST_NAME].strip()

    def session(self) -> AbstractContextManager[Session]:
        """Give the request's session."""
        return self.site.session()

    def name(self, group: str, value: str) -> str:
        """Return what a value of the program is called; itself, if it has no other name.

        For what comes from the log, which may have been altered by hand, and is shown all the same.
        """
        key = f"{group}.{value}"
        return self.t.get(key, value)

    @property
    def here(self) -> str:
        """The request's own address, to come back to."""
        if self.request.method != "GET":
            return "/"
        return self._write_address(dict(self.request.query_params.multi_items()))

    def link(self, **changed: str | None) -> str:
        """Return the request's own address with other parameters; None takes one away."""
        asked = dict(self.request.query_params.multi_items()) | changed
        return self._write_address({k: v for k, v in asked.items() if v is not None})

    @staticmethod
    def address(path: str, **asked: object) -> str:
        """Return an address of this page with parameters, without those that are None."""
        return f"{path}?{urlencode({k: v for k, v in asked.items() if v is not None})}"

    @property
    def as_twin(self) -> str:
        """The address of the same as JSON."""
        path, _, query = self.here.partition("?")
        named = "/index" if path == "/" else path
        return f"{named}.json{f'?{query}' if query else ''}"

    def _write_address(self, query: dict[str, str]) -> str:
        query.pop("lang", None)
        path = quote(self.request.url.path)
        return f"{path}?{urlencode(query)}" if query else path

    def answer(self, template: str, page: BaseModel, status: int = 200) -> Response:
        """Return a page, or what it is made from as JSON where that is asked for."""
        if self.as_json:
            return self.give(page, status)
        made = self.site.templates.get_template(template).render(
            page=page,
            view=self,
            t=self.t,
            form_key=self.site.keys.form_key(self._visit),
            languages=LANGUAGES,
            is_address=is_address,
            **{name: self._bind(show) for name, show in FILTERS.items()},
        )
        response = HTMLResponse(made, status, {"vary": "Accept, Accept-Language, Cookie"})
        self._set_cookies(response)
        return response

    def give(self, page: BaseModel, status: int = 200) -> Response:
        """Return what a page is made from, as JSON."""
        return Response(page.model_dump_json(), status, media_type="application/json")

    def refuse(self, status: int, problem: str) -> Response:
        """Return the page that says why a request cannot be done."""
        if self.as_json:
            return JSONResponse({"detail": problem}, status)
        return self.answer("problem.html", Problem(status=status, detail=problem), status)

    def go(self, address: str) -> RedirectResponse:
        """Send the browser to an address of this page, whatever else it may be."""
        return RedirectResponse(local(address), 303)

    def _bind(self, show: Callable[..., object]) -> Callable[..., object]:
        return lambda *values, **named: show(self, *values, **named)

    def _set_cookies(self, response: Response) -> None:
        if self._is_new:
            response.set_cookie(VISIT_COOKIE, self._visit, httponly=True, samesite="strict")
        if self._asked in LANGUAGES:
            response.set_cookie(
                LANGUAGE_COOKIE, self.language, _YEAR, httponly=True, samesite="lax"
            )


class Problem(BaseModel):
    """Why a request cannot be done."""

    status: int
    detail: str


def local(address: str) -> str:
    """Return an address of this page, the front for any other: "//evil.example", "\\\\evil"."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if plain and address.isprintable() else "/"


def keep_reviewer(response: Response, name: str) -> None:
    """Have the browser remember who reviews."""
    written = quote(name.strip()[:MOST_NAME])
    response.set_cookie(REVIEWER_COOKIE, written, _YEAR, httponly=True, samesite="lax")


async def _view(request: Request) -> View:
    asked = (request.url.path, *request.query_params.values())
    if any("\0" in words for words in map(unquote, asked)):
        raise QuotetrackError("the address holds a character that no text has")
    return View(request)


Asked = Annotated[View, Depends(_view)]


def _wants_json(request: Request) -> bool:
    if getattr(request.state, "json", False):
        return True
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted
