"""Mentions: the expression beside a cue that stands for the speaker.

"ujar Wakil Menteri Luar Negeri Rusia, Mikhail Galuzin, dikutip dari Sputnik." ->
    "Wakil Menteri Luar Negeri Rusia, Mikhail Galuzin"
"Dalam pidatonya, Budi juga mengatakan …" -> "Budi"

A mention bears the `span_id` of its cue, the cue's index in `doc.spans["cues"]`.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotetrack import lexicon
from quotetrack.pipeline import cues
from quotetrack.pipeline.clauses import has_predicate
from quotetrack.pipeline.phrases import has_person, is_degree, is_stop, phrase_end
from quotetrack.pipeline.subjects import find_subject, is_name

GROUP = "mentions"
POINTERS = frozenset({"itu", "tersebut", "ini"})
MAX_DESCRIPTION = 12
MAX_MENTION = 160
RIGHTWARD = frozenset({"bare", "preposition", "passive"})


def find(doc: Doc) -> list[Span]:
    """Return the mentions, at most one a cue, in the order of the cues."""
    found: list[Span] = []
    for n, cue in enumerate(doc.spans[cues.GROUP]):
        if cue.label_ in RIGHTWARD:
            opens = cue.label_ != "bare" or cue[0].is_sent_start
            mention = find_right(doc, cue.end, closed=opens)
        elif cue.label_ == "active":
            mention = find_subject(doc, cue.start, found[-1] if found else None)
        else:
            mention = find_named_by_nya(doc, cue.end)
        if mention is not None:
            found.append(Span(doc, mention.start, mention.end, span_id=str(n)))
    return found


def find_right(doc: Doc, start: int, *, closed: bool = False) -> Span | None:
    """Return the expression that begins at `start`: a noun phrase and what stands in apposition.

    Where what was said follows, `closed`, a comma must close the apposition.
    """
    if start < len(doc) and doc[start].lower_ == "oleh":
        start += 1
    while start < len(doc) and doc[start].lower_ in lexicon.section("before_speakers"):
        if start + 1 < len(doc) and doc[start + 1].lower_ in POINTERS:
            break  # kata laporan itu
        start += 1
    end = find_pointer(doc, start, phrase_end(doc, start))
    while start < end < min(len(doc), start + MAX_MENTION) and doc[end].text == ",":
        following = phrase_end(doc, end + 1)
        if following == end + 1 or not is_apposition(doc, start, end, following):
            break
        if closed and not (following < len(doc) and doc[following].text == ","):
            break
        end = following
    return doc[start:end] if end > start and not doc[start].is_punct else None


def find_pointer(doc: Doc, start: int, end: int) -> int:
    """Return where a description ends that points back: "legislator |dari Dapil Jateng ini|"."""
    if end == start or doc[start].lower_ not in lexicon.section("describing_heads"):
        return end
    for token in doc[end : end + MAX_DESCRIPTION]:
        if token.lower_ in POINTERS:
            return int(token.i + 1)
        if token.text == "," or token.is_space or is_stop(token) or token.ent_type_ == "PERSON":
            break
    return end


def find_named_by_nya(doc: Doc, start: int) -> Span | None:
    """Return the name right behind a form with "-nya", a slip of many papers: “…,” ujarnya Budi."""
    named = start < len(doc) and doc[start].ent_type_ == "PERSON"
    return find_right(doc, start) if named else None


def is_apposition(doc: Doc, start: int, end: int, following: int) -> bool:
    """Return whether the phrase behind a comma stands in apposition to the one before it."""
    first = doc[end + 1]
    word = first.lower_
    if word in lexicon.section("weekdays_months") or word in lexicon.section("pronouns"):
        return False
    if word in lexicon.section("adjunct_openers") and first.text.islower():
        return False
    if following < len(doc) and doc[following].lower_ in lexicon.reporting_words():
        return False  # Menurut Budi, Ani mengatakan …
    if word.startswith("sapaan"):
        return True  # Menurut Zul, sapaannya, …
    if is_degree(first) and following == end + 2:
        # kata Lando, MA juga bicara keras: a name of its own
        return following >= len(doc) or doc[following].is_punct
    if word in lexicon.section("office_heads"):
        # kata Ujang, warga selalu dihantui teror: a clause of its own
        return not has_predicate(doc, end + 1, following)
    if word_of_others(doc, start) and is_name(doc, end + 1, following):
        return True  # kata pengacara keluarga Yosua, Budi: who stands behind the comma speaks
    # Kepala Dinas Bogor, Budi: behind an office its holder; behind a body's name nobody
    return not has_person(doc, start, end) and has_person(doc, end + 1, following)


def word_of_others(doc: Doc, start: int) -> bool:
    """Return whether a word tells what somebody is to another: "pengacara", "istri"."""
    word = doc[start].lower_
    return word in lexicon.section("kin") or word in lexicon.section("serving")


@Language.component(
    "quotetrack_mentions", requires=["doc.spans", "doc.ents"], assigns=["doc.spans"]
)
def write(doc: Doc) -> Doc:
    """Write the span group `mentions`."""
    doc.spans[GROUP] = find(doc)
    return doc
