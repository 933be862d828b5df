"""The log of events, the newest first."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from quotetrack.records import StoredEvent
from quotetrack.store.corrections import tell_changes
from quotetrack.store.events import list_events
from quotetrack.web.answers import gives
from quotetrack.web.deeds import LARGEST_ID
from quotetrack.web.shapes import Shape
from quotetrack.web.view import Asked

router = APIRouter()

_LISTED = 50


class LoggedShape(Shape):
    """An event; `link` is the address of what it is about, where that has one."""

    number: int
    at: datetime
    kind: str
    by: str
    about: str
    about_id: int | None
    told: str | None
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
        told=_tell(event.payload) if event.about == "review" else None,
        link=_find_link(event),
        hash=event.hash,
    )


def _tell(decided: dict[str, Any]) -> str | None:
    """Return what was decided, in a line."""
    if not decided:
        return None
    changed = tell_changes(json.loads(decided.get("correction") or "{}"))
    why = f" ({decided['reason']})" if decided.get("reason") else ""
    subject = decided["subject"]
    key = f" {decided['key']}" if subject in ("statement", "alias") else ""
    return f"{subject}{key} {decided['state']}{f': {changed}' if changed else ''}{why}"


def _find_link(event: StoredEvent) -> str | None:
    if event.about == "review" and event.payload.get("subject") == "statement":
        return f"/statements/{event.payload['key']}"
    if event.about == "article" and event.about_id is not None:
        return f"/articles/{event.about_id}"
    return None
