"""From what the user asks for to what the store is asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from quotetrack.cli.options import QuoteOptions
from quotetrack.errors import NotFoundError
from quotetrack.records import QuoteFilter, StoredSpeaker
from quotetrack.store.officials import list_officials
from quotetrack.store.speakers import (
    describe_speakers,
    find_speaker_ids,
    find_speakers,
    get_speakers,
    list_printed_terms,
    suggest_speakers,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MOST_LISTED = 20


def choose_quotes(session: Session, options: QuoteOptions) -> QuoteFilter:
    """Return the filter for the options, every speaker in it whom the name or the office fits.

    Where several fit, they are listed on standard error. Raises NotFoundError, with the nearest
    names, where none does.
    """
    return QuoteFilter(
        speaker_ids=_choose_ids(session, options),
        type=options.type,
        outlet=options.outlet,
        since=options.since,
        until=options.until,
        raw=options.raw,
    )


def _choose_ids(session: Session, options: QuoteOptions) -> tuple[int, ...] | None:
    if options.speaker is None:
        return None
    name, raw = options.speaker, options.raw
    ids = find_speaker_ids(session, name, raw=raw) if options.at is None else []
    if len(ids) == 1:  # nothing more need be known
        return tuple(ids)
    speakers = (
        describe_speakers(session, ids, name, raw=raw)
        if ids
        else choose_speakers(session, name, options.at, raw=raw)
    )
    if len(speakers) > 1:
        _list_matches(name, speakers)
    return tuple(speaker.id for speaker in speakers)


def choose_speakers(
    session: Session, name: str, at: date | None = None, *, raw: bool = False
) -> list[StoredSpeaker]:
    """Return whom a name fits, else who held the office of that name; a day asks for the office.

    Raises NotFoundError, with the nearest names, where there is nobody.
    """
    found = find_speakers(session, name, raw=raw) if at is None else []
    found = found or _find_holders(session, name, at) or find_speakers(session, name, raw=raw)
    if not found:
        raise NotFoundError(_explain_none(session, name))
    return found


def _find_holders(session: Session, office: str, at: date | None) -> list[StoredSpeaker]:
    # Here, not above: a name that is found need not wait for the word lists.
    from quotetrack.speakers.offices import find_holders

    listed = [(o.name, term) for o in list_officials(session) for term in o.terms]
    names = find_holders(office, listed, at)
    found = get_speakers(session, names)
    if names and not found:
        day = f" on {at}" if at else ""
        raise NotFoundError(f"{office!r}{day} was {', '.join(names)}, whom no article here quotes")
    return found or get_speakers(session, find_holders(office, list_printed_terms(session), at))


def _explain_none(session: Session, name: str) -> str:
    from quotetrack.speakers.offices import suggest_offices

    offices = {term.office for _, term in list_printed_terms(session)}
    offices |= {term.printed for o in list_officials(session) for term in o.terms}
    near = [*suggest_speakers(session, name), *suggest_offices(name, offices)]
    if near:
        return f"no speaker is called {name!r}; near to it: {', '.join(near)}"
    return f"no speaker is called {name!r}: `quotetrack speakers` lists those there are"


def _list_matches(name: str, speakers: list[StoredSpeaker]) -> None:
    click.echo(f"{len(speakers)} speakers fit {name!r}:", err=True)
    for speaker in speakers[:_MOST_LISTED]:
        office = f", {speaker.offices[0]}" if speaker.offices else ""
        click.echo(f"  {speaker.name}{office} ({speaker.statements} statements)", err=True)
    if len(speakers) > _MOST_LISTED:
        click.echo(f"  … and {len(speakers) - _MOST_LISTED} more", err=True)
