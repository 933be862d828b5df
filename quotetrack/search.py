"""What a statement is searched by, its words and their stems, and what a query asks for.

`read_query('"luar negeri" kebijakan rudal* -nuklir')`: the two words side by side as printed, any
form of "kebijakan", a word that begins with "rudal", and no form of "nuklir".

Both sides of a search pass through here, so that every database finds the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from quotetrack.errors import QuotetrackError

if TYPE_CHECKING:
    from simplemma import Lemmatizer

# PostgreSQL takes 2 kB a word and 1 MB a text; what is longer is known by its beginning.
_LONGEST_WORD = 100
_LONGEST_TEXT = 100_000
_MOST_WORDS = 50  # of a query

_WORD = re.compile(r"\d+|[^\W\d_]+")  # "Rp200" and "G20" are two words, as "Rp 200" and "G-20" are
_APOSTROPHE = re.compile(r"(?<=\w)['’‘ʼ`](?=\w)")  # "Jum'at" is "Jumat"
_MARKS = '"“”„«»'
_TERM = re.compile(
    rf"(?P<out>(?<!\S)-)?(?:[{_MARKS}](?P<quoted>[^{_MARKS}]*)[{_MARKS}]?|(?P<plain>[^\s{_MARKS}]+))"
)


@dataclass(frozen=True, slots=True)
class Term:
    """What a statement must have, or must not: `tokens`, each a word of it or a word's stem.

    With `is_prefix` the last token is how a word or stem begins. With `as_printed` the tokens are
    words that stand side by side.
    """

    tokens: tuple[str, ...]
    is_prefix: bool = False
    as_printed: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """The terms that a statement must all have, and those of which it must have none."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...] = ()


def read_words(text: str) -> list[str]:
    """Return the words of a text in order: letters and digits, without case and diacritics."""
    plain = unicodedata.normalize("NFKD", text[:_LONGEST_TEXT]).casefold()
    if not plain.isascii():
        plain = "".join(filter(_counts, unicodedata.normalize("NFKD", plain)))
    plain = _APOSTROPHE.sub("", plain[:_LONGEST_TEXT])
    return [word[:_LONGEST_WORD] for word in _WORD.findall(plain)]


@lru_cache(maxsize=4096)
def find_stem(word: str) -> str:
    """Return what is left of a word without its affixes: "kebijakannya" → "bijak".

    By the dictionary of simplemma; a word that it does not know is its own stem.
    """
    stem = read_words(_lemmatizer().lemmatize(word, lang="id"))
    return stem[0] if len(stem) == 1 else word


@cache
def _lemmatizer() -> Lemmatizer:
    # Here, not above: what reads or writes no word need not wait for it. It remembers nothing,
    # since `find_stem` does.
    from simplemma import Lemmatizer

    return Lemmatizer(cache_max_size=0)


def find_stems(words: list[str]) -> list[str]:
    """Return the stems of words, each once, but for those that are a word as it stands."""
    stems = ((word, find_stem(word)) for word in dict.fromkeys(words))
    return list(dict.fromkeys(stem for word, stem in stems if stem != word))


def read_query(text: str) -> Query:
    """Return what a query asks for. Nothing in it is a mistake, odd characters part words.

    Raises QuotetrackError if it asks for no word, or for too many.
    """
    terms = list(_read_terms(text))
    wanted = tuple(dict.fromkeys(term for term, out in terms if not out))
    unwanted = tuple(dict.fromkeys(term for term, out in terms if out))
    if not wanted:
        raise QuotetrackError(
            f"nothing to search for in {text!r}: give a word that statements must have"
        )
    if sum(len(term.tokens) for term in (*wanted, *unwanted)) > _MOST_WORDS:
        raise QuotetrackError(f"too much to search for: give {_MOST_WORDS} words or fewer")
    return Query(wanted, unwanted)


def _read_terms(text: str) -> Iterator[tuple[Term, bool]]:
    """Yield the terms of a query, each with whether it is to be left out."""
    for match in _TERM.finditer(text):
        quoted = match["quoted"]
        printed = (match["plain"] if quoted is None else quoted).rstrip()
        is_prefix = printed.endswith("*")
        words = tuple(read_words(printed))
        # "S-400", "200.000" and "anti-korupsi" are words that stand side by side.
        as_printed = quoted is not None or len(words) > 1
        if words and not (as_printed or is_prefix):
            words = (find_stem(words[0]),)
        if words:
            yield Term(words, is_prefix, as_printed), match["out"] is not None


def _counts(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] != "M" and category != "Cf"
