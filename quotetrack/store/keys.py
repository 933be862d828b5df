"""Names made comparable: the key of a name, and the form of a name that a mention prints.

Two printed full names of one kind are one row of `speakers` if their keys are equal, so a key
drops nothing but case, diacritics, punctuation and spacing. Who is behind a name in an article is
told by `identities`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Latin letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)
_EDGES = " ,.;:()[]\"“”„«»‘’'–—-"


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """Return the key of a name: lower case, no diacritics, its words parted by one space.

    Punctuation parts words. Letters of other alphabets stay, so that two names in Cyrillic do
    not fall together. A name without letters or digits is its own key.
    """
    folded: list[str] = []
    for char in unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS)):
        category = unicodedata.category(char)
        if category[0] == "M" or category == "Cf":
            continue
        folded.append(char if category[0] in "LN" and category != "Lm" else " ")
    return " ".join("".join(folded).split()) or name.strip().casefold()


@lru_cache(maxsize=4096)
def find_printed_name(speaker: str, mention: str) -> str | None:
    """Return the form of a speaker's full name that a mention prints, None if it is no bare name.

    A form counts only where the mention's words all belong to the name ("Galuzin") or the whole
    name stands in the mention in one stretch ("Menlu MIKHAIL GALUZIN").
    """
    name = set(fold_name(speaker).split())
    words = mention.split()
    parts = [set(fold_name(word).split()) for word in words]
    for start, part in enumerate(parts):
        if not part <= name:
            continue
        end = start
        while end < len(parts) and parts[end] <= name:
            end += 1
        if end - start == len(parts) or set[str]().union(*parts[start:end]) == name:
            return " ".join(words[start:end]).strip(_EDGES) or None
    return None
