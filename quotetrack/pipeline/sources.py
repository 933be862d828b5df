"""Sources: the media through which statements came.

"…,” ujar Galuzin, dikutip dari Sputnik." -> "Sputnik"; "… dikutip dari Antara, Senin" -> "Antara";
"dilansir Senin (12/3)" -> none

A source's label says what it covers: `statement`, those of its sentence; `article`, all of them,
since it credits the text from its head or foot.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotetrack import lexicon
from quotetrack.pipeline import marks, paragraphs, statements
from quotetrack.pipeline.spans import first_behind

GROUP = "sources"
DOMAIN = re.compile(r"^[\w-]+(\.[\w-]+)*\.(com|co|id|net|org|tv|news|info)(\.id)?$", re.IGNORECASE)
MAX_WORDS = 5
HEAD_PARAGRAPHS = 2
FOOT_PARAGRAPHS = 2


def find(doc: Doc) -> list[Span]:
    """Return the sources outside quotations, in order."""
    quoted = marks.quoted_tokens(doc)
    by_medium = lexicon.section("to_outlet") | lexicon.section("by_platform")
    found: list[Span] = []
    for token in doc:
        if token.i in quoted or (found and token.i < found[-1].end):
            continue
        source = None
        if token.lower_ in lexicon.section("credits"):
            source = behind_credit(doc, token.i + 1)
        elif token.lower_ in by_medium:
            source = behind_medium(doc, token.i)
        if source is not None:
            found.append(source)
    return found


def behind_credit(doc: Doc, i: int) -> Span | None:
    """Return the medium behind "dikutip dari": the capitalised words, never a weekday."""
    limit = min(len(doc), i + 8)
    while i < limit and doc[i].lower_ in lexicon.section("credit_fillers"):
        i += 1
    end = i
    while end < min(len(doc), i + MAX_WORDS) and is_medium_word(doc, end):
        end += 1
    return Span(doc, i, end, label="credit") if end > i else None


def is_medium_word(doc: Doc, i: int) -> bool:
    """Return whether a word can stand in a medium's name."""
    token = doc[i]
    if token.lower_ in lexicon.section("weekdays_months") or token.is_punct or token.is_space:
        return False
    return (
        token.text[0].isupper()
        or token.text[0] == "@"
        or bool(DOMAIN.match(token.text))
        or token.lower_ in lexicon.section("media")
    )


def behind_medium(doc: Doc, i: int) -> Span | None:
    """Return a known outlet behind "kepada", or a known platform behind "melalui", "di", "akun"."""
    word = doc[i].lower_
    to_outlet = word in lexicon.section("to_outlet")
    known_words = lexicon.section("media" if to_outlet else "platforms")
    start = i + 1
    while start < min(len(doc), i + 6) and doc[start].lower_ in lexicon.section("platform_fillers"):
        start += 1
    for length in (4, 3, 2, 1):
        if start + length <= len(doc):
            text = doc[start : start + length].text
            known = text.casefold() in known_words or (to_outlet and DOMAIN.match(text))
            if known and (text[0].isupper() or to_outlet):
                return Span(doc, start, start + length, label="medium")
    return None


def credits_article(doc: Doc, source: Span) -> bool:
    """Return whether a credit stands at the head or the foot of the text."""
    all_paragraphs = doc.spans[paragraphs.GROUP]
    number = first_behind(all_paragraphs, source.start) - 1
    return number <= HEAD_PARAGRAPHS or number >= len(all_paragraphs) - FOOT_PARAGRAPHS


def place(doc: Doc, found: list[Span]) -> list[Span]:
    """Return the sources labelled by what they cover: a sentence's statements, or the article's."""
    parts = doc.spans[statements.GROUP]
    with_statement = {doc[i].sent.start for part in parts for i in (part.start, part.end - 1)}
    placed = []
    for source in found:
        beside = source.sent.start in with_statement
        label = "statement" if beside else "article"
        if beside or (source.label_ == "credit" and credits_article(doc, source)):
            placed.append(Span(doc, source.start, source.end, label=label))
    return placed


@Language.component("quotetrack_sources", requires=["doc.spans"], assigns=["doc.spans"])
def write(doc: Doc) -> Doc:
    """Write the span group `sources`."""
    doc.spans[GROUP] = place(doc, find(doc))
    return doc
