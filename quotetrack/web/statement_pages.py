"""A statement, its story, and what a reviewer decides about it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Response

from quotetrack.errors import QuotetrackError
from quotetrack.records import Correction, ReviewState, StatementType, StoredStatement, Verdict
from quotetrack.store.review_history import list_decisions
from quotetrack.store.statements import get_statement
from quotetrack.store.story import tell_story
from quotetrack.web.answers import changes, gives
from quotetrack.web.deeds import Done, Field, Id
from quotetrack.web.shapes import Shape, StatementShape
from quotetrack.web.shaping import read_review, read_statement
from quotetrack.web.view import Asked, local

router = APIRouter()

_STATES = {
    "confirm": ReviewState.CONFIRMED,
    "reject": ReviewState.DISMISSED,
    "correct": ReviewState.CORRECTED,
    "reopen": ReviewState.OPEN,
}


class EventShape(Shape):
    """An event of the log, and what it is to what was asked for."""

    number: int
    at: datetime
    by: str
    what: str


class StatementPage(Shape):
    """A statement as it holds, or as it was found if it is rejected, and what the log tells."""

    statement: StatementShape
    story: list[EventShape]


@router.get("/statements/{id}", responses=gives(StatementPage), summary="A statement")
def show_statement(view: Asked, id: Id) -> Response:
    """Show a statement, who decided what about it, and what the log tells of it."""
    with view.session() as session:
        stored = get_statement(session, id)
        past = list_decisions(session, [stored.id]).get(stored.id, [])
        told = tell_story(session, stored.id)
    statement = read_statement(stored, past)
    if past and statement.review is None and past[-1].review.state is not ReviewState.OPEN:
        rejected = read_review(past[-1].review, past[-1].changes)
        statement = statement.model_copy(update={"review": rejected})
    story = [
        EventShape(number=t.event.number, at=t.event.at, by=t.event.author, what=t.what)
        for t in told
    ]
    return view.answer("statement.html", StatementPage(statement=statement, story=story))


@router.post(
    "/statements/{id}/review",
    responses=changes(),
    status_code=303,
    summary="Review a statement",
    response_class=Response,
)
def review(
    deed: Done,
    id: Id,
    action: Annotated[Literal["confirm", "reject", "correct", "reopen"], Form()],
    speaker: Field = None,
    role: Field = None,
    type: Annotated[StatementType | None, Form()] = None,
    sources: Field = None,
    content: Field = None,
    note: Field = None,
) -> Response:
    """Confirm a statement, reject or correct it, or open it again. What is left out stays."""
    # Here, not above: what compares claims is slow to import.
    from quotetrack.store.statement_reviews import review_statements

    with deed.view.session() as session:
        correction = None
        if action == "correct":
            stored = get_statement(session, id)
            correction = find_correction(stored, speaker, role, type, sources, content)
        _refuse_nul(speaker, role, sources, content, note)
        verdict = Verdict(_STATES[action], deed.author, (note or "").strip() or None, correction)
        (reviewed,) = review_statements(session, [id], verdict)
    address = local(deed.back).partition("#")[0]
    joined = "&" if "?" in address else "?"
    return deed.done(f"{address}{joined}done={reviewed.id}#statement-{reviewed.id}")


def find_correction(
    stored: StoredStatement,
    speaker: str | None,
    role: str | None,
    type_: StatementType | None,
    sources: str | None,
    content: str | None,
) -> Correction:
    """Return what of a form is different from what it was printed with."""
    statement = stored.statement
    named = ", ".join(source.name for source in statement.sources)
    changed_sources = None
    if sources is not None and _bare(sources) != _bare(named):
        changed_sources = tuple(filter(None, map(str.strip, sources.split(","))))
    return Correction(
        speaker=_find_change(statement.speaker, speaker),
        role=_find_change(statement.role, role),
        type=type_ if type_ is not statement.type else None,
        sources=changed_sources,
        words=_find_change(stored.content, content),
    )


def _find_change(before: str | None, given: str | None) -> str | None:
    if given is None or _bare(given) == _bare(before or ""):
        return None
    return given.strip()


def _bare(text: str) -> str:
    return " ".join(text.split())


def _refuse_nul(*fields: str | None) -> None:
    if any("\0" in field for field in fields if field):
        raise QuotetrackError("a field holds a character that no text has")
