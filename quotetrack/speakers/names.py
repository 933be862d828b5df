"""Names compared as names: without titles, degrees, case, marks and accents.

`name_words("Dr. Leonid Kasinsky, M.Si.")` -> ("leonid", "kasinsky")
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from quotetrack import lexicon


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in plain lower-case ASCII; titles and degrees only if all are."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    dropped = lexicon.honorifics() | lexicon.section("degrees")
    printed = [word.strip(",") for word in plain.replace("'", "").split()]
    kept = [word for word in printed if word.replace(".", "") not in dropped]
    return split_words(kept) or split_words(printed)


def split_words(words: list[str]) -> tuple[str, ...]:
    """Return the words parted at hyphens, stops and whatever else is no letter or digit."""
    return tuple(part for word in words for part in re.split(r"[^a-z0-9@]+", word) if part)


def is_part_of(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Return whether each word of `part` stands in `whole`, an initial for its word, in order.

    ("m", "faqih") is part of ("muhammad", "faqih"); ("faqih",) is as well.
    """
    position = 0
    for word in part:
        while position < len(whole) and not same_word(word, whole[position]):
            position += 1
        if position == len(whole):
            return False
        position += 1
    return bool(part)


def same_word(a: str, b: str) -> bool:
    """Return whether two words of a name are the same, or one is the other's initial."""
    return a == b or (len(a) == 1 and b.startswith(a))
