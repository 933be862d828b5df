"""The log of events, the newest first."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from quotetrack.records import StoredEvent
from quotetrack.store.events import list_events
from quotetrack.web.answers import gives
from quotetrack.web.deeds import LARGEST_ID
from quotetrack.web.shapes import Shape
from quotetrack.web.view import Asked

router = APIRouter()

_LISTED = 50


class DecidedShape(Shape):
    """What somebody decided; `changes` says by name what was put in place of what.

    `key` is a statement's number or a name, where those are what was decided about.
    """

    subject: str
    key: str | None
    state: str
    changes: dict[str, tuple[str, str]]
    note: str | None


class LoggedShape(Shape):
    """An event; `link` is the address of what it is about, where that has one."""

    number: int
    at: datetime
    kind: str
    by: str
    about: str
    about_id: int | None
    decided: DecidedShape | None
    link: str | None
    hash: str


class LogPage(Shape):
    """Events, the newest first."""

    events: list[LoggedShape]
    next: int | None = None


@router.get("/log", responses=gives(LogPage), summary="The log")
def show_log(
    view: Asked,
    before: Annotated[int | None, Query(ge=1, le=LARGEST_ID, description="`next`")] = None,
) -> Response:
    """List what happened to the database, the newest first."""
    with view.session() as session:
        events = list_events(session, before, _LISTED + 1)
    follows = events[_LISTED - 1].number if len(events) > _LISTED else None
    shown = list(map(_read_event, events[:_LISTED]))
    return view.answer("log.html", LogPage(events=shown, next=follows))


def _read_event(event: StoredEvent) -> LoggedShape:
    return LoggedShape(
        number=event.number,
        at=event.at,
        kind=event.kind,
        by=event.author,
        about=event.about,
        about_id=event.about_id,
        decided=_read_decision(event.payload) if event.about == "review" else None,
        link=_find_link(event),
        hash=event.hash,
    )


def _read_decision(decided: dict[str, Any]) -> DecidedShape | None:
    if not decided:
        return None
    subject = decided["subject"]
    return DecidedShape(
        subject=subject,
        key=decided["key"] if subject in ("statement", "alias") else None,
        state=decided["state"],
        changes=json.loads(decided.get("correction") or "{}"),
        note=decided.get("reason"),
    )


def _find_link(event: StoredEvent) -> str | None:
    if event.about == "review" and event.payload.get("subject") == "statement":
        return f"/statements/{event.payload['key']}"
    if event.about == "article" and event.about_id is not None:
        return f"/articles/{event.about_id}"
    return None
