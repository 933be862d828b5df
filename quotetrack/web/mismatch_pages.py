"""The queue of mismatches: both passages side by side, and what a reviewer decides."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, BackgroundTasks, Form, Query, Response

from quotetrack.errors import NotFoundError, QuotetrackError
from quotetrack.records import MismatchKind, ReviewState
from quotetrack.store.mismatch_people import decide_people, find_pairs
from quotetrack.store.mismatches import find_passages, get_mismatch, list_likeliest
from quotetrack.store.reviews import decide_mismatch
from quotetrack.web.answers import changes, gives
from quotetrack.web.cursors import read_score_cursor, write_cursor
from quotetrack.web.deeds import LARGEST_ID, Done, Field, Id
from quotetrack.web.filters import After
from quotetrack.web.shapes import MismatchShape, Shape
from quotetrack.web.shaping import read_mismatch
from quotetrack.web.view import Asked, local

router = APIRouter()

_LISTED = 10
_STATES = {"confirm": ReviewState.CONFIRMED, "dismiss": ReviewState.DISMISSED}


class MismatchesPage(Shape):
    """Mismatches in a state, the likeliest first; `done` is the one that was decided just now."""

    state: ReviewState
    kind: MismatchKind | None = None
    mismatches: list[MismatchShape]
    done: MismatchShape | None = None
    next: str | None = None


class MismatchPage(Shape):
    """A mismatch."""

    mismatch: MismatchShape


@router.get("/mismatches", responses=gives(MismatchesPage), summary="The queue of mismatches")
def show_mismatches(
    view: Asked,
    state: Annotated[Literal["open", "confirmed", "dismissed"], Query()] = "open",
    kind: Annotated[str | None, Query(max_length=20, description="spelling, office …")] = None,
    done: Annotated[int | None, Query(ge=1, le=LARGEST_ID)] = None,
    after: After = None,
) -> Response:
    """List mismatches in a state, the likeliest first, each with both passages."""
    if kind and kind not in set(MismatchKind):
        raise QuotetrackError(f"no kind {kind!r}: choose one of {', '.join(MismatchKind)}")
    wanted, place = MismatchKind(kind) if kind else None, read_score_cursor(after)
    with view.session() as session:
        found, follows = list_likeliest(session, ReviewState(state), wanted, place, _LISTED)
        passages, pairs = find_passages(session, found), find_pairs(session, found)
        shapes = [read_mismatch(m, passages[m.id], pairs.get(m.id)) for m in found]
        decided = None
        if done is not None:
            try:
                decided = read_mismatch(get_mismatch(session, done))
            except NotFoundError:  # articles were compared anew meanwhile
                decided = None
    page = MismatchesPage(
        state=ReviewState(state),
        kind=wanted,
        mismatches=shapes,
        done=decided,
        next=write_cursor(follows),
    )
    return view.answer("mismatches.html", page)


@router.get("/mismatches/{id}", responses=gives(MismatchPage), summary="A mismatch")
def show_mismatch(view: Asked, id: Id) -> Response:
    """Show a mismatch with both passages."""
    with view.session() as session:
        stored = get_mismatch(session, id)
        passages, pairs = find_passages(session, [stored]), find_pairs(session, [stored])
    page = MismatchPage(mismatch=read_mismatch(stored, passages[id], pairs.get(id)))
    return view.answer("mismatch.html", page)


@router.post(
    "/mismatches/{id}",
    responses=changes(),
    status_code=303,
    summary="Decide about a mismatch",
    response_class=Response,
)
def decide(
    deed: Done,
    id: Id,
    later: BackgroundTasks,
    action: Annotated[Literal["confirm", "dismiss", "same", "different", "reopen"], Form()],
    note: Field = None,
) -> Response:
    """Confirm or dismiss a mismatch, say whether its names are one person's, or undo that."""
    reason = (note or "").replace("\0", "").strip() or None
    with deed.view.session() as session:
        if action in _STATES:
            decide_mismatch(session, id, _STATES[action], deed.author, reason)
        else:
            same = {"same": True, "different": False}.get(action)
            decide_people(session, id, same, deed.author, reason)
    address = local(deed.back).partition("#")[0]
    response = deed.done(_with_done(address, id))
    if action not in _STATES:
        # Who is who follows from all articles, which may take half a minute: nobody waits for it.
        later.add_task(_compare, deed)
        response.background = later
    return response


def _compare(deed: Done) -> None:
    from quotetrack.ingest.across import compare_articles

    compare_articles(deed.view.site.database)


def _with_done(address: str, id_: int) -> str:
    """Return the address of the queue that says what was decided."""
    path, _, query = address.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith("done=")]
    return f"{path}?{'&'.join([*kept, f'done={id_}'])}"
