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
from quotetrack.pipeline.spans import first_behind, names_within

GROUP = "sources"
DOMAIN = re.compile(r"^[\w-]+(\.[\w-]+)*\.(com|co|id|net|org|tv|news|info)(\.id)?$", re.IGNORECASE)
MAX_WORDS = 5
MAX_FAMILY = 2
MAX_TO_SIGNATURE = 50
HEAD_PARAGRAPHS = 3
FOOT_PARAGRAPHS = 2


def find(doc: Doc) -> list[Span]:
    """Return the sources outside quotations, in order."""
    quoted = marks.quoted_tokens(doc)
    said = {i for part in doc.spans[statements.GROUP] for i in range(part.start, part.end)}
    found: list[Span] = []
    for token in doc:
        if token.i in quoted or (found and token.i < found[-1].end):
            continue
        found += find_at(token, said=token.i in said)
    return found


def find_at(token: Token, *, said: bool) -> list[Span]:
    """Return the sources that a word or a bracket introduces.

    What was said may hold a credit, "…, demikian dikutip Reuters", but what it says of a platform
    credits nobody: "pesan itu, kata dia, tersebar di WhatsApp".
    """
    doc, i, word = token.doc, token.i + 1, token.lower_
    if opens_credit_line(token):
        return [s for s in behind_credit(doc, i, "line") if not is_signed(s)]
    if token.text == "(":
        return in_desk_code(doc, i)
    found = behind_credit(doc, i, "credit") if word in lexicon.section("credits") else []
    if opens_interviewer(token):
        found = behind_credit(doc, i, "medium")
    if not found and word in lexicon.section("to_outlet") and (word == "kepada" or not said):
        found = behind_medium(doc, i, to_outlet=True)
    if not found and word in lexicon.section("by_platform") and not said:
        found = behind_medium(doc, i, to_outlet=False)
    return found


def opens_credit_line(token: Token) -> bool:
    """Return whether a token opens "Sumber: …" or "Artikel ini telah tayang di …"."""
    if token.lower_ == "sumber":  # and not "sumber daya"
        return token.i + 1 < len(token.doc) and token.nbor().text == ":"
    if token.lower_ != "di":
        return False
    return token.doc[max(0, token.i - 4) : token.i].text.casefold().endswith("ini telah tayang")


def is_signed(source: Span) -> bool:
    """Return whether an outlet signs the article, so that it is its own: "(Tribun.co.id/Budi)"."""
    return f"({source.text}/" in source.doc[source.end : source.end + MAX_TO_SIGNATURE].text


def opens_interviewer(token: Token) -> bool:
    """Return whether a token opens the outlet in "dalam wawancara eksklusif dengan Goalpost"."""
    if token.lower_ not in {"dengan", "bersama"}:
        return False
    return any(t.lower_ == "wawancara" for t in token.doc[max(0, token.i - 2) : token.i])


def in_desk_code(doc: Doc, i: int) -> list[Span]:
    """Return the medium in a desk's mark at the foot: "(The Guardian/OL-5)", but not "(Ant/OL-5)".

    The desk's own abbreviations say who keyed the text in; annotators credit nobody for them.
    """
    end = next((j for j in range(i, min(len(doc), i + 4)) if doc[j].text == "/"), i)
    if end == i or not doc[end : end + 3].text.startswith("/OL-"):
        return []
    own = doc[i].lower_ in lexicon.section("desk_marks")
    return [] if own else [Span(doc, i, end, label="line")]


def behind_credit(doc: Doc, i: int, label: str) -> list[Span]:
    """Return the media behind "dikutip dari", each by its capitalised words, never a weekday."""
    found: list[Span] = []
    further = True
    while further:
        limit = min(len(doc), i + 8)
        while i < limit and doc[i].lower_ in lexicon.section("credit_fillers"):
            i += 1
        if i < limit and doc[i].lower_ in lexicon.section("platforms"):
            return [*found, Span(doc, i, i + 1, label=label)]  # YouTube Sekretariat Presiden
        end = i
        while (
            end < min(len(doc), i + MAX_WORDS)
            and (
                is_medium_word(doc, end)
                or (end > i and joins_words(doc, end))
                # CNBC international, printed so
                or doc[i : end + 1].text.casefold() in lexicon.section("media")
            )
        ):
            end += 1
        if end == i or not may_be_medium(doc[i:end]):
            return found
        found.append(Span(doc, i, end, label=label))
        # "Dikutip detikNews dari Antara"
        further = end + 1 < len(doc) and doc[end].lower_ in lexicon.section("credit_chains")
        i = end + 1
    return found


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


def joins_words(doc: Doc, i: int) -> bool:
    """Return whether a small word joins the capitalised words of a name: Times of Israel."""
    return doc[i].text in {"of", "and"} and i + 1 < len(doc) and is_medium_word(doc, i + 1)


def may_be_medium(words: Span) -> bool:
    """Return whether a name is no person's and no office: "diberitakan Direktur Lalu Lintas …"."""
    person = any(name.label_ == "PERSON" for name in names_within(words))
    return not person and words[0].lower_ not in lexicon.section("office_heads")


def behind_medium(doc: Doc, i: int, *, to_outlet: bool) -> list[Span]:
    """Return a known outlet behind "kepada", or a known platform behind "melalui", "akun"."""
    start = i
    while start < min(len(doc), i + 5) and doc[start].text in lexicon.section("platform_fillers"):
        start += 1
    small = not to_outlet and doc[start - 1].lower_ in lexicon.section("platform_nouns")
    for length in (4, 3, 2, 1):
        words = doc[start : start + length]
        if len(words) < length or not words.text:
            continue
        if is_outlet(words) if to_outlet else is_platform(words, small=small):
            return [Span(doc, start, start + length, label="medium")]
    return []


def is_platform(words: Span, *, small: bool) -> bool:
    """Return whether a platform is named, as a name unless `small`: "live instagram"."""
    # X ends a sentence as an initial ends: "ungkap Divisi Pusat LAPD di X."
    name = words[0].lower_.rstrip(".") if len(words) == 1 else words.text.casefold()
    return name in lexicon.section("platforms") and (small or words.text[0].isupper())


def is_capital(words: Span) -> bool:
    """Return whether a name is printed as one; detik alone prints itself small."""
    return words.text[0].isupper() or words.text.startswith("detik")


def is_outlet(words: Span) -> bool:
    """Return whether words are an outlet's name, or have its shape: Kompas.com, detikJateng."""
    if len(words) == 1 and DOMAIN.match(words.text):
        return True
    if not is_capital(words):  # "empat di antaranya"
        return False
    if words.text.casefold() in lexicon.section("media"):
        return True
    named = all(t.text[0].isupper() and is_medium_word(t.doc, t.i) for t in words[1:])
    return named and (is_family(words) or has_outlet_ending(words))


def is_family(words: Span) -> bool:
    """Return whether a name begins as a publisher's many outlets do: TribunLombok, Tribun Batam."""
    first, families = words[0].lower_, lexicon.section("media_families")
    begins = any(first.startswith(name) for name in families)
    return begins and len(words) <= MAX_FAMILY and (len(words) > 1 or first not in families)


def has_outlet_ending(words: Span) -> bool:
    """Return whether a name ends as outlets' do: Crispy Channel, BTV."""
    last = words[-1]
    broadcaster = last.text.endswith("TV") and last.is_upper and len(words) == 1
    return broadcaster or (len(words) > 1 and last.lower_ in lexicon.section("media_endings"))


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
        label = "statement" if beside and source.label_ != "line" else "article"
        everywhere = source.label_ == "line" or (
            source.label_ == "credit" and credits_article(doc, source)
        )
        if beside or everywhere:
            placed.append(Span(doc, source.start, source.end, label=label))
    return placed


@Language.component("quotetrack_sources", requires=["doc.spans"], assigns=["doc.spans"])
def write(doc: Doc) -> Doc:
    """Write the span group `sources`."""
    doc.spans[GROUP] = place(doc, find(doc))
    return doc
