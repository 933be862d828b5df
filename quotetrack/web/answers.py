"""What an answer is: a page, or its shape as JSON, or why there is none; as OpenAPI says it."""

from __future__ import annotations

from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from quotetrack.errors import DatabaseError, NotFoundError


class Refusal(BaseModel):
    """Why a request cannot be done."""

    detail: str


_HTML = {"text/html": {"schema": {"type": "string"}}}
_REFUSED: dict[int | str, dict[str, Any]] = {
    status: {"model": Refusal, "description": what, "content": _HTML}
    for status, what in {
        400: "What is asked for makes no sense.",
        404: "There is no such thing.",
        422: "A parameter is not of its kind.",
        503: "The database cannot be used now.",
    }.items()
}
_CHANGED: dict[int | str, dict[str, Any]] = {303: {"description": "Done: the page to go on with."}}
_FORBIDDEN: dict[int | str, dict[str, Any]] = {
    403: {"model": Refusal, "description": "The form's key is wrong, or the page is read only."},
}


def gives(shape: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    """Return the answers of an address that shows something."""
    page = {"model": shape, "description": "The page, or this.", "content": _HTML}
    return {200: page, **_REFUSED}


def changes() -> dict[int | str, dict[str, Any]]:
    """Return the answers of an address that changes something."""
    return {**_CHANGED, **_FORBIDDEN, **_REFUSED}


def find_status(error: Exception) -> int:
    """Return the status of the answer that says why a request cannot be done."""
    if isinstance(error, HTTPException):
        return error.status_code
    if isinstance(error, RequestValidationError):
        return 422
    if isinstance(error, NotFoundError):
        return 404
    return 503 if isinstance(error, DatabaseError) else 400
