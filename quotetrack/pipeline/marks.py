"""Quotation marks paired into quotations, whatever marks a paper uses and whichever it forgot.

'”Siap,” kata Budi.' -> one quotation over "Siap,"

A quotation's label says how it was bounded: `closed`; `unclosed`, `unopened` where a mark is
missing; `continued` where the next paragraph opens again and goes on with the same speech.
The span holds the words between the marks, not the marks. Nested marks belong to the outer ones.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from quotetrack import lexicon
from quotetrack.pipeline import paragraphs

GROUP = "quotations"
DOUBLE = frozenset('"“”„‟«»″')
SINGLE = frozenset("'‘’‹›‚")
FAMILIES = dict.fromkeys(DOUBLE, "double") | dict.fromkeys(SINGLE, "single")
ONLY_OPEN = frozenset("“„«‘‚‹")
ONLY_CLOSE = frozenset("»›")


def find(doc: Doc) -> list[Span]:
    """Return the outermost quotations in order; they never overlap or cross a paragraph."""
    found: list[Span] = []
    for paragraph in doc.spans[paragraphs.GROUP]:
        mine = find_in_paragraph(doc, paragraph.start, paragraph.end)
        previous = found[-1] if found else None
        if mine and previous is not None and previous.label_ == "unclosed":
            opens_again = mine[0].start == paragraph.start + 1
            adjacent = doc[previous.end : paragraph.start].text.strip() == ""
            if opens_again and adjacent:
                found[-1] = Span(doc, previous.start, previous.end, label="continued")
        found.extend(mine)
    return found


def find_in_paragraph(doc: Doc, start: int, end: int) -> list[Span]:
    """Return the quotations of one paragraph."""
    found: list[Span] = []
    opened: int | None = None  # the token after the opening mark
    family = ""
    for token in doc[start:end]:
        kind = FAMILIES.get(token.text)
        if kind is None or (kind == "single" and is_apostrophe(token)):
            continue
        if opened is None:
            if can_open(token, start):
                opened, family = token.i + 1, kind
            elif kind == "double" and not found and token.i > start:
                found += bounded(doc, start, token.i, "unopened")
        elif kind == family and not (opens(token, start) and not can_close(token)):
            found += bounded(doc, opened, token.i, "closed")
            opened = None
        elif kind == family and token.text in ONLY_OPEN and token.i > opened:
            found += bounded(doc, opened, token.i, "unclosed")
            opened = token.i + 1
    if opened is not None and family == "double":
        found += bounded(doc, opened, end, "unclosed")
    return found


def bounded(doc: Doc, start: int, end: int, label: str) -> list[Span]:
    """Return the span in a list, or an empty list where nothing stands between the marks."""
    return [Span(doc, start, end, label=label)] if end > start else []


def before(token: Token, start: int) -> bool:
    """Return whether a space, a bracket or the paragraph's start stands before the token."""
    if token.i == start:
        return True
    previous = token.nbor(-1)
    return bool(previous.whitespace_) or previous.is_space or previous.text in "([{—–-/:"


def opens(token: Token, start: int) -> bool:
    """Return whether the spaces round a mark are those of an opening one."""
    last = token.i + 1 >= len(token.doc)
    return before(token, start) and not last and not token.whitespace_


def can_open(token: Token, start: int) -> bool:
    """Return whether a mark may open: by its shape, or by the spaces round it."""
    if token.text in ONLY_OPEN:
        return True
    if token.text in ONLY_CLOSE:
        return False
    if opens(token, start):
        return True
    if token.text in "”’" or FAMILIES[token.text] == "single":
        return False
    # katanya."Ini …: glued to the sentence before; '" Ini …': a space too many
    return bool(
        token.i > start and token.nbor(-1).text in ".,:" and not token.whitespace_
    ) or before(token, start)


def can_close(token: Token) -> bool:
    """Return whether a mark may close: nothing but space or punctuation follows it."""
    if token.text in ONLY_OPEN:
        return False
    if token.whitespace_ or token.i + 1 >= len(token.doc):
        return True
    follower = token.nbor()
    return follower.is_space or follower.is_punct or is_glued_to_cue(token)


def is_glued_to_cue(token: Token) -> bool:
    """Return whether a mark went over to the attribution behind it: Kami siap, "kata Budi."""
    word = lexicon.reporting_words().get(token.nbor().text)
    attributes = word is not None and word.form in {"bare", "nya"}
    return attributes and token.i > 0 and token.nbor(-1).text in {",", "?", "!"}


def is_apostrophe(token: Token) -> bool:
    """Return whether a single mark stands inside or right behind a word, as in Jum' at, '98."""
    glued_before = (
        token.i > 0 and not token.nbor(-1).whitespace_ and token.nbor(-1).text[-1].isalnum()
    )
    glued_after = (
        not token.whitespace_ and token.i + 1 < len(token.doc) and token.nbor().text[0].isalnum()
    )
    return (glued_before and glued_after) or (glued_after and token.nbor().text[0].isdigit())


def quoted_tokens(doc: Doc) -> set[int]:
    """Return the tokens that stand in a quotation; of one without its opening mark, none."""
    quotations = (q for q in doc.spans[GROUP] if q.label_ != "unopened")
    return {i for q in quotations for i in range(q.start, q.end)}


@Language.component("quotetrack_marks", requires=["doc.spans"], assigns=["doc.spans"])
def write(doc: Doc) -> Doc:
    """Write the span group `quotations`."""
    doc.spans[GROUP] = find(doc)
    return doc
