"""The Indonesian words that the rules go by. Data files beside this one hold them; no logic here.

To teach quotetrack a word, add it to `reporting_words.tsv`, `words.txt`, `abbreviations.txt` or
`nicknames.tsv`: each says in its head what its columns or sections mean.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FILES = (
    "reporting_words.tsv",
    "words.txt",
    "abbreviations.txt",
    "tokens.txt",
    "nicknames.tsv",
    "offices.tsv",
)


@dataclass(frozen=True, slots=True)
class ReportingWord:
    """One printed form of a reporting word; `form` is active, bare, nya, passive or preposition.

    `content` says what must follow an active form: clause, urge, predicate or marked.
    """

    form: str
    content: str


def read_lines(name: str) -> list[str]:
    """Return a data file's lines without comments and blank lines."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    lines = (line.partition("#")[0].rstrip() for line in text.splitlines())
    return [line for line in lines if line]


@cache
def reporting_words() -> dict[str, ReportingWord]:
    """Return every printed form of every reporting word, in lower case, with what it demands."""
    words: dict[str, ReportingWord] = {}
    for line in read_lines("reporting_words.tsv"):
        _root, active, bare, passive, content = line.split("\t")
        forms = {"active": active, "bare": bare, "passive": passive}
        if bare != "-":
            forms["nya"] = bare + "nya"
        for form, word in forms.items():
            if word != "-":
                words.setdefault(word, ReportingWord(form, content))
        if passive != "-":
            words.setdefault(passive + "nya", ReportingWord("nya", content))
    for word in section("prepositions_of_report"):
        words[word] = ReportingWord("preposition", "clause")
    for word in section("nya_of_report"):
        words[word] = ReportingWord("nya", "clause")
    return words


def read_sections(name: str) -> dict[str, frozenset[str]]:
    """Return the closed lists of a data file by heading."""
    found: dict[str, list[str]] = {}
    for line in read_lines(name):
        if line.startswith("["):
            words = found.setdefault(line.strip("[]"), [])
        else:
            words += [word.strip() for word in line.split(",") if word.strip()]
    return {heading: frozenset(words) for heading, words in found.items()}


@cache
def section(name: str) -> frozenset[str]:
    """Return one list of `words.txt`, in lower case; an unknown name is a KeyError."""
    return _sections("words.txt")[name]


@cache
def cased(name: str) -> frozenset[str]:
    """Return one list of `tokens.txt`, where capitals count; an unknown name is a KeyError."""
    return _sections("tokens.txt")[name]


@cache
def honorifics() -> frozenset[str]:
    """Return the titles that stand before a name, ranks among them, in lower case."""
    return section("honorifics") | {rank.lower() for rank in cased("ranks")}


@cache
def identity(name: str) -> frozenset[str]:
    """Return one list of `identity.txt`, in lower case; an unknown name is a KeyError.

    It decides who is who across articles, not what a reading finds, so it is no part of the
    fingerprint: a word added to it makes no article be read again.
    """
    return _sections("identity.txt")[name]


_sections = cache(read_sections)


@cache
def abbreviations() -> frozenset[str]:
    """Return the abbreviations whose stop does not end a sentence, in lower case."""
    return frozenset(word for line in read_lines("abbreviations.txt") for word in line.split())


@cache
def nicknames() -> dict[str, str]:
    """Return the names of people in public life by the nicknames that papers print."""
    rows = (line.partition("\t") for line in read_lines("nicknames.tsv"))
    return {nickname: name for nickname, _, name in rows}


@cache
def office_short_forms() -> dict[str, str]:
    """Return what the short forms of offices stand for, in lower case."""
    rows = (line.partition("\t") for line in read_lines("offices.tsv"))
    return {short: full for short, _, full in rows}


@cache
def fingerprint() -> str:
    """Return the SHA-256 of all data files: two equal ones mean the same words."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(files(__package__).joinpath(name).read_bytes())
    return digest.hexdigest()
