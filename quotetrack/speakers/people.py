"""The people and bodies of one article: every form of a name gathered under its fullest one.

"Ridwan Kamil … Kang Emil … Ridwan" -> one person, "Ridwan Kamil"; "Komisi Pemberantasan Korupsi
(KPK) … KPK" -> one body. A form that could be two people's is nobody's.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, partial

from quotetrack.records import Findings, MentionForm, Name, NameLabel
from quotetrack.speakers.bodies import find_bodies, spell_out
from quotetrack.speakers.forms import (
    FORGIVING_WAYS,
    MIN_PET_FORM,
    MIN_SHORTENED,
    STRICT_WAYS,
    Person,
    fold_spelling,
    nicknames,
)
from quotetrack.speakers.glued import mend_names
from quotetrack.speakers.introduced import find_late_nicknames, find_nicknames, find_slips
from quotetrack.speakers.names import name_words

MAX_SHARING = 20  # people filed under one key: of more it tells none from another


class Directory:
    """Finds the people and bodies of one article by what is printed.

    Without `forgiving`, a word is taken for a person's only if it is spelt as in the full name:
    what looks for misspellings must not have them explained away.
    """

    def __init__(
        self, findings: Findings, text: str, title: str | None = None, *, forgiving: bool = True
    ) -> None:
        self.text = text
        self.forgiving = forgiving
        self.people: list[Person] = []
        self.bodies = find_bodies(findings, text)
        self._index: dict[str, list[Person]] = defaultdict(list)
        self._same: dict[tuple[str, ...], list[Person]] = defaultdict(list)
        self._known: dict[tuple[str, ...], list[Person]] = {}
        names = mend_names(findings.names, text, title)
        self._printed = {
            printed.text: name.text for printed, name in zip(findings.names, names, strict=True)
        }
        self._gather(names, findings)

    def _gather(self, names: list[Name], findings: Findings) -> None:
        """Make a person of each name that is no part of a longer one; then place all names."""
        spans = [n for n in names if n.label is NameLabel.PERSON and name_words(n.text)]
        introduced = find_late_nicknames(spans, self.text) | find_nicknames(spans, self.text)
        if self.forgiving:
            introduced = find_slips(spans, self.text) | introduced
        for name in sorted(spans, key=lambda n: (-len(name_words(n.text)), n.span)):
            words = name_words(name.text)
            if words not in introduced and not self._fitting(words):
                person = Person(name.text, words)
                self.people.append(person)
                self._file(person, words, index_keys(words))
        for nickname, full in introduced.items():
            for person in self._fitting(full):
                person.nicknames.add(nickname)
                self._file(person, nickname, {" ".join(nickname)})
        for name in spans:
            named = self.find(name.text)
            if named is not None:
                named.names.append(name)
                named.roles.update({name.role: None} if name.role else {})
        for attribution in findings.attributions:
            mention = attribution.mention
            if mention.form is MentionForm.NAME and mention.role and mention.name:
                named = self.find(mention.name)
                if named is not None:
                    named.roles[mention.role] = None
        self.people = [person for person in self.people if person.names]
        for person in self.people:
            person.name = usual_name(person)

    def _file(self, person: Person, words: tuple[str, ...], keys: set[str]) -> None:
        self._same[words].append(person)
        self._known.clear()
        for key in keys:
            if len(self._index[key]) < MAX_SHARING:
                self._index[key].append(person)

    def find(self, name: str) -> Person | None:
        """Return the one person whom a printed name can mean, None for nobody or several."""
        fitting = self.who(name)
        return fitting[0] if len(fitting) == 1 else None

    def who(self, name: str) -> list[Person]:
        """Return all people whom a printed name can mean."""
        return self._fitting(name_words(self._printed.get(name, name)))

    def _fitting(self, words: tuple[str, ...]) -> list[Person]:
        """Return whom the words can mean, by the strictest way of reading that fits anybody."""
        if words not in self._known:
            self._known[words] = self._same.get(words) or self._resembling(words)
        return self._known[words]

    def _resembling(self, words: tuple[str, ...]) -> list[Person]:
        """Return whom the words can mean that are nobody's full name."""
        ways = FORGIVING_WAYS if self.forgiving else STRICT_WAYS
        full = nicknames().get(words, ())
        nearby = {p.words: p for key in index_keys(words, full) for p in self._index.get(key, ())}
        found = (list(filter(partial(way, words), nearby.values())) for way in ways)
        return next((people for people in found if people), [])

    def body(self, name: str) -> str:
        """Return a body's fullest printed name."""
        known = self.bodies.get(spell_out(name), self.bodies.get(name.casefold()))
        return known or self.fuller_body(name) or name

    @cached_property
    def _bodies_by_word(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for full in self.bodies.values():
            for word in full.casefold().split():
                found[word].add(full)
        return found

    def fuller_body(self, name: str) -> str | None:
        """Return the one body with a described one's words: kata kedutaan China."""
        if not name[:1].islower():
            return None
        index = self._bodies_by_word
        holding = [index.get(word, set()) for word in set(name.casefold().split())]
        fuller = set.intersection(*sorted(holding, key=len))
        return fuller.pop() if len(fuller) == 1 else None


def usual_name(person: Person) -> str:
    """Return the full name as the article spells it most often: Zainudin, once Zainuddin.

    Of a single word, the shorter forms are more frequent anyway: Zulkieflimansyah, Zul.
    """
    if len(person.words) == 1:
        return person.name
    count: dict[tuple[str, ...], int] = defaultdict(int)
    printed: dict[tuple[str, ...], str] = {}
    for name in person.names:
        words = name_words(name.text)
        if len(words) == len(person.words) and words not in person.nicknames:
            count[words] += 1
            printed.setdefault(words, name.text)
    best = max(count, key=lambda words: count[words], default=person.words)
    return printed[best] if count[best] > count[person.words] else person.name


def index_keys(*names: tuple[str, ...]) -> set[str]:
    """Return the keys under which names can meet: words, their beginnings, initials."""
    keys = set()
    for words in names:
        keys |= {" ".join(words), "".join(word[0] for word in words), *words}
        bare = (word.removeprefix("@") for word in words)  # an account is filed as its name
        keys |= {f"{fold_spelling(word)[:2]}…" for word in bare if len(word) >= MIN_SHORTENED}
        keys |= {f"…{word[-MIN_PET_FORM:]}" for word in words if len(word) >= MIN_PET_FORM}
    return keys
