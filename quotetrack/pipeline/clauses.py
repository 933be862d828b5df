"""Tells a clause from a noun phrase by its words, where no tagger is asked.

"harga akan naik" has a predicate; "kenaikan harga yang dikhawatirkan" has none
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quotetrack import lexicon

MIN_VERB_LENGTH = 6
VERB_PREFIXES = ("me", "ber", "di", "ter")


def is_verb_shaped(word: str) -> bool:
    """Return whether a word bears a verb's prefix: "diperiksa", "melakukan"."""
    shaped = len(word) >= MIN_VERB_LENGTH and word.startswith(VERB_PREFIXES)
    return shaped and word not in lexicon.section("verb_look_alikes")


def begins_predicate(token: Token) -> bool:
    """Return whether a word can be the first of what is said of a subject: "penting", "dikaji"."""
    verb = token.text.islower() and is_verb_shaped(token.lower_)
    return verb or token.lower_ in lexicon.section("predicates")


def has_predicate(doc: Doc, start: int, end: int) -> bool:
    """Return whether a clause rather than a noun phrase stands there: it has a verb of its own."""
    places = lexicon.section("prepositions_of_place")
    for token in doc[start:end]:
        previous = token.nbor(-1).lower_ if token.i > start else ""
        if previous in {"yang", "untuk", "dalam", "atas"}:
            continue
        if token.lower_ in lexicon.section("predicates"):
            return True
        behind_subject = token.i > start and previous not in places and token.text.islower()
        if behind_subject and is_verb_shaped(token.lower_):
            return True
    return False
