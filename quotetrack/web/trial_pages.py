"""A text pasted in and read at once; nothing of it is stored."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response

from quotetrack.errors import QuotetrackError
from quotetrack.ingest.text import read_text
from quotetrack.records import MismatchKind
from quotetrack.web.answers import changes, gives
from quotetrack.web.deeds import Sent
from quotetrack.web.shapes import Shape, StatementShape
from quotetrack.web.shaping import read_unstored
from quotetrack.web.view import Asked

router = APIRouter()

MOST_LETTERS = 100_000


class TriedMismatch(Shape):
    """Two names of the text that contradict each other."""

    kind: MismatchKind
    names: tuple[str, str]
    evidence: str


class TrialPage(Shape):
    """What was found in a text; its statements are numbered from 1."""

    text: str | None = None
    statements: tuple[StatementShape, ...] = ()
    mismatches: tuple[TriedMismatch, ...] = ()


@router.get("/try", responses=gives(TrialPage), summary="Try it")
def show_trial(view: Asked) -> Response:
    """Show the box into which an article is pasted."""
    return view.answer("trial.html", TrialPage())


@router.post("/try", responses=changes() | gives(TrialPage), summary="Read a text")
def try_text(
    sent: Sent, text: Annotated[str, Form(max_length=MOST_LETTERS, description="an article")]
) -> Response:
    """Read an article and show what is found in it. Nothing is stored."""
    # What a browser sends has the line ends of a form.
    plain = text.replace("\r\n", "\n").replace("\0", "\ufffd")
    if not plain.strip():
        raise QuotetrackError("nothing to read: paste an article")
    reading = sent.view.site.read(read_text(plain))
    page = TrialPage(
        text=plain,
        statements=tuple(
            read_unstored(number, statement, plain)
            for number, statement in enumerate(reading.statements, start=1)
        ),
        mismatches=tuple(
            TriedMismatch(kind=m.kind, names=m.names, evidence=m.evidence)
            for m in reading.mismatches
        ),
    )
    return sent.view.answer("trial.html", page)
