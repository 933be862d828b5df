"""Whom a name or an office means, and which statements are: for the command line and the page.

Apart from both because it joins the store with what is known of offices.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from quotetrack.asking import QuoteOptions
from quotetrack.errors import NotFoundError
from quotetrack.records import QuoteFilter, StoredSpeaker, Term
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


@dataclass(frozen=True, slots=True)
class KnownOffices:
    """Who held which office: by the registry, and by what articles print."""

    registry: tuple[tuple[str, Term], ...]
    printed: tuple[tuple[str, Term], ...]


def read_offices(session: Session) -> KnownOffices:
    """Return all offices that the database knows of; looks at every statement."""
    return KnownOffices(_read_registry(session), tuple(list_printed_terms(session)))


def _read_registry(session: Session) -> tuple[tuple[str, Term], ...]:
    return tuple((o.name, term) for o in list_officials(session) for term in o.terms)


def choose_quotes(
    session: Session, options: QuoteOptions
) -> tuple[QuoteFilter, list[StoredSpeaker]]:
    """Return the filter for the options, with every speaker whom the name or the office fits.

    Where several fit, they are the second value. Raises NotFoundError, with the nearest names,
    where none does.
    """
    ids, several = _choose_ids(session, options)
    wanted = QuoteFilter(
        speaker_ids=ids,
        type=options.type,
        outlet=options.outlet,
        since=options.since,
        until=options.until,
        raw=options.raw,
    )
    return wanted, several


def _choose_ids(
    session: Session, options: QuoteOptions
) -> tuple[tuple[int, ...] | None, list[StoredSpeaker]]:
    if options.speaker is None:
        return None, []
    name, raw = options.speaker, options.raw
    ids = find_speaker_ids(session, name, raw=raw) if options.at is None else []
    if len(ids) == 1:  # nothing more need be known
        return tuple(ids), []
    speakers = (
        describe_speakers(session, ids, name, raw=raw)
        if ids
        else choose_speakers(session, name, options.at, raw=raw)
    )
    return tuple(speaker.id for speaker in speakers), speakers if len(speakers) > 1 else []


def choose_speakers(
    session: Session, name: str, at: date | None = None, *, raw: bool = False
) -> list[StoredSpeaker]:
    """Return whom a name fits, else who held the office of that name; a day asks for the office.

    Raises NotFoundError, with the nearest names, where there is nobody.
    """
    found = find_speakers(session, name, raw=raw) if at is None else []
    if found:
        return found
    # The registry first: to know what is printed, every statement is looked at.
    if found := find_holders(session, name, KnownOffices(_read_registry(session), ()), at):
        return found
    known = read_offices(session)
    found = find_holders(session, name, known, at) or find_speakers(session, name, raw=raw)
    if not found:
        raise NotFoundError(_explain_none(session, name, known))
    return found


def may_be_office(words: str) -> bool:
    """Return whether a word of a post is among the words: "Menteri Luar Negeri"."""
    from quotetrack.speakers.offices import read_office

    return bool(read_office(words).post)


def find_holders(
    session: Session, office: str, known: KnownOffices, at: date | None = None
) -> list[StoredSpeaker]:
    """Return who held an office and is quoted.

    Raises NotFoundError where the registry knows who that was and no article quotes them.
    """
    # Here, not above: a name that is found need not wait for the word lists.
    from quotetrack.speakers import offices

    names = offices.find_holders(office, known.registry, at)
    found = get_speakers(session, names)
    if names and not found:
        day = f" on {at}" if at else ""
        raise NotFoundError(f"{office!r}{day} was {', '.join(names)}, whom no article here quotes")
    return found or get_speakers(session, offices.find_holders(office, known.printed, at))


def _explain_none(session: Session, name: str, known: KnownOffices) -> str:
    from quotetrack.speakers.offices import suggest_offices

    printed = {term.office for _, term in known.printed}
    printed |= {term.printed for _, term in known.registry}
    near = [*suggest_speakers(session, name), *suggest_offices(name, printed)]
    if near:
        return f"no speaker is called {name!r}; near to it: {', '.join(near)}"
    return f"no speaker is called {name!r}: `quotetrack speakers` lists those there are"
