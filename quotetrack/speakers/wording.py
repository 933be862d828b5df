"""The words of a content made comparable: what counts in them, and where two printings differ.

`read_wording("“Harga naik 2,5 persen!”").words` -> ("harga", "naik", "2.5", "persen")
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from quotetrack import lexicon

# In a number punctuation counts: "2,5 persen" is not "25 persen". "Rp2,5" are two words.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_GROUP_MARK = re.compile(r"[.,](?=\d{3}(?!\d))")
_SHORT = 7  # words; in fewer each one tells: "akan segera menurunkan harga", "menaikkan"
_MOST_WORDS = 1000  # time and memory grow with their square
_HEADING = 0.8  # of its words have a capital; in a sentence full of names fewer have
# Behind one of these a capital says nothing.
_SENTENCE_ENDS = frozenset('.?!:;…"“”‘’([–—-')


@dataclass(frozen=True, slots=True)
class Wording:
    """A content's words, folded.

    `telling` holds the places of those without which it says something else: numbers,
    negations, names; in a short content all.
    """

    words: tuple[str, ...]
    telling: frozenset[int]

    @property
    def text(self) -> str:
        """The words, parted by one space."""
        return " ".join(self.words)

    def telling_words(self, start: int, end: int) -> list[str]:
        """Return the telling words of a stretch, in alphabetical order."""
        return sorted(self.words[place] for place in range(start, end) if place in self.telling)


@lru_cache(maxsize=1024)
def read_wording(content: str) -> Wording:
    """Return the words of a content as it was printed: case, punctuation and space dropped.

    A capital makes a name, save at a sentence's beginning and where nearly all words have one:
    there it is a heading's style. A very long content is known by its beginning.
    """
    plain = unicodedata.normalize("NFKC", content)
    found = list(islice(_WORD.finditer(plain), _MOST_WORDS))
    words = tuple(map(_fold, (match.group() for match in found)))
    if len(words) < _SHORT:
        return Wording(words, frozenset(range(len(words))))
    capitals = {place for place, match in enumerate(found) if match.group()[0].isupper()}
    if len(capitals) > _HEADING * len(found):
        capitals = set()
    names = {place for place in capitals if not _opens_sentence(plain, found[place].start())}
    listed = lexicon.section("telling_words")
    plainly = {place for place, word in enumerate(words) if word in listed or word[0].isdigit()}
    return Wording(words, frozenset(names | plainly))


def _fold(word: str) -> str:
    if word[0].isdigit():
        return _GROUP_MARK.sub("", word).replace(",", ".").casefold()
    return word.casefold()


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip()  # more space ends a paragraph
    return not before or before[-1] in _SENTENCE_ENDS


class Change(StrEnum):
    """What became of a stretch of words between two printings."""

    KEPT = "kept"
    DROPPED = "dropped"
    ADDED = "added"


Difference = tuple[tuple[Change, str], ...]


def find_difference(first: str, other: str) -> Difference:
    """Return the words of both printings in order, in stretches, each with what became of it.

    Words are compared without case and punctuation; what was kept is given as `other` has it.
    """
    before, after = first.split(), other.split()
    matcher = SequenceMatcher(None, [*map(_bare, before)], [*map(_bare, after)], autojunk=False)
    pieces: list[tuple[Change, str]] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            pieces.append((Change.KEPT, " ".join(after[new_start:new_end])))
            continue
        if start < end:
            pieces.append((Change.DROPPED, " ".join(before[start:end])))
        if new_start < new_end:
            pieces.append((Change.ADDED, " ".join(after[new_start:new_end])))
    return tuple(pieces)


def describe_difference(difference: Difference) -> str:
    """Return what was done to the first printing: same words, shortened, lengthened, altered.

    Words dropped or added inside the others alter; only those at the ends shorten or lengthen.
    """
    changes = [change for change, _ in difference]
    kept = [place for place, change in enumerate(changes) if change is Change.KEPT]
    if len(kept) == len(changes):
        return "same words"
    outside = {*changes[: kept[0]], *changes[kept[-1] + 1 :]} if kept else set(changes)
    if len(kept) == 1 and len(outside) == 1:
        return "shortened" if outside == {Change.DROPPED} else "lengthened"
    return "altered"


def _bare(word: str) -> str:
    return "".join(read_wording(word).words)
