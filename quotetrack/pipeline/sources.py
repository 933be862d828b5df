"""Sources: the media through which statements came.

"…,” ujar Galuzin, dikutip dari Sputnik." -> "Sputnik"; "… dikutip dari Antara, Senin" -> "Antara";
"dilansir Senin (12/3)" -> none

A source's label says what it covers: `statement`, those of its sentence; `article`, all of them,
since it credits the text from its head or foot.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from quotetrack import lexicon
from quotetrack.pipeline import marks, paragraphs, statements
from quotetrack.pipeline.spans import first_behind

GROUP = "sources"
DOMAIN = re.compile(r"^[\w-]+(\.[\w-]+)*\.(com|co|id|net|org|tv|news|info)(\.id)?$", re.IGNORECASE)
MAX_WORDS = 5
MAX_FAMILY = 2
HEAD_PARAGRAPHS = 2
FOOT_PARAGRAPHS = 2


def find(doc: Doc) -> list[Span]:
    """Return the sources outside quotations, in order."""
    quoted = marks.quoted_tokens(doc)
    found: list[Span] = []
    for token in doc:
        if token.i in quoted or (found and token.i < found[-1].end):
            continue
        source = None
        if token.lower_ in lexicon.section("credits") or is_credit_line(token):
            source = behind_credit(doc, token.i + 1)
        elif token.text == "(":
            source = in_desk_code(doc, token.i + 1)
        if source is None and token.lower_ in lexicon.section("to_outlet"):
            source = behind_medium(doc, token.i, to_outlet=True)
        if source is None and token.lower_ in lexicon.section("by_platform"):
            source = behind_medium(doc, token.i, to_outlet=False)
        if source is not None:
            found.append(source)
    return found


def is_credit_line(token: Token) -> bool:
    """Return whether a token opens "Sumber: …", and not "sumber daya"."""
    return token.lower_ == "sumber" and token.i + 1 < len(token.doc) and token.nbor().text == ":"


def in_desk_code(doc: Doc, i: int) -> Span | None:
    """Return the agency in a desk's mark at the foot: "(Ant/OL-16)"."""
    code = doc[i : i + 3].text.partition("/")
    if not code[2].startswith("OL-") or not doc[i].text[0].isalpha():
        return None
    end = next(j for j in range(i, i + 3) if "/" in doc[j].text)
    return Span(doc, i, end, label="credit") if end > i else None


def behind_credit(doc: Doc, i: int) -> Span | None:
    """Return the medium behind "dikutip dari": the capitalised words, never a weekday."""
    limit = min(len(doc), i + 8)
    while i < limit and doc[i].lower_ in lexicon.section("credit_fillers"):
        i += 1
    if i < limit and doc[i].lower_ in lexicon.section("platforms"):
        return Span(doc, i, i + 1, label="credit")  # YouTube Sekretariat Presiden
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


def behind_medium(doc: Doc, i: int, *, to_outlet: bool) -> Span | None:
    """Return a known outlet behind "kepada", or a known platform behind "melalui", "akun"."""
    known = lexicon.section("media" if to_outlet else "platforms")
    start = i + 1
    while start < min(len(doc), i + 6) and doc[start].text in lexicon.section("platform_fillers"):
        start += 1
    for length in (4, 3, 2, 1):
        words = doc[start : start + length]
        if len(words) < length or not words.text:
            continue
        named = words.text.casefold() in known and (words.text[0].isupper() or to_outlet)
        if named or (to_outlet and is_outlet(words)):
            return Span(doc, start, start + length, label="medium")
    return None


def is_outlet(words: Span) -> bool:
    """Return whether words have the shape of an outlet's name: Kompas.com, detikJateng."""
    if len(words) == 1 and DOMAIN.match(words.text):
        return True
    first = words[0].lower_
    family = any(first.startswith(name) for name in lexicon.section("media_families"))
    return (
        family
        and len(words) <= MAX_FAMILY
        and all(t.text[0].isupper() for t in words[1:])
        and (len(words) > 1 or first not in lexicon.section("media_families"))
    )


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
