"""Where what was said begins behind a reporting word: whom it was said to, what opens the clause.

"Budi mengatakan kepada warga bahwa |harga naik"; "Budi menegaskan |jika mahal maka batal"
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quotetrack import lexicon
from quotetrack.pipeline.clauses import DEFINITE, is_verb_shaped

MAX_ADJUNCT = 14
MAX_SUBJECT = 8
MAX_TO_COMPLEMENTISER = 18
# may stand some words behind the verb: "menegaskan kepada Komisi I bahwa …"
WIDE_COMPLEMENTISERS = frozenset({"bahwa", "bahwasanya", "agar", "supaya"})
COPULAS = frozenset({"adalah", "merupakan", "ialah", "bukanlah"})
ABSTRACT = ("pen", "pem", "per", "ke")
CONDITIONALS = frozenset({"jika", "kalau", "bila", "bilamana"})


def find_complementiser(doc: Doc, start: int, end: int, *, urging: bool) -> int | None:
    """Return the word that opens the clause, None where nothing marks it."""
    words = lexicon.section("urging" if urging else "complementisers")
    if start < end and doc[start].lower_ == "kepada":
        words = words | {"untuk"}  # menyampaikan kepada warga untuk bersatu
        urging = True
    first = start + is_comma(doc, start)  # menambahkan, jika …
    for token in doc[start : min(end, start + MAX_TO_COMPLEMENTISER)]:
        wide = urging or token.i == first or token.lower_ in WIDE_COMPLEMENTISERS
        if wide and token.lower_ in words:
            return None if is_condition(token, end) else int(token.i)
        if token.text in ".;:" or (token.text == "," and token.i > start):
            return None
        begun = token.lower_ in lexicon.section("predicates") and doc[token.i - 1].lower_ != "yang"
        if begun and not (urging and token.lower_ in lexicon.section("quantities")):
            return None  # menyebut ada dugaan bahwa …; menilai tim harus kerja keras agar …
        # meminta Kremlin memberikan amunisi untuk …: the verb stands before any complementiser
        led = token.i > start and doc[token.i - 1].lower_ not in {"yang", "para", "untuk"}
        if is_verb_shaped(token.lower_) and token.text.islower() and (led or not urging):
            return None
    return None


def is_condition(token: Token, end: int) -> bool:
    """Return whether "jika" opens a condition inside what was said: "jika …, maka …"."""
    if token.lower_ not in CONDITIONALS:
        return False
    following = token.doc[token.i + 1 : end]
    return any(t.lower_ == "maka" for t in following) or following[:1].text.lower() == "tidak"


def is_noun_object(doc: Doc, start: int, end: int) -> bool:
    """Return whether a thing is conveyed rather than said: "apresiasi kepada petani"."""
    if start >= end or doc[start].lower_ not in lexicon.section("noun_objects"):
        return False
    if any(token.lower_ in COPULAS for token in doc[start:end]):
        return False  # menegaskan target pemerintah dalam jangka pendek adalah …
    for token in doc[start + 1 : min(end, start + MAX_SUBJECT)]:
        # memastikan dukungan Polri tidak berhenti: the noun is the subject of a clause
        known = lexicon.section("predicates") - lexicon.section("quantities")
        if token.lower_ in known | DEFINITE:
            return False
        if token.lower_ in lexicon.section("subordinators"):
            break
    return True


def is_thing(doc: Doc, start: int, marker: int) -> bool:
    """Return whether a thing stands where one is addressed: "meminta |penambahan dana untuk"."""
    if start >= marker or doc[marker].lower_ != "untuk" or not doc[start].text.islower():
        return False
    word = doc[start].lower_
    persons = lexicon.section("body_heads") | lexicon.section("addressed")
    abstract = word.startswith(ABSTRACT) and word.endswith("an") and word not in persons
    return abstract or word in lexicon.section("noun_objects")


def skip_addressee(doc: Doc, start: int) -> int:
    """Return where what is said begins behind "kepada petugas," or "pada Selasa,".

    "mengatakan usai pabrik ditutup, produksi pindah": an occasion belongs to what was said.
    """
    return skip_to_comma(doc, start) if opens_address(doc, start) else start


def skip_occasion(doc: Doc, start: int) -> int:
    """Return where what is said begins behind an attribution and its occasion, "di kantornya,"."""
    if start + 1 < len(doc) and doc[start + 1].lower_ == "ini":
        return start  # Menurut Budi saat ini harga naik
    occasion = start < len(doc) and doc[start].lower_ in lexicon.section("occasions")
    return skip_to_comma(doc, start) if occasion or opens_address(doc, start) else start


def opens_address(doc: Doc, i: int) -> bool:
    """Return whether a phrase tells to whom or on which day it was said."""
    if i + 1 >= len(doc):
        return False
    word, following = doc[i].lower_, doc[i + 1].lower_
    if word == "pada":
        return following == "hari" or following in lexicon.section("weekdays_months")
    return word in lexicon.section("addressing")


def skip_to_comma(doc: Doc, start: int) -> int:
    """Return the comma that closes a phrase, `start` where a clause comes first."""
    for token in doc[start : start + MAX_ADJUNCT]:
        if token.text == ",":
            return int(token.i)
        if token.text in ".;:" or token.lower_ in lexicon.section("complementisers"):
            break
    return start


def is_comma(doc: Doc, i: int) -> bool:
    """Return whether a comma or a colon stands at token `i`."""
    return i < len(doc) and doc[i].text in {",", ":"}
