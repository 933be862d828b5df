"""The registry's officials by the names that papers print for them, and by their offices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from quotetrack.records import Official, Term
from quotetrack.speakers.evidence import read_name
from quotetrack.speakers.offices import Office, read_office

Words = tuple[str, ...]


class Registry:
    """Finds officials; empty where none were imported."""

    def __init__(self, officials: Iterable[Official] = ()) -> None:
        self._by_name: defaultdict[Words, list[Official]] = defaultdict(list)
        self._terms: defaultdict[Office, list[tuple[Official, Term]]] = defaultdict(list)
        for official in officials:
            for words in {read_name(name) for name in (official.name, *official.aliases)}:
                self._by_name[words].append(official)
            for term in official.terms:
                self._terms[read_office(term.printed)].append((official, term))

    def find(self, words: Words) -> Official | None:
        """Return the official of a name, None if it is nobody's or several officials'."""
        found = self._by_name.get(words, ())
        return found[0] if len(found) == 1 else None

    def one_person(self, a: Words, b: Words) -> bool:
        """Return whether both names are listed as one official's."""
        official = self.find(a)
        return official is not None and official is self.find(b)

    def two_people(self, a: Words, b: Words) -> bool:
        """Return whether the names are two officials'."""
        one, other = self.find(a), self.find(b)
        return one is not None and other is not None and one is not other

    def held(self, words: Words, office: Office, day: date | None) -> bool:
        """Return whether the official of that name held the office on a day."""
        official = self.find(words)
        return day is not None and any(
            holder is official and term.since and term.since <= day <= (term.until or date.max)
            for holder, term in self._terms.get(office, ())
        )
