"""Who looks: the token that lets in, and the name under which somebody reviews."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Response

from quotetrack.web.answers import changes, gives
from quotetrack.web.deeds import Done, Sent
from quotetrack.web.keys import ENTRY_COOKIE
from quotetrack.web.shapes import Shape
from quotetrack.web.view import Asked, local

router = APIRouter()

Back = Annotated[str, Query(max_length=2000, description="where to go then")]


class LoginPage(Shape):
    """Where the token is asked for."""

    back: str = "/"
    is_wrong: bool = False


class ReviewerPage(Shape):
    """Under which name decisions are kept."""

    name: str | None = None
    back: str = "/"


@router.get("/login", responses=gives(LoginPage), summary="Enter")
def show_login(view: Asked, back: Back = "/") -> Response:
    """Ask for the token."""
    return view.answer("login.html", LoginPage(back=local(back)))


@router.post("/login", responses=changes(), summary="Give the token", response_class=Response)
def login(sent: Sent, token: Annotated[str, Form(max_length=500)]) -> Response:
    """Let in whoever has the token."""
    keys = sent.view.site.keys
    if not keys.opens(token):
        page = LoginPage(back=local(sent.back), is_wrong=True)
        return sent.view.answer("login.html", page, 403)
    response = sent.view.go(sent.back)
    response.set_cookie(ENTRY_COOKIE, keys.entry(), httponly=True, samesite="strict")
    return response


@router.get("/reviewer", responses=gives(ReviewerPage), summary="Who reviews")
def show_reviewer(view: Asked, back: Back = "/") -> Response:
    """Ask for the name under which decisions are kept."""
    name = view.reviewer or view.site.reviewer
    return view.answer("reviewer.html", ReviewerPage(name=name, back=local(back)))


@router.post(
    "/reviewer",
    responses=changes(),
    status_code=303,
    summary="Say who reviews",
    response_class=Response,
)
def keep_name(deed: Done) -> Response:
    """Keep the name in a cookie."""
    return deed.done(local(deed.back))
