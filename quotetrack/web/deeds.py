"""What changes something: a form that this program printed for this visitor, and who sends it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Form, Path
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from quotetrack.errors import QuotetrackError
from quotetrack.web.keys import VISIT_COOKIE
from quotetrack.web.view import MOST_NAME, Asked, View, keep_reviewer

LARGEST_ID = 2**31 - 1
MOST_WORDS = 20_000  # characters of a field, but for an article

Id = Annotated[int, Path(ge=1, le=LARGEST_ID, description="the number that lists give it")]
Field = Annotated[str | None, Form(max_length=MOST_WORDS)]


class Posted:
    """A form that may be acted upon."""

    def __init__(self, view: View, back: str) -> None:
        self.view = view
        self.back = back


class Deed(Posted):
    """A form that may change the database, and in whose name."""

    def __init__(self, view: View, back: str, by: str) -> None:
        super().__init__(view, back)
        self.author = by

    def done(self, address: str) -> RedirectResponse:
        """Send the browser on, and have it remember who decided."""
        response = self.view.go(address)
        keep_reviewer(response, self.author)
        return response


async def read_form(
    view: Asked,
    key: Annotated[str, Form(max_length=100, description="what the page's form holds")] = "",
    back: Annotated[str, Form(max_length=2000, description="where to go then")] = "/",
) -> Posted:
    """Return the form; raises HTTPException if it was not printed for this visitor."""
    keys, headers = view.site.keys, view.request.headers
    sent = keys.bears_token(headers.get("authorization"))
    if not sent and not keys.fits_form(view.request.cookies.get(VISIT_COOKIE), key):
        raise HTTPException(403, "this form is too old, or not from this page: load it again")
    return Posted(view, back)


async def read_deed(
    form: Annotated[Posted, Depends(read_form)],
    by: Annotated[str, Form(max_length=MOST_NAME, description="who decides")] = "",
) -> Deed:
    """Return the deed; raises HTTPException if nothing may be changed or nobody does it."""
    if form.view.site.read_only:
        raise HTTPException(403, "this page is read only: it was started with --read-only")
    author = by.strip() or form.view.reviewer
    if not author or "\0" in author:
        raise QuotetrackError("a decision needs an author: give your name")
    return Deed(form.view, form.back, author)


Sent = Annotated[Posted, Depends(read_form)]
Done = Annotated[Deed, Depends(read_deed)]
