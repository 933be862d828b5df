"""Claims: the list, and each with its appearances compared."""

from __future__ import annotations

from collections import defaultdict

from fastapi import APIRouter, Response

from quotetrack.speakers.wording import Change, describe_difference, find_difference
from quotetrack.store.claims import get_claim, list_most_printed
from quotetrack.web.answers import gives
from quotetrack.web.cursors import read_count_cursor, write_cursor
from quotetrack.web.deeds import Id
from quotetrack.web.filters import After
from quotetrack.web.shapes import ListedClaimShape, Shape, StatementShape
from quotetrack.web.shaping import read_listed_claim, read_statement
from quotetrack.web.view import Asked

router = APIRouter()

_LISTED, _MOST_COMPARED = 25, 200


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


class Attribution(Shape):
    """To whom outlets gave the claim."""

    speaker: str | None
    speaker_id: int | None
    role: str | None
    outlets: list[str]
    statements: int


class ClaimPage(Shape):
    """A claim with its appearances, the first one first; the first 200 where there are more."""

    id: int
    content: str
    appearances_count: int
    outlets_count: int
    attributed: list[Attribution]
    appearances: list[AppearanceShape]


@router.get("/claims", responses=gives(ClaimsPage), summary="Claims")
def show_claims(view: Asked, after: After = None) -> Response:
    """List claims, those with most statements first."""
    place = read_count_cursor(after)
    with view.session() as session:
        found, follows = list_most_printed(session, place, _LISTED)
    page = ClaimsPage(claims=list(map(read_listed_claim, found)), next=write_cursor(follows))
    return view.answer("claims.html", page)


@router.get("/claims/{id}", responses=gives(ClaimPage), summary="A claim")
def show_claim(view: Asked, id: Id) -> Response:
    """Show where a claim was printed, with which words, and to whom it was given."""
    with view.session() as session:
        claim = get_claim(session, id)
    statements = list(map(read_statement, claim.statements))
    page = ClaimPage(
        id=claim.id,
        content=claim.first.content,
        appearances_count=claim.appearances,
        outlets_count=claim.outlets,
        attributed=_attribute(statements),
        appearances=[_compare(statements[0], found) for found in statements[:_MOST_COMPARED]],
    )
    return view.answer("claim.html", page)


def _compare(first: StatementShape, found: StatementShape) -> AppearanceShape:
    difference = find_difference(first.content, found.content)
    what = "first" if found is first else describe_difference(difference)
    pieces = [Piece(change=change, words=words) for change, words in difference]
    return AppearanceShape(statement=found, what=what, pieces=pieces)


def _attribute(statements: list[StatementShape]) -> list[Attribution]:
    """Return to whom the statements are given, in the order in which that was printed first."""
    given: defaultdict[tuple[str | None, int | None, str | None], list[StatementShape]]
    given = defaultdict(list)
    for found in statements:
        given[found.speaker, found.speaker_id, found.role].append(found)
    return [
        Attribution(
            speaker=speaker,
            speaker_id=speaker_id,
            role=role,
            outlets=_list_outlets(said),
            statements=len(said),
        )
        for (speaker, speaker_id, role), said in given.items()
    ]


def _list_outlets(said: list[StatementShape]) -> list[str]:
    outlets = (found.article.outlet for found in said if found.article)
    return list(dict.fromkeys(outlet for outlet in outlets if outlet))
