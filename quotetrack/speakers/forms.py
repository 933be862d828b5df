"""The ways in which printed words can stand for a person whose full name is known.

"Ridwan Kamil": "Kamil" is a part of it, "Emil" well known, "Kamill" misspelt; strictest way first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from quotetrack import lexicon
from quotetrack.records import Name
from quotetrack.speakers.names import is_part_of, name_words

MIN_SHORTENED = 3
MIN_INITIALS = 3
MIN_PET_FORM = 4
MIN_HANDLE = 8
MAX_NAME = 6  # words of a name that an account is made of
PET_ENDING = re.compile(r"(?<=([b-df-hj-np-tv-z]))\1?(?:y|i|ie)$")
MAX_TYPOS = 2
MIN_TYPO_WORD = 5
MAX_TYPO_WORD = 50  # what is longer is no word, and takes the square of its length to compare
NEAR = 0.9
LONG_PAIR = 14  # letters of two words of which one letter tells little: Dermawan, Darmawan


@dataclass
class Person:
    """One person of the article: the fullest name, every place where the name stands, offices."""

    name: str
    words: tuple[str, ...]
    names: list[Name] = field(default_factory=list)
    roles: dict[str, None] = field(default_factory=dict)  # each once, in the order of the text
    nicknames: set[tuple[str, ...]] = field(default_factory=set)

    @cached_property
    def fullest_role(self) -> str | None:
        """The longest of the offices; ask when all are known."""
        return max(self.roles, key=len, default=None)

    @cached_property
    def initials(self) -> str:
        """The first letters of the name's words."""
        return "".join(word[0] for word in self.words)


def is_part(words: tuple[str, ...], person: Person) -> bool:
    """Return whether the words are a part of the full name."""
    return is_part_of(words, person.words)


def is_known(words: tuple[str, ...], person: Person) -> bool:
    """Return whether the words are a well-known nickname or the initials of a person's name."""
    full = nicknames().get(words)
    if full is not None and (is_part_of(full, person.words) or is_part_of(person.words, full)):
        return True
    return len(person.words) >= MIN_INITIALS and words == (person.initials,)


@cache
def nicknames() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the words of full names by the words of well-known nicknames."""
    return {name_words(n): name_words(full) for n, full in lexicon.nicknames().items()}


def is_shortened(words: tuple[str, ...], person: Person) -> bool:
    """Return whether one word is the beginning of a word of the full name: Pras, Prasetyo."""
    short = len(words) == 1 and len(words[0]) >= MIN_SHORTENED
    return short and any(word.startswith(words[0]) for word in person.words)


def is_pet_form(words: tuple[str, ...], person: Person) -> bool:
    """Return whether a word is made of one of the full name: Benny, Benjamin; Tina, Martina."""
    if len(words) != 1 or len(person.words) < 2 or len(words[0]) < MIN_PET_FORM:
        return False
    short, stem = words[0], PET_ENDING.sub("", words[0])
    return any(
        (word.endswith(short) and word != short)
        or (stem != short and len(stem) >= MIN_SHORTENED and word.startswith(stem))
        for word in person.words
    )


def is_misspelt(words: tuple[str, ...], person: Person) -> bool:
    """Return whether a name is nearly a part of the full one: Mayopolous, Mayopoulos."""
    if len(person.words) == 1 and len(words) == 1:
        return False
    position = 0
    for word in words:
        while position < len(person.words) and not (
            word == person.words[position] or near(word, person.words[position])
        ):
            position += 1
        if position == len(person.words):
            return False
        position += 1
    return True


def near(a: str, b: str) -> bool:
    """Return whether two different words look like one word spelt twice."""
    if fold_spelling(a) == fold_spelling(b):
        return True
    if min(len(a), len(b)) < MIN_TYPO_WORD or max(len(a), len(b)) > MAX_TYPO_WORD:
        return False
    typos = OSA.distance(a, b, score_cutoff=MAX_TYPOS)
    alike = typos <= MAX_TYPOS and JaroWinkler.similarity(a, b) >= NEAR
    return alike or (typos == 1 and len(a) + len(b) >= LONG_PAIR)


def is_handle(words: tuple[str, ...], person: Person) -> bool:
    """Return whether a word is an account made of a person's names: @sabilfadhillah."""
    if len(words) != 1 or len(words[0]) < MIN_HANDLE:
        return False
    handle = words[0].removeprefix("@")
    count = min(len(person.words), MAX_NAME)
    runs = ("".join(person.words[i:j]) for i in range(count) for j in range(i + 2, count + 1))
    return any(handle == run or near(handle, run) for run in runs)


@lru_cache(maxsize=4096)
def fold_spelling(word: str) -> str:
    """Return a word without what old and new spelling write differently: Edy, Edi; Thang, Tang."""
    for old, new in (("oe", "u"), ("dj", "j"), ("tj", "c"), ("y", "i"), ("th", "t"), ("dh", "d")):
        word = word.replace(old, new)
    return re.sub(r"(.)\1", r"\1", word)


STRICT_WAYS = (is_part,)
FORGIVING_WAYS = (*STRICT_WAYS, is_known, is_shortened, is_misspelt, is_pet_form, is_handle)
