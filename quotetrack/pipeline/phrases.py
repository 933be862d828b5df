"""Noun phrases: where the expression that begins at a word ends.

"salah satu pedagang beras di pasar itu, Suleha, Sabtu" -> up to "Suleha"
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quotetrack import lexicon
from quotetrack.pipeline import sentences
from quotetrack.pipeline.names import OFFICES
from quotetrack.pipeline.spans import span_at

HARD_STOPS = frozenset('.!?;:…—–“”"„«»')
MAX_TO_NAME = 14
MAX_PHRASE = 80
PERSONAL = frozenset({"dia", "ia", "beliau", "pihaknya"})


def phrase_end(doc: Doc, start: int) -> int:
    """Return where the noun phrase that begins at `start` ends, before any comma or adjunct."""
    i = start
    while i < min(len(doc), start + MAX_PHRASE):
        token = doc[i]
        if token.text == "(":
            closing = next((j for j in range(i, min(i + 12, len(doc))) if doc[j].text == ")"), None)
            if closing is None or is_date(doc, i + 1, closing):
                break
            i = closing + 1
            continue
        if token.text == "," or token.is_space or is_stop(token):
            break
        if i > start and ends_at(doc, start, i):
            break
        # neither a name nor an office is broken off in the middle
        i = max(i + 1, span_end(doc, i))
    return i


def span_end(doc: Doc, i: int) -> int:
    """Return the end of the name or the office that begins at token `i`, else `i`."""
    office = span_at(doc.spans[OFFICES], i)
    if office is not None and office.start == i:
        return int(office.end)
    end = i + 1
    while doc[i].ent_iob_ == "B" and end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return end


def ends_at(doc: Doc, start: int, i: int) -> bool:
    """Return whether the noun phrase that begins at `start` ends before token `i`."""
    token = doc[i]
    if ends_person(doc[i - 1]) or doc[i - 1].lower_ in PERSONAL:
        return not is_degree(token) and token.lower_ not in {"selaku", "bin", "binti"}
    if ends_name(doc, start, i):
        return True
    if token.ent_iob_ == "I" or not ends_phrase(token, doc[start]):
        return False
    return not leads_to_name(doc, start, i)


def ends_name(doc: Doc, start: int, i: int) -> bool:
    """Return whether a phrase that begins with a body's name is over: "Menurut BPS |harga naik"."""
    named = doc[start].ent_iob_ == "B" and doc[start].ent_type_ == "ORG"
    if not named or doc[i].ent_type_ or span_end(doc, start) != i or not doc[i].text.islower():
        return False
    if len(doc[i]) == 1:
        return False
    return not ends_phrase(doc[i], doc[start]) and doc[i].lower_ not in {"dan", "itu", "tersebut"}


def leads_to_name(doc: Doc, start: int, i: int) -> bool:
    """Return whether a phrase goes on to its name: "salah satu pedagang di pasar itu, Suleha"."""
    opener = doc[start].lower_
    known = lexicon.section("office_heads") | lexicon.section("nameless_openers")
    if opener not in known or doc[i].lower_ not in {"di", "dan", "pada", "dari", "untuk"}:
        return False
    for token in doc[i : i + MAX_TO_NAME]:
        if token.ent_type_ == "PERSON":
            return doc[token.i - 1].text == "," or doc[token.i - 1].text[0].isupper()
        if token.text in HARD_STOPS or token.is_space or token.lower_ in lexicon.reporting_words():
            return False
    return False


def ends_person(token: Token) -> bool:
    """Return whether a token is the last of a person's name."""
    if token.ent_type_ != "PERSON":
        return False
    return token.i + 1 == len(token.doc) or token.nbor().ent_iob_ != "I"


def is_stop(token: Token) -> bool:
    """Return whether no clause reaches over a token."""
    if token.text in HARD_STOPS:
        return not sentences.ends_abbreviation(token)
    # JAKARTA, IDXChannel - Kementerian Agama menyatakan …; not Jean-Pierre
    return (
        token.text == "-"
        and bool(token.whitespace_)
        and token.i > 0
        and bool(token.nbor(-1).whitespace_)
    )


def ends_phrase(token: Token, head: Token) -> bool:
    """Return whether a token opens what no longer belongs to the noun phrase."""
    word = token.lower_
    if word in {"di", "dari", "untuk", "pada"} and token.text.islower():
        # kepala Direktorat … di kementerian itu; pejabat senior dari Kementerian Pertahanan
        return not belongs_to_office(token, head)
    if word == "dan":
        following = token.nbor() if token.i + 1 < len(token.doc) else None
        return following is None or not following.text[0].isupper()
    if word in lexicon.section("weekdays_months"):
        return True
    if word == "tahun" and token.nbor(-1).like_num:
        return False
    if word in lexicon.reporting_words():
        return not (word == "laporan" or token.text[0].isupper())
    if word == "yang":
        return head.text[0].isupper() and head.lower_ not in lexicon.section("office_heads")
    return word in lexicon.section("adjunct_openers") and token.text.islower()


def belongs_to_office(token: Token, head: Token) -> bool:
    """Return whether "di …" or "dari …" goes on with an office rather than tells a place."""
    if token.i + 1 >= len(token.doc):
        return False
    following = token.nbor()
    if token.lower_ == "di":
        definite = token.i + 2 < len(token.doc) and token.nbor(2).lower_ in {"itu", "tersebut"}
        return following.text.islower() and definite
    nameless = head.lower_ in (
        lexicon.section("nameless_heads")
        | lexicon.section("nameless_openers")
        | lexicon.section("documents")
    )
    return (
        token.lower_ == "dari"
        and following.text[0].isupper()
        and (nameless or head.lower_ in lexicon.section("office_heads"))
    )


def is_date(doc: Doc, start: int, end: int) -> bool:
    """Return whether a bracket holds a date: (23/10/2022), (23/10)."""
    return any(c.isdigit() for c in doc[start:end].text) and "/" in doc[start:end].text


def is_degree(token: Token) -> bool:
    """Return whether a token is an academic degree: "S.H.", "M.Si"."""
    return token.lower_.replace(".", "") in lexicon.section("degrees")


def has_person(doc: Doc, start: int, end: int) -> bool:
    """Return whether a person's name lies within the tokens."""
    return any(token.ent_type_ == "PERSON" for token in doc[start:end])
