"""Speakers: the list, and each with names, offices, statements, sources, mismatches."""

from __future__ import annotations

from datetime import UTC, date, datetime

from fastapi import APIRouter, Response

from quotetrack.records import SpeakerKind
from quotetrack.search import read_query
from quotetrack.store.speakers import list_speakers_by_name
from quotetrack.store.statement_pages import list_newest
from quotetrack.web.answers import gives
from quotetrack.web.cursors import read_day_cursor, read_name_cursor, write_cursor
from quotetrack.web.deeds import Id
from quotetrack.web.filters import After, Filter, Filtered
from quotetrack.web.shapes import (
    AliasShape,
    MismatchShape,
    MonthShape,
    Shape,
    SpeakerShape,
    StatementShape,
    TermShape,
)
from quotetrack.web.shaping import read_mismatch, read_speaker, read_statement, read_term
from quotetrack.web.view import Asked

router = APIRouter()

_LISTED, _STATEMENTS, _MISMATCHES = 30, 20, 10
_MANY = 4_000  # statements: a fiftieth of what the page is made for


class SpeakersPage(Shape):
    """Speakers in the order of their names."""

    speakers: list[SpeakerShape]
    next: str | None = None


class SourceCount(Shape):
    """A medium, and how many statements came through it."""

    name: str
    statements: int


class Doubt(Shape):
    """Who may be the same person, and why."""

    name: str
    evidence: str


class SpeakerPage(Shape):
    """All that is known of a speaker; `statements` are those that fit the filter."""

    id: int
    name: str
    kind: SpeakerKind
    statements_count: int
    articles_count: int
    aliases: list[AliasShape]
    offices: list[TermShape]
    registry: list[TermShape]
    months: list[MonthShape]
    sources: list[SourceCount]
    mismatches: list[MismatchShape]
    mismatches_count: int
    perhaps: list[Doubt]
    filter: Filter
    statements: list[StatementShape]
    next: str | None = None
    today: date


@router.get("/speakers", responses=gives(SpeakersPage), summary="Speakers")
def show_speakers(view: Asked, after: After = None) -> Response:
    """List the speakers whom articles quote, by name."""
    place = read_name_cursor(after)
    with view.session() as session:
        found, follows = list_speakers_by_name(session, place, _LISTED, view.site.known.tallies)
    page = SpeakersPage(speakers=list(map(read_speaker, found)), next=write_cursor(follows))
    return view.answer("speakers.html", page)


@router.get("/speakers/{id}", responses=gives(SpeakerPage), summary="A speaker")
def show_speaker(view: Asked, id: Id, asked: Filtered, after: After = None) -> Response:
    """Show a speaker; whoever is taken for another one is shown as that one."""
    place = read_day_cursor(after)
    with view.session() as session:
        profile = view.site.profile(session, id)
        speaker = profile.speaker
        query = read_query(asked.q) if asked.q else None
        wanted = asked.quotes((speaker.id,))
        said: tuple[int, ...] = ()
        if speaker.statements >= _MANY:
            counted = view.site.known.tallies.count(session, [speaker.id])
            said = counted[speaker.id].statement_ids if counted else ()
        statements, follows = list_newest(session, wanted, query, place, _STATEMENTS, said=said)
    page = SpeakerPage(
        id=speaker.id,
        name=speaker.name,
        kind=speaker.kind,
        statements_count=speaker.statements,
        articles_count=speaker.articles,
        aliases=[
            AliasShape(name=a.name, statements=a.statements, outlets=list(a.outlets))
            for a in profile.aliases
        ],
        offices=list(map(read_term, profile.offices)),
        registry=list(map(read_term, profile.terms)),
        months=[MonthShape(month=month, statements=count) for month, count in profile.months],
        sources=[SourceCount(name=name, statements=count) for name, count in profile.sources],
        mismatches=list(map(read_mismatch, profile.mismatches[:_MISMATCHES])),
        mismatches_count=len(profile.mismatches),
        perhaps=[Doubt(name=name, evidence=evidence) for name, evidence in profile.doubts],
        filter=asked,
        statements=list(map(read_statement, statements)),
        next=write_cursor(follows),
        today=datetime.now(UTC).date(),
    )
    return view.answer("speaker.html", page)
