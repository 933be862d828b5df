"""Cues: the reporting words that may attribute something to somebody.

"“Siap,” kata Budi." -> "kata" (bare); "Budi mengatakan siap." -> "mengatakan" (active);
"Menurut Budi, siap." -> "Menurut" (preposition); "Ia enggan mengatakan itu." -> none

A cue's label is its form: active, bare, nya, passive or preposition. Whether anything is really
attributed is for `contents` to say.
"""

from __future__ import annotations

from itertools import takewhile

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from quotetrack import lexicon
from quotetrack.pipeline import marks, paragraphs
from quotetrack.pipeline.clauses import is_verb_shaped

GROUP = "cues"
MAX_POINTER_WORDS = 4
MAX_BASIS = 30


def find(doc: Doc) -> list[Span]:
    """Return the cues outside quotations, in order."""
    left_out = marks.quoted_tokens(doc) | skipped_tokens(doc)
    words = lexicon.reporting_words()
    found = []
    for token in doc:
        word = words.get(token.lower_)
        if word is None or token.i in left_out or not is_reporting(token, word.form):
            continue
        found.append(Span(doc, token.i, token.i + 1, label=word.form))
    return found


def skipped_tokens(doc: Doc) -> set[int]:
    """Return the tokens of lines that point to other articles: "Baca juga: …"."""
    found: set[int] = set()
    for line in doc.spans[paragraphs.GROUP]:
        openers = {doc[line.start : line.start + n].text.casefold() for n in (1, 2)}
        colon = any(t.text in ":|" for t in line[:MAX_POINTER_WORDS])
        if colon and not openers.isdisjoint(lexicon.section("skipped_lines")):
            found.update(range(line.start, line.end))
    return found


def is_reporting(token: Token, form: str) -> bool:
    """Return whether the words round a reporting word let it report."""
    previous = token.nbor(-1).lower_ if token.i else ""
    if form == "active":
        if previous == "dan" and shares_object(token):
            return False
        if previous == "pernah" and token.i > 1:
            previous = token.nbor(-2).lower_  # tidak pernah mengaku
        negated = previous in lexicon.section("negations")
        if negated and token.lower_ not in lexicon.section("denials"):
            return False
        return negated or previous not in lexicon.section("not_reporting_after")
    if form == "nya":
        return stands_by_itself(token, previous)
    if form == "bare":
        return stands_as_attribution(token, previous)
    follower = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if token.lower_ == "berdasarkan":
        # Berdasarkan keterangan Budi, Ani menyebut …: it is Ani who speaks
        rest = token.doc[token.i + 1 : token.i + MAX_BASIS]
        same = takewhile(lambda t: not t.is_sent_start, rest)
        alone = not any(t.lower_ in lexicon.reporting_words() for t in same)
        return follower in lexicon.section("words_reported") and alone
    return form != "preposition" or follower not in lexicon.section("no_speakers")


def shares_object(token: Token) -> bool:
    """Return whether another verb is joined to one: "sudah menetapkan dan mengumumkan calon"."""
    if token.i < 2:
        return False
    other = token.nbor(-2)
    verb = (
        other.lower_.startswith(("me", "ber"))
        and is_verb_shaped(other.lower_)
        and other.text.islower()
    )
    return verb and other.lower_ not in lexicon.reporting_words()


def stands_by_itself(token: Token, previous: str) -> bool:
    """Return whether a form with "-nya" attributes: "…,” katanya", not "langkah tegasnya"."""
    free = token.lower_ == "menurutnya" or token.lower_.startswith("di")
    if free:
        return previous not in lexicon.section("prepositions_of_place")
    if token.is_sent_start or token.i == 0:
        return True
    behind = token.nbor(-1)
    return behind.is_punct or behind.is_space or previous in {"demikian", "begitu", "pun", "juga"}


def stands_as_attribution(token: Token, previous: str) -> bool:
    """Return whether a bare reporting word stands at a clause's edge, or at least before a name."""
    follower = token.nbor() if token.i + 1 < len(token.doc) else None
    if follower is None or previous in {"lebih", "yang", "seperti"}:
        return False
    if token.text[0].isupper() and not token.is_sent_start and token.nbor(-1).is_alpha:
        return False  # a headline: Posisi Belakang di Tes, Nakagami Ungkap Masalahnya
    named = follower.text[0].isupper() or follower.lower_ in lexicon.section("pronouns")
    if token.is_sent_start:
        return named or follower.lower_ in lexicon.section("office_heads")
    behind = token.nbor(-1)
    if behind.is_punct or behind.is_space or previous in {"demikian", "begitu", "masih"}:
        return not follower.is_punct
    # Ular sanca kembang itu kata Ujang berhasil ditangkap
    doubtful = lexicon.section("ambiguous_cues") - {"kata", "ungkap"}
    return named and token.lower_ not in doubtful


@Language.component("quotetrack_cues", requires=["doc.spans"], assigns=["doc.spans"])
def write(doc: Doc) -> Doc:
    """Write the span group `cues`."""
    doc.spans[GROUP] = find(doc)
    return doc
