"""Words that look like one word of a name printed in two ways, and where to look for them.

`alike("kanevsky", "kanevskiy")`, `alike("edy", "edi")`; not `alike("budi", "rudi")`: a slip of the
pen spares the first letter.
"""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA, JaroWinkler

from quotetrack import lexicon
from quotetrack.records import Findings, Name, NameLabel, Span
from quotetrack.speakers.forms import MAX_TYPO_WORD, Person, fold_spelling
from quotetrack.speakers.names import name_words

MIN_LENGTH = 5
MIN_LENGTH_OF_TWO_SLIPS = 6
MAX_LENGTH = 30  # what is longer is a slip of the page, and has as many keys as letters
NEAR = 0.9
MIN_BEGINNING = 3
ORDINARY = (
    "ordinary_words", "weekdays_months", "office_heads", "adjunct_openers", "connectives",
    "predicates", "adverbs", "verb_look_alikes", "noun_objects", "subordinators",
)  # fmt: skip
SMALL = re.compile(r"(?<!\w)[a-z]{4,}")
CAPITALISED = re.compile(r"(?<![\w@#.])[A-Z][a-z]{4,}(?![\w.]*\w)")


def alike(a: str, b: str) -> bool:
    """Return whether two different words of names look like one word spelt twice."""
    if a == b or a[0] != b[0]:
        return False
    if fold_spelling(a) == fold_spelling(b):
        return True
    shorter = min(len(a), len(b))
    if shorter < MIN_LENGTH or max(len(a), len(b)) > MAX_TYPO_WORD:
        return False
    slips = OSA.distance(a, b, score_cutoff=2)
    if slips == 1:
        return True
    # a beginning is no misspelling: Mirza, Mirzani
    begins = a.startswith(b) or b.startswith(a)
    two = slips == 2 and shorter >= MIN_LENGTH_OF_TWO_SLIPS and not begins
    return two and JaroWinkler.similarity(a, b) >= NEAR


def one_slip(a: str, b: str) -> bool:
    """Return whether a body's word is misprinted by a letter; Slovakian is no slip of Slovakia."""
    # not BNI, BBNI
    long = min(len(a), len(b)) >= MIN_LENGTH and max(len(a), len(b)) <= MAX_TYPO_WORD
    ending = a.removeprefix(b) if a.startswith(b) else b.removeprefix(a)
    return long and OSA.distance(a, b, score_cutoff=1) == 1 and ending not in {"n", "s", "i"}


def keys_of(words: tuple[str, ...]) -> set[str]:
    """Return the keys under which names meet: words, words short of a letter, beginnings.

    Two words that are one slip apart have a key in common: both without the letter of the slip.
    """
    keys = set(words)
    for word in words:
        keys.add(f"{fold_spelling(word)[:MIN_BEGINNING]}…")
        if MIN_LENGTH <= len(word) <= MAX_LENGTH:
            keys |= {f"{word[:i]}{word[i + 1 :]}-" for i in range(len(word))}
            keys.add(f"{word}-")
    return keys


@cache
def ordinary_words() -> frozenset[str]:
    """Return the words of the lexicon, which no name is meant by: Harus, Kamis."""
    return frozenset(lexicon.reporting_words()).union(*map(lexicon.section, ORDINARY))


def find_ordinary(text: str) -> frozenset[str]:
    """Return the words that are no proper names: the lexicon's, and what the text prints small."""
    return ordinary_words().union(SMALL.findall(text))


def find_bodies(findings: Findings) -> list[Person]:
    """Return the bodies of an article, each way of printing one by itself.

    A place of several words is one as well: Bandara Raja Haji Abdullah.
    """
    found: dict[tuple[str, ...], Person] = {}
    for name in findings.names:
        words = name_words(name.text)
        place = name.label is NameLabel.LOC
        if name.label is not NameLabel.PERSON and len(words) > place:
            found.setdefault(words, Person(name.text, words)).names.append(name)
    return list(found.values())


def find_strays(findings: Findings, text: str, ordinary: frozenset[str]) -> list[Person]:
    """Return the capitalised words in no person's and no longer name that are not ordinary.

    What finds names knows a misspelt one less often, or takes it for a body: "Sadniaga Uno
    mengatakan", and not "Gedung Putih" where Putin speaks.
    """
    covered = {
        i
        for name in findings.names
        if name.label is NameLabel.PERSON or " " in name.text
        for i in range(*name.span)
    }
    found: dict[str, Person] = {}
    for match in CAPITALISED.finditer(text):
        word = match.group().casefold()
        if match.start() not in covered and word not in ordinary:
            name = Name(Span(*match.span()), NameLabel.PERSON, match.group())
            found.setdefault(word, Person(match.group(), (word,))).names.append(name)
    return list(found.values())
