"""Names and offices by capitals and word lists, until a trained model takes this place.

"ujar Wakil Menteri Luar Negeri Rusia, Mikhail Galuzin" ->
    office "Wakil Menteri Luar Negeri Rusia", LOC "Rusia", PERSON "Mikhail Galuzin"

A run of capitalised words is a PERSON only where something says so: an office or an honorific
before it, a reporting word beside it, a comma after an office. What is a person once is a person
wherever the same words stand again in the article.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from quotetrack import lexicon

OFFICES = "offices"
MAX_PLACE_WORDS = 3


class Run(NamedTuple):
    """A stretch of capitalised words, by token."""

    start: int
    end: int


def find(doc: Doc) -> tuple[list[Span], list[Span]]:
    """Return the names (PERSON, ORG, LOC; none overlap) and the offices, each in text order."""
    names: list[Span] = []
    offices: list[Span] = []
    for run in find_runs(doc):
        office_end = find_office_end(doc, run)
        if office_end > run.start or is_office_word(doc[run.start - 1] if run.start else None):
            start = office_start(doc, run.start)
            if office_end > start:
                offices.append(doc[start:office_end])
        rest = Run(office_end, run.end)
        names += find_known(doc, Run(run.start, office_end))
        if rest.end > rest.start:
            names.append(label_rest(doc, run, rest))
    names = spread_persons(doc, [n for n in names if n.label_])
    return filter_spans(names), offices


def is_capitalised(token: Token) -> bool:
    """Return whether a token can stand in a run: "Putin", "M.", "S-400", not "12"."""
    return token.text[0].isupper()


def find_runs(doc: Doc) -> Iterator[Run]:
    """Yield the longest runs of capitalised words; small particles may stand inside."""
    start = None
    for token in doc:
        capital = is_capitalised(token) and not (token.is_sent_start and is_common(token))
        if capital and token.lower_ not in lexicon.section("weekdays_months"):
            start = token.i if start is None else start
            continue
        last = token.i + 1 >= len(doc)
        particle = token.lower_ in lexicon.section("name_particles") or token.text in {"&"}
        if start is not None and particle and not last and is_capitalised(token.nbor()):
            continue
        if start is not None:
            yield Run(start, token.i)
        start = None
    if start is not None:
        yield Run(start, len(doc))


def is_common(token: Token) -> bool:
    """Return whether a word at a sentence's head is capitalised for its place alone."""
    word = token.lower_
    return (
        token.is_stop
        or word in lexicon.section("connectives")
        or word in lexicon.section("adjunct_openers")
        or word in lexicon.section("nameless_heads")
        or word in lexicon.section("nameless_openers")
        or word in lexicon.section("pronouns")
        or word in lexicon.reporting_words()
    )


def is_office_word(token: Token | None) -> bool:
    """Return whether a word goes on with an office: "pers" in "Sekretaris pers"."""
    return token is not None and (
        token.lower_ in lexicon.section("office_heads")
        or token.lower_ in lexicon.section("office_words")
    )


def office_start(doc: Doc, start: int) -> int:
    """Return where the office begins whose capitals begin at `start`: "Kepala staf |Direktorat"."""
    i = start
    while i > 0 and (
        is_office_word(doc[i - 1]) or (doc[i - 1].lower_ in {"dan"} and is_office_word(doc[i - 2]))
    ):
        i -= 1
    return i


def find_office_end(doc: Doc, run: Run) -> int:
    """Return where in the run an office ends; the run's start if there is none."""
    head = doc[run.start].lower_ in lexicon.section("office_heads") or is_office_word(
        doc[run.start - 1] if run.start else None
    )
    if not head:
        return run.start
    if is_apposed(doc, run):
        return run.end
    i = run.start
    while i < run.end:
        length = place_length(doc, i, run.end)
        word = doc[i].lower_
        acronym = doc[i].text.isupper() and len(doc[i].text) > 1 and "." not in doc[i].text
        known = is_office_word(doc[i]) or word in lexicon.section("body_heads") or acronym
        if not (length or known or word.strip(".") in lexicon.section("honorifics")):
            break
        i += length or 1
    of_body = any(t.lower_ in lexicon.section("body_heads") for t in doc[run.start : i])
    return run.end if of_body and run.end - i == 1 else i


def is_apposed(doc: Doc, run: Run) -> bool:
    """Return whether a comma and a name follow: "Kepala Direktorat Ideologi, Leonid"."""
    if run.end + 1 >= len(doc) or doc[run.end].text != ",":
        return False
    after = doc[run.end + 1]
    return (
        is_capitalised(after)
        and not is_office_word(after)
        and after.lower_ not in lexicon.section("weekdays_months")
    )


def place_length(doc: Doc, i: int, end: int) -> int:
    """Return how many tokens from `i` on name a known place, 0 for none."""
    for length in range(MAX_PLACE_WORDS, 0, -1):
        if i + length <= end and doc[i : i + length].text.casefold() in lexicon.section("places"):
            return length
    return 0


def find_known(doc: Doc, run: Run) -> list[Span]:
    """Return the known places and acronyms inside an office."""
    found, i = [], run.start
    while i < run.end:
        length = place_length(doc, i, run.end)
        if length:
            found.append(Span(doc, i, i + length, label="LOC"))
        elif doc[i].text.isupper() and len(doc[i].text) > 1:
            found.append(Span(doc, i, i + 1, label="ORG"))
        i += length or 1
    return found


def label_rest(doc: Doc, run: Run, rest: Run) -> Span:
    """Return the run's name with its label, the empty label where nothing tells what it is."""
    start = rest.start
    while start < rest.end - 1 and doc[start].lower_.strip(".") in lexicon.section("honorifics"):
        start += 1
    span = doc[start : rest.end]
    text = span.text.casefold()
    if place_length(doc, start, rest.end) == len(span):
        label = "LOC"
    elif doc[start].lower_ in lexicon.section("body_heads") or text in lexicon.section("media"):
        label = "ORG"
    elif "." in span.text.strip(".") and len(span) == 1 and span.text.strip(".")[-3:].isalpha():
        label = "ORG"  # Kompas.com
    elif len(span) == 1 and span.text.isupper() and len(text) > 1:
        label = "ORG"
    elif start > run.start or has_evidence(doc, Run(start, rest.end)):
        label = "PERSON"
    else:
        label = ""
    return Span(doc, start, rest.end, label=label)


def has_evidence(doc: Doc, name: Run) -> bool:
    """Return whether something beside the name says that it is a person's."""
    before = doc[name.start - 1] if name.start else None
    after = doc[name.end] if name.end < len(doc) else None
    words = lexicon.reporting_words()
    if before is not None:
        word = before.lower_.strip(".")
        if word in words and words[word].form in {"bare", "preposition"}:
            return True
        if word in lexicon.section("honorifics") or is_office_word(before):
            return True
        if before.text == "," and name.start > 1 and is_office_end(doc, name.start - 2):
            return True
    if after is None:
        return False
    if after.lower_ in words and words[after.lower_].form == "active":
        return True
    if after.text == "," and name.end + 1 < len(doc):
        return doc[name.end + 1].lower_ in lexicon.section("office_heads")
    aged = after.text == "(" and name.end + 2 < len(doc) and doc[name.end + 2].text == ")"
    return aged and doc[name.end + 1].text.isdigit()


def is_office_end(doc: Doc, i: int) -> bool:
    """Return whether the words up to token `i` are an office of at most eight words."""
    for j in range(i, max(-1, i - 8), -1):
        if doc[j].is_punct or doc[j].is_space:
            return False
        if doc[j].lower_ in lexicon.section("office_heads"):
            return True
    return False


def spread_persons(doc: Doc, names: list[Span]) -> list[Span]:
    """Return the names and, wherever a person's words stand again unmarked, a PERSON there."""
    taken = {i for name in names for i in range(name.start, name.end)}
    known = {
        t.text
        for n in names
        if n.label_ == "PERSON"
        for t in n
        if len(t.text) > 2 and t.text[0].isupper()
    }
    spread, start = list(names), None
    for token in doc:
        if token.i not in taken and token.text in known:
            start = token.i if start is None else start
        elif start is not None:
            spread.append(Span(doc, start, token.i, label="PERSON"))
            start = None
    if start is not None:
        spread.append(Span(doc, start, len(doc), label="PERSON"))
    return spread


@Language.component("quotetrack_names", assigns=["doc.ents", "doc.spans"])
def write(doc: Doc) -> Doc:
    """Set `doc.ents` and the span group `offices`."""
    names, doc.spans[OFFICES] = find(doc)
    doc.ents = tuple(names)
    return doc
