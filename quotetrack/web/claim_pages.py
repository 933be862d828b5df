"""Claims: the list, and each with its appearances compared."""

from __future__ import annotations

from fastapi import APIRouter, Response

from quotetrack.records import Attributed, StatementType
from quotetrack.speakers.wording import Change, describe_difference, find_difference
from quotetrack.store.claim_pages import read_claim_part
from quotetrack.store.claims import list_most_printed
from quotetrack.web.answers import gives
from quotetrack.web.cursors import read_count_cursor, read_day_cursor, write_cursor
from quotetrack.web.deeds import Id
from quotetrack.web.filters import After
from quotetrack.web.shapes import ListedClaimShape, Shape, StatementShape
from quotetrack.web.shaping import read_listed_claim, read_statement
from quotetrack.web.view import Asked

router = APIRouter()

_LISTED = 25


class ClaimsPage(Shape):
    """Claims, those with most statements first."""

    claims: list[ListedClaimShape]
    next: str | None = None


class Piece(Shape):
    """A stretch of words, and what became of it since the first appearance."""

    change: Change
    words: str


class AppearanceShape(Shape):
    """A statement of the claim, compared with the first one."""

    statement: StatementShape
    what: str
    pieces: list[Piece]


class ClaimPage(Shape):
    """A claim with the next of its appearances, the earliest first."""

    id: int
    type: StatementType
    content: str
    appearances_count: int
    outlets_count: int
    attributed: tuple[Attributed, ...]
    appearances: list[AppearanceShape]
    next: str | None = None


@router.get("/claims", responses=gives(ClaimsPage), summary="Claims")
def show_claims(view: Asked, after: After = None) -> Response:
    """List claims, those with most statements first."""
    place = read_count_cursor(after)
    with view.session() as session:
        found, follows = list_most_printed(session, place, _LISTED)
    page = ClaimsPage(claims=list(map(read_listed_claim, found)), next=write_cursor(follows))
    return view.answer("claims.html", page)


@router.get("/claims/{id}", responses=gives(ClaimPage), summary="A claim")
def show_claim(view: Asked, id: Id, after: After = None) -> Response:
    """Show where a claim was printed, with which words, and to whom it was given."""
    place = read_day_cursor(after)
    with view.session() as session:
        part = read_claim_part(session, id, place, _LISTED)
    first = read_statement(part.first)
    page = ClaimPage(
        id=id,
        type=first.type,
        content=first.content,
        appearances_count=part.appearances,
        outlets_count=part.outlets,
        attributed=part.attributed,
        appearances=[_compare(first, read_statement(found)) for found in part.statements],
        next=write_cursor(part.follows),
    )
    return view.answer("claim.html", page)


def _compare(first: StatementShape, found: StatementShape) -> AppearanceShape:
    difference = find_difference(first.content, found.content)
    what = "first" if found.id == first.id else describe_difference(difference)
    pieces = [Piece(change=change, words=words) for change, words in difference]
    return AppearanceShape(statement=found, what=what, pieces=pieces)
