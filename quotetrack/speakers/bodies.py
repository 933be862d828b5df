"""The bodies and places of one article: every form of a name under its fullest one.

"Komisi Pemberantasan Korupsi (KPK) … KPK", "Kemenperin", "kementerian".
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from quotetrack import lexicon
from quotetrack.records import Findings, NameLabel

MIN_MINISTRY = 8
MAX_SHORT_FORM = 2
COMPANY_WORDS = frozenset(
    {"pt", "cv", "tbk", "(persero)", "tbk.", "pt.", "inc", "inc.", "ltd", "corp"}
)
NAMED_ALONE = frozenset({"pemerintah", "kepolisian", "istana"})  # the state's by themselves


def find_bodies(findings: Findings, text: str) -> dict[str, str]:
    """Return the fullest printed name of each body and place by its other forms, in lower case."""
    spans = [n for n in findings.names if n.label is not NameLabel.PERSON]
    fullest: dict[str, str] = {}
    by_initials: dict[str, set[str]] = defaultdict(set)
    by_word: dict[str, set[str]] = defaultdict(set)
    heads = lexicon.section("body_heads") | lexicon.section("generic_bodies")
    for name in spans:
        words = [w for w in name.text.split() if w.casefold() not in COMPANY_WORDS]
        by_initials[initials_of(name.text)].add(name.text)
        for word in words:
            # BMW is no short form of BMW Group Indonesia, but Zoom is of Zoom Technologies Inc
            if len(words) <= MAX_SHORT_FORM or word.casefold() in heads:
                by_word[word.casefold()].add(name.text)
    for full, short in pairwise(spans):
        between = text[full.span.end_char : short.span.start_char]
        # Komite Investasi Asing di Amerika Serikat (CFIUS): not the country's short form
        same = full.label is short.label or initials_of(full.text) == short.text.casefold()
        if between.strip() in {"(", "atau", "alias"} and len(short.text) < len(full.text) and same:
            fullest.setdefault(short.text.casefold(), full.text)
    for name in {(name.label, name.text): name for name in spans}.values():
        key = name.text.casefold()
        if len(name.text.split()) > 1 or key in fullest:
            continue
        shortened = by_initials.get(key, set()) if name.text.isupper() else set()
        longer = {n for n in shortened if n.casefold() != key}
        if not longer and name.label is NameLabel.ORG:
            longer = {n for n in by_word[key] if n.casefold() != key} or expand(key, by_word)
        shortest = min(longer, key=len, default="")
        if shortest and all(other.startswith(shortest) for other in longer):
            fullest[key] = max(longer, key=len)
    for name in sorted(spans, key=lambda n: -len(n.text)):
        if " " in name.text:
            fullest.setdefault(spell_out(name.text), name.text)
    for generic in lexicon.section("generic_bodies"):
        # kata kementerian: the one that the article names
        named = max(by_word[generic], key=len, default="")
        alone = named and all(named.startswith(other) for other in by_word[generic])
        if alone and generic not in NAMED_ALONE:
            fullest.setdefault(generic, named)
    return fullest


def initials_of(name: str) -> str:
    """Return the first letters of a body's capitalised words, in lower case."""
    words = [w for w in name.split() if w.casefold() not in COMPANY_WORDS]
    return "".join(w[0] for w in words if w[0].isupper()).casefold()


def spell_out(name: str) -> str:
    """Return a body's name in lower case without brackets, its head written out.

    "Pemprov DKI Jakarta" -> "pemerintah provinsi dki jakarta"
    """
    head, *rest = re.sub(r"\s*\([^)]*\)", "", name).casefold().split() or [""]
    return " ".join([lexicon.office_short_forms().get(head, head), *rest])


def expand(short: str, by_word: dict[str, set[str]]) -> set[str]:
    """Return the ministries that a short form can mean: Kemenperin, Kementerian Perindustrian."""
    if not short.startswith("kemen") or len(short) < MIN_MINISTRY:
        return set()
    rest = short.removeprefix("kemen")
    return {
        name
        for name in by_word["kementerian"]
        if any(word.casefold().startswith(rest) for word in name.split()[1:])
    }
