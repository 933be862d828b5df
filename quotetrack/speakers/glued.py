"""Names that lost the space to the word beside them, as on pages where a link was taken out.

"Kakorlantas Polri Irjen Agus Suryonugrohohari ini meninjau …" -> "Agus Suryonugroho"

A word is parted only where what is left over is a word in which no name ends, or looks like a verb
while the article shows the name's end elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quotetrack import lexicon
from quotetrack.records import Name, NameLabel

MIN_HEAD = 4
MIN_TAIL = 2
MAX_GLUED = 60
VERB = re.compile(r"(?:di|me|ber|ter)[a-z]{4,}(?:-[a-z]+)?")
WORD = re.compile(r"\w+")
BEHIND = re.compile(r" (?P<word>[A-Z][\w-]+)")


def mend_names(names: Sequence[Name], text: str, title: str | None) -> list[Name]:
    """Return the names, those of people without what is glued to them and with what was lost."""
    words = set(WORD.findall(text)) | set(WORD.findall(title or ""))
    taken = {name.span.start_char for name in names}
    return [
        replace(name, text=mend(name, text, words, taken))
        if name.label is NameLabel.PERSON
        else name
        for name in names
    ]


def mend(name: Name, text: str, words: set[str], taken: set[int]) -> str:
    """Return a name as it would stand with all its spaces."""
    *first, last = name.text.split(" ")
    if (head := part(last, words)) is not None:
        return " ".join([*first, head])
    if first:
        return name.text
    behind = BEHIND.match(text, name.span.end_char)
    if behind is None or behind.start("word") in taken:
        return name.text
    head = part(behind["word"], words)
    return f"{name.text} {head}" if head is not None else name.text


def part(word: str, words: set[str]) -> str | None:
    """Return the name at the head of a word that was glued to the next, None of a whole one."""
    if len(word) > MAX_GLUED:
        return None  # no two words; each of its beginnings would be as long as the page
    for end in range(MIN_HEAD, len(word) - MIN_TAIL):
        head, tail = word[:end], word[end:]
        if word[0].isupper() and (is_tail(tail) or (head in words and VERB.fullmatch(tail))):
            return head
    return None


def is_tail(word: str) -> bool:
    """Return whether a word follows names and ends none: "Daguise|yang", "Hian|menyebut"."""
    found = lexicon.reporting_words().get(word)
    glued = word in lexicon.section("glued_tails") | lexicon.section("glued_to_names")
    return glued or (found is not None and found.form == "active")
