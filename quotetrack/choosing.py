"""Whom a name or an office means, and which statements are: for the command line and the page.

Apart from both because it joins the store with what is known of offices.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

from quotetrack.asking import QuoteOptions
from quotetrack.errors import NotFoundError
from quotetrack.records import QuoteFilter, StoredSpeaker, Term
from quotetrack.store.officials import find_last_import, list_officials
from quotetrack.store.speakers import (
    describe_speakers,
    find_speaker_ids,
    find_speakers,
    get_speakers,
    list_printed_offices,
    list_printed_terms,
    suggest_speakers,
)
from quotetrack.store.tallies import Tallies

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class KnownOffices:
    """Which offices there are; whoever keeps it waits only for those that are new.

    What is kept cannot be out of date. The registry is read anew after an import. A statement never
    changes, so that only new ones have other offices; who held one now is asked of the database.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._import: int | None = None
        self._registry: tuple[tuple[str, Term], ...] = ()
        self._last = 0  # the newest statement whose office is among those printed
        self._printed: dict[frozenset[str], dict[str, set[int]]] = {}  # speakers by words by post

    def list_registry(self, session: Session) -> tuple[tuple[str, Term], ...]:
        """Return who held which office by the registry."""
        with self._lock:
            last = find_last_import(session)
            if last != self._import:
                officials = list_officials(session)
                self._registry = tuple((o.name, term) for o in officials for term in o.terms)
                self._import = last
            return self._registry

    def find_printed(self, session: Session, office: str) -> dict[str, frozenset[int]]:
        """Return the words under which articles print an office, and the speakers given it so."""
        # Here, not above: a name that is found need not wait for the word lists.
        from quotetrack.speakers.offices import is_asked_for, read_office

        with self._lock:
            new, self._last = list_printed_offices(session, self._last)
            for printed, speaker_id in new:
                of_post = self._printed.setdefault(read_office(printed).post, {})
                of_post.setdefault(printed, set()).add(speaker_id)
            among = self._printed.get(read_office(office).post, {})
            return {
                printed: frozenset(ids)
                for printed, ids in among.items()
                if is_asked_for(office, printed)
            }


@dataclass(frozen=True)
class Known:
    """What whoever asks again and again keeps, so that only what is new is looked up."""

    offices: KnownOffices = field(default_factory=KnownOffices)
    tallies: Tallies = field(default_factory=Tallies)


def choose_quotes(
    session: Session, options: QuoteOptions, known: Known | None = None
) -> tuple[QuoteFilter, list[StoredSpeaker]]:
    """Return the filter for the options, with every speaker whom the name or the office fits.

    Where several fit, they are the second value. Raises NotFoundError, with the nearest names,
    where none does.
    """
    ids, several = _choose_ids(session, options, known or Known())
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
    session: Session, options: QuoteOptions, known: Known
) -> tuple[tuple[int, ...] | None, list[StoredSpeaker]]:
    if options.speaker is None:
        return None, []
    name, raw = options.speaker, options.raw
    ids = find_speaker_ids(session, name, raw=raw) if options.at is None else []
    if len(ids) == 1:  # nothing more need be known
        return tuple(ids), []
    speakers = (
        describe_speakers(session, ids, name, raw=raw, tallies=known.tallies)
        if ids
        else choose_speakers(session, name, options.at, raw=raw, known=known)
    )
    return tuple(speaker.id for speaker in speakers), speakers if len(speakers) > 1 else []


def choose_speakers(
    session: Session,
    name: str,
    at: date | None = None,
    *,
    raw: bool = False,
    known: Known | None = None,
) -> list[StoredSpeaker]:
    """Return whom a name fits, else who held the office of that name; a day asks for the office.

    Raises NotFoundError, with the nearest names, where there is nobody.
    """
    known = known or Known()
    found = [] if at else find_speakers(session, name, raw=raw, tallies=known.tallies)
    found = found or find_holders(session, name, known, at)
    found = found or find_speakers(session, name, raw=raw, tallies=known.tallies)
    if not found:
        raise NotFoundError(_explain_none(session, name))
    return found


def may_be_office(words: str) -> bool:
    """Return whether a word of a post is among the words: "Menteri Luar Negeri"."""
    from quotetrack.speakers.offices import read_office

    return bool(read_office(words).post)


def find_holders(
    session: Session, office: str, known: Known, at: date | None = None
) -> list[StoredSpeaker]:
    """Return who held an office and is quoted: by the registry, else by what articles print.

    Raises NotFoundError where the registry knows who that was and no article quotes them.
    """
    from quotetrack.speakers import offices

    names = offices.find_holders(office, known.offices.list_registry(session), at)
    found = get_speakers(session, names, known.tallies)
    if names and not found:
        day = f" on {at}" if at else ""
        raise NotFoundError(f"{office!r}{day} was {', '.join(names)}, whom no article here quotes")
    if found:
        return found
    printed = list_printed_terms(session, known.offices.find_printed(session, office))
    return get_speakers(session, offices.find_holders(office, printed, at), known.tallies)


def _explain_none(session: Session, name: str) -> str:
    from quotetrack.speakers.offices import suggest_offices

    printed = {term.office for _, term in list_printed_terms(session)}
    printed |= {term.printed for o in list_officials(session) for term in o.terms}
    near = [*suggest_speakers(session, name), *suggest_offices(name, printed)]
    if near:
        return f"no speaker is called {name!r}; near to it: {', '.join(near)}"
    return f"no speaker is called {name!r}: `quotetrack speakers` lists those there are"
