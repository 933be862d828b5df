"""Names that the text itself introduces for a person, or prints with a slip of the pen.

"Saifullah Yusuf (Gus Ipul)", "pria yang akrab disapa Ipunk", "Zain Ihsan … menurut Zein": each is
given with the words of the full name for which it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice, pairwise

from rapidfuzz.distance import OSA

from quotetrack import lexicon
from quotetrack.records import Name
from quotetrack.speakers.forms import MAX_TYPO_WORD, MIN_SHORTENED
from quotetrack.speakers.names import name_words

# "Ridwan Kamil atau Emil", "Abdul Halim, akrab disapa Gus Halim", "Saifullah Yusuf (Gus Ipul)"
INTRODUCES = re.compile(
    r"[\s,“”\"(‘']*(atau\s+)?(yang\s+)?(biasa\s+|akrab\s+|karib\s+|kerap\s+|sering\s+|lebih\s+)?"
    r"(?P<said>alias|disapa|dipanggil|dikenal|sapaan akrab(nya)?)"
    r"[\s“”\"(‘']*(akrab\s+|dengan\s+)?(sapaan\s+|nama\s+|sebagai\s+)?[\s“”\"(‘']*(\w+ )?"
    r"|[\s,]*(atau|\()[\s“”\"‘']*(\w+ )?",
    re.IGNORECASE,
)
CALLED = re.compile(r"\b(?:yang|akrab|karib|biasa|kerap|sering) (?:disapa|dipanggil) (?:\w+ )?$")
MAX_SLIPS = 2
MAX_BETWEEN = 50


def find_nicknames(spans: list[Name], text: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the nicknames that the text introduces behind a full name, with that name."""
    found = {}
    ordered = sorted(spans, key=lambda n: n.span)
    for full, nickname in pairwise(ordered):
        between = text[full.span.end_char : nickname.span.start_char]
        introduced = INTRODUCES.fullmatch(between) if len(between) < MAX_BETWEEN else None
        if introduced is None:
            continue
        words, known = name_words(nickname.text), name_words(full.text)
        # without a word that says so, a bracket may hold the same name or somebody else
        fresh = introduced["said"] or not set(words) & set(known)
        if words != known and len(words) <= min(2, len(known)) and fresh:
            found[words] = known
    return found


def find_late_nicknames(spans: list[Name], text: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the nicknames introduced away from the name: "kata pria yang karib disapa Ipunk".

    They are taken for the person who was last named with two words or more.
    """
    found, full = {}, None
    for name in sorted(spans, key=lambda n: n.span):
        words = name_words(name.text)
        start = name.span.start_char
        if full is not None and CALLED.search(text[max(0, start - MAX_BETWEEN) : start]):
            if len(words) <= 2 and not set(words) <= set(full):
                found[words] = full
        elif len(words) > 1:
            full = words
    return found


def find_slips(spans: list[Name], text: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the lone words that are one slip from a word of one full name, with that name.

    "Zain Ihsan … menurut Zein": whoever is somebody else is introduced, by an office or an age.
    """
    full = {words for name in spans if len(words := name_words(name.text)) > 1}
    known: dict[str, dict[tuple[str, ...], None]] = defaultdict(dict)
    for words in full:
        for word in words:
            known[word][words] = None
    alone: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in spans:
        words = name_words(name.text)
        if len(words) == 1 and words[0] not in known and len(words[0]) >= MIN_SHORTENED:
            alone[words].append(name)
    shortened: dict[str, set[str]] = defaultdict(set)
    for word in known if alone else ():
        for key in shorten(word):
            shortened[key].add(word)
    found = {}
    for words, names in alone.items():
        if len(names) > MAX_SLIPS or any(is_introduced(name, text) for name in names):
            continue
        likely = {other for key in shorten(words[0]) for other in shortened.get(key, ())}
        slips = (other for other in likely if is_slip(words[0], other))
        near_by = {full for other in slips for full in islice(known[other], 2)}  # two are too many
        if len(near_by) == 1:
            found[words] = near_by.pop()
    return found


def shorten(word: str) -> set[str]:
    """Return a word and what it is without one letter; two that are a slip apart share one.

    None of a word that is too long to be compared.
    """
    if len(word) > MAX_TYPO_WORD:
        return set()
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def is_introduced(name: Name, text: str) -> bool:
    """Return whether it is told who somebody is: "Zein (27)", "Zein, warga setempat"."""
    behind = text[name.span.end_char : name.span.end_char + MAX_BETWEEN]
    word = re.match(r", (\w+)", behind)
    heads = lexicon.section("office_heads") | lexicon.section("nameless_heads")
    heads |= lexicon.section("nameless_openers") | lexicon.section("serving")
    return bool(name.role) or behind.startswith(" (") or bool(word and word[1] in heads)


def is_slip(a: str, b: str) -> bool:
    """Return whether two words with the same first letter differ by one slip of the pen."""
    short = max(len(a), len(b)) <= MAX_TYPO_WORD and len(b) >= MIN_SHORTENED
    return short and a[0] == b[0] and OSA.distance(a, b, score_cutoff=1) == 1
