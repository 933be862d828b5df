"""Tells a clause from a noun phrase by its words, where no tagger is asked.

"harga akan naik" has a predicate; "kenaikan harga yang dikhawatirkan" has none
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quotetrack import lexicon

MIN_VERB_LENGTH = 6
VERB_PREFIXES = ("me", "ber", "di", "ter")
DEFINITE = frozenset({"itu", "ini", "tersebut"})
NO_PREDICATES = frozenset({"oleh", "sebagai", "atau", "serta", "bagi", "demi", "guna", "ke", "per"})


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
    below = False  # in a chain of verbs below the clause: "yang |diduga merekam| perjalanan"
    for token in doc[start:end]:
        previous = token.nbor(-1).lower_ if token.i > start else ""
        known = token.lower_ in lexicon.section("predicates")
        if previous in places and token.lower_ in lexicon.section("quantities"):
            known = False  # di sekitar Gunawarman
        verb = is_verb_shaped(token.lower_) and token.text.islower()
        if previous in lexicon.section("verb_openers"):
            below = known or verb
        elif known and not (below and previous in lexicon.section("predicates")):
            return True
        elif verb and not below:
            if token.i > start and previous not in places:
                return True
        elif previous in DEFINITE and describes(token):
            return True
        else:
            below = below and (known or verb)
    return False


def describes(token: Token) -> bool:
    """Return whether a word behind "itu" is what is said of it: "harga itu |sesuai dengan …"."""
    apart = lexicon.section("adjunct_openers") | lexicon.section("subordinators")
    plain = token.is_alpha and token.text.islower()
    return plain and token.lower_ not in apart and token.lower_ not in NO_PREDICATES
