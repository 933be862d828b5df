"""The front, and what a search finds: a name, an office, words of a quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Response

from quotetrack.choosing import find_holders, may_be_office
from quotetrack.errors import NotFoundError, QuotetrackError
from quotetrack.records import ReviewState, StoredSpeaker, StoredStatement
from quotetrack.search import read_query
from quotetrack.store.articles import list_latest
from quotetrack.store.mismatches import list_likeliest
from quotetrack.store.speakers import find_speakers
from quotetrack.store.statement_pages import list_newest
from quotetrack.web.answers import gives
from quotetrack.web.cursors import read_day_cursor, write_cursor
from quotetrack.web.filters import After, Filter, Filtered
from quotetrack.web.shapes import (
    FiguresShape,
    ListedArticleShape,
    MismatchShape,
    Shape,
    SpeakerShape,
    StatementShape,
)
from quotetrack.web.shaping import (
    read_figures,
    read_listed_article,
    read_mismatch,
    read_speaker,
    read_statement,
)
from quotetrack.web.view import Asked

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from quotetrack.web.view import View

router = APIRouter()

_LATEST, _MISMATCHES, _SPEAKERS, _STATEMENTS = 10, 5, 12, 20


class FrontPage(Shape):
    """What there is."""

    figures: FiguresShape
    articles: list[ListedArticleShape]
    mismatches: list[MismatchShape]


class SearchPage(Shape):
    """Who has the name or held the office, and what was said in these words.

    `speakers_found` counts all of whom the first are listed; `problem` says why no statement is
    looked for.
    """

    filter: Filter
    by_office: bool
    speakers: list[SpeakerShape]
    speakers_found: int
    statements: list[StatementShape]
    problem: str | None = None
    next: str | None = None


@router.get("/", responses=gives(FrontPage), summary="The front page")
def show_front(view: Asked) -> Response:
    """Figures, the latest articles, the likeliest open mismatches."""
    with view.session() as session:
        articles, _ = list_latest(session, most=_LATEST)
        mismatches, _ = list_likeliest(session, ReviewState.OPEN, most=_MISMATCHES)
        page = FrontPage(
            figures=read_figures(view.site.figures(session)),
            articles=list(map(read_listed_article, articles)),
            mismatches=list(map(read_mismatch, mismatches)),
        )
    return view.answer("front.html", page)


@router.get("/search", responses=gives(SearchPage), summary="Search")
def search(view: Asked, asked: Filtered, after: After = None) -> Response:
    """Speakers by name or office, and statements by words, the newest first."""
    if asked.q is None:
        return view.go("/")
    place = read_day_cursor(after)
    with view.session() as session:
        speakers, by_office = _find_people(view, session, asked.q) if place is None else ([], False)
        statements: list[StoredStatement] = []
        follows, problem = None, None
        try:
            query = read_query(asked.q)
            statements, follows = list_newest(session, asked.quotes(), query, place, _STATEMENTS)
        except QuotetrackError as error:
            problem = str(error)
        page = SearchPage(
            filter=asked,
            by_office=by_office,
            speakers=list(map(read_speaker, speakers[:_SPEAKERS])),
            speakers_found=len(speakers),
            statements=list(map(read_statement, statements)),
            problem=problem,
            next=write_cursor(follows),
        )
    return view.answer("search.html", page)


def _find_people(view: View, session: Session, name: str) -> tuple[list[StoredSpeaker], bool]:
    """Return whom a name fits, else who held the office of that name; and whether it is one."""
    found = find_speakers(session, name, tallies=view.site.known.tallies)
    if found or not may_be_office(name):
        return found, False
    try:
        return find_holders(session, name, view.site.known), True
    except NotFoundError:
        return [], True
