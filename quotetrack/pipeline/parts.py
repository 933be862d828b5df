"""Which part of its clause a person's name is, by the words on either side of it.

"Di depan |Putin| dia mengungkapkan" -> oblique: the one who speaks is somebody else;
"Sementara itu, |Zelensky| mengecam serangan" -> head, and a verb follows: "dia" is he
"""

from __future__ import annotations

from spacy.tokens import Doc

from quotetrack import lexicon
from quotetrack.pipeline.clauses import begins_predicate, is_verb_shaped
from quotetrack.records import Part

MAX_BRACKET = 8
MAX_APPOSITION = 16


def is_agent(doc: Doc, start: int) -> bool:
    """Return whether a passive verb of saying stands before token `start`: "disampaikan (oleh)"."""
    before = [doc[i].lower_ for i in range(max(0, start - 3), start) if doc[i].lower_ != "oleh"]
    words = lexicon.reporting_words()
    return bool(before) and before[-1] in words and words[before[-1]].form == "passive"


def find_part(doc: Doc, start: int) -> Part:
    """Return what the name with its office that begins at token `start` is in its clause."""
    i = start - 1
    while i >= 0 and doc[i].lower_.strip(".") in lexicon.honorifics():
        i -= 1
    if i < doc[start].sent.start or not doc[i].is_alpha or not doc[i].text.islower():
        return Part.HEAD
    word = doc[i].lower_
    if word == "oleh" or (word.startswith("di") and is_verb_shaped(word)):
        return Part.AGENT
    if word in lexicon.section("before_obliques"):
        return Part.OBLIQUE
    if is_verb_shaped(word):
        return Part.OBJECT
    plain = lexicon.section("connectives") | lexicon.section("adverbs")
    plain |= lexicon.section("adjunct_openers") | lexicon.section("subordinators")
    if word in plain or word in lexicon.reporting_words() or word in lexicon.section("pointing"):
        return Part.HEAD
    return Part.POSSESSOR


def is_followed_by_verb(doc: Doc, end: int) -> bool:
    """Return whether a verb stands behind a name, its age, an apposition and adverbs."""
    i = behind_apposition(doc, behind_bracket(doc, end))
    while i < len(doc) and doc[i].lower_ in lexicon.section("adverbs"):
        i += 1
    if i >= len(doc):
        return False
    return begins_predicate(doc[i]) or doc[i].lower_ in lexicon.section("deeds")


def behind_bracket(doc: Doc, i: int) -> int:
    """Return the token behind a bracket that opens at token `i`, else `i`."""
    if i >= len(doc) or doc[i].text != "(":
        return i
    closing = (k + 1 for k in range(i, min(i + MAX_BRACKET, len(doc))) if doc[k].text == ")")
    return next(closing, i)


def behind_apposition(doc: Doc, i: int) -> int:
    """Return the token behind the second of two commas, the first at token `i`, else `i`."""
    if i >= len(doc) or doc[i].text != ",":
        return i
    for k in range(i + 1, min(i + MAX_APPOSITION, len(doc))):
        if doc[k].text == ",":
            return k + 1
        if doc[k].text in ".!?" or doc[k].is_space:
            break
    return i + 1
