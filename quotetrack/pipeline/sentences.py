"""Sentences: aware of paragraphs, marks, brackets and abbreviations.

"“Siap,” kata dr. Budi. Ia pulang." -> "“Siap,” kata dr. Budi.", "Ia pulang."
"""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from quotetrack import lexicon

TERMINALS = frozenset({".", "?", "!", "…", "..", "..."})
DASHES = frozenset({"-", "–", "—", "--"})
MAX_DATELINE_WORDS = 8
MAX_DATELINE = 40
MAX_SENTENCE = 500  # tokens, twice the longest of a newspaper: rules look through whole sentences
MIN_ACRONYM = 3
CLOSERS = frozenset("\"'”’»)]")
OPENERS = frozenset("\"'“‘«„([")


def find(doc: Doc) -> list[int]:
    """Return the indices of the tokens that begin a sentence; the first token is one."""
    starts: list[int] = []
    ended, depth = True, 0
    for token in doc:
        if token.is_space:
            if "\n" in token.text:
                ended, depth = True, 0
            continue
        overlong = bool(starts) and token.i - starts[-1] >= MAX_SENTENCE
        if overlong or (ended and depth == 0 and may_begin(token)):
            starts.append(token.i)
            ended = False
        elif ended and token.text not in CLOSERS:
            ended = False
        if token.text in "([":
            depth += 1
        elif token.text in ")]":
            depth = max(0, depth - 1)
        if (
            (token.text in TERMINALS and not ends_abbreviation(token))
            or (token.text in DASHES and starts and ends_dateline(token, starts[-1]))
            or ends_with_initial(token)
        ):
            ended = True
    return starts


def ends_dateline(dash: Token, start: int) -> bool:
    """Return whether a dash parts a dateline from the text: "Jakarta, CNBC - Sebanyak"."""
    first = start == 0 or "\n" in dash.doc[start - 1].text
    if not first or dash.i - start > MAX_DATELINE:
        return False
    words = [t for t in dash.doc[start : dash.i] if not t.is_punct and not t.is_space]
    if not 0 < len(words) <= MAX_DATELINE_WORDS:
        return False
    return all(t.text[0].isupper() or t.like_url or t.like_num or t.text[0] == "(" for t in words)


def may_begin(token: Token) -> bool:
    """Return whether a sentence can begin here: with a capital, a digit or an opening mark."""
    if token.text in OPENERS and not (token.i and "\n" in token.nbor(-1).text):
        follower = token.nbor() if token.i + 1 < len(token.doc) else None
        # a mark with a space behind it, or none before it, closes: … selesai." Ia
        spaced = token.i == 0 or bool(token.nbor(-1).whitespace_) or token.nbor(-1).is_space
        return follower is not None and not token.whitespace_ and spaced
    first = token.text[0]
    previous_breaks = token.i == 0 or token.nbor(-1).is_space
    # a number goes on right after its stop: No. 34/PMK.011/2007
    number = first.isdigit() and (previous_breaks or bool(token.nbor(-1).whitespace_))
    return first.isupper() or number or first in "@#" or previous_breaks


def ends_abbreviation(token: Token) -> bool:
    """Return whether a stop that stands alone belongs to the word before it ("dkk .")."""
    if token.text != "." or token.i == 0 or token.nbor(-1).whitespace_:
        return False
    word = token.nbor(-1)
    # BPK is a body, bpk. the short form of bapak
    acronym = word.is_upper and len(word) >= MIN_ACRONYM
    return word.lower_ + "." in lexicon.abbreviations() and not word.is_digit and not acronym


def ends_with_initial(token: Token) -> bool:
    """Return whether an initial's stop ends a sentence as well: "Brigadir J. Hal itu …"."""
    initial = len(token) == len("J.") and token.text[0].isalpha() and token.text[1] == "."
    if not initial or token.i + 1 >= len(token.doc) or not token.whitespace_:
        return False
    follower = token.nbor()
    return follower.text in OPENERS - {"("} or follower.lower_ in lexicon.section("clause_openers")


@Language.component("quotetrack_sentences", assigns=["token.is_sent_start"])
def write(doc: Doc) -> Doc:
    """Set the sentence boundaries."""
    starts = np.full(len(doc), -1, dtype=np.int64)
    starts[[0, *find(doc)][: len(doc)]] = 1
    # setting them a token at a time looks through the whole document each time
    doc.from_array("SENT_START", starts.astype(np.uint64))  # type: ignore[arg-type]
    return doc
