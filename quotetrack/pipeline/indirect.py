"""Indirect statements: the clauses reported by the cues that no quotation has taken.

"Budi mengatakan bahwa ia siap." -> "ia siap"; "Harga, kata dia, akan naik." -> "Harga" and "akan
naik"; "Menurut Budi, harga naik." -> "harga naik"; "Hal itu diungkapkan Budi." -> none
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotetrack import lexicon
from quotetrack.pipeline import cues, marks, mentions
from quotetrack.pipeline.spans import span_at
from quotetrack.pipeline.statements import Content, read_contents, trim, write_contents

MIN_TOKENS = 2
MAX_TO_COMPLEMENTISER = 18
MIN_VERB_LENGTH = 6
MIN_FRONTED_TOKENS = 3
VERB_PREFIXES = ("me", "ber", "di", "ter")
# may stand some words behind the verb: "menegaskan kepada Komisi I bahwa …"
WIDE_COMPLEMENTISERS = frozenset({"bahwa", "bahwasanya", "agar", "supaya"})


def find(doc: Doc) -> list[Content]:
    """Return the indirect statements in the order of the text."""
    direct = read_contents(doc)
    by_cue = {int(m.id_): m for m in doc.spans[mentions.GROUP]}
    found: list[Content] = []
    reported_until = 0
    for n, cue in enumerate(doc.spans[cues.GROUP]):
        # a report inside a report belongs to the outer one
        if str(n) in direct or cue.start < reported_until:
            continue
        clause = find_clause(doc, cue, by_cue.get(n))
        parts = [part for part in (trim(doc, *part) for part in clause) if part[0] < part[1]]
        if sum(end - start for start, end in parts) >= MIN_TOKENS:
            reported_until = max(parts[-1][1], cue.end)
            found.append(Content(parts, "indirect", f"{cue.label_}-clause", str(n)))
    return found


def find_clause(doc: Doc, cue: Span, mention: Span | None) -> list[tuple[int, int]]:
    """Return the clause that a cue reports, in one or two parts; empty if it reports none."""
    if cue.label_ == "active":
        return find_behind_verb(doc, cue, mention) if mention is not None else []
    if cue.label_ == "passive":
        return find_behind_passive(doc, cue, mention) if mention is not None else []
    if mention is None and cue.label_ != "nya":
        return []
    return find_round(doc, cue, mention)


def find_behind_verb(doc: Doc, cue: Span, mention: Span) -> list[tuple[int, int]]:
    """Return what stands behind an active verb: Budi mengatakan (bahwa) …; meminta warga agar …"""
    demand = lexicon.reporting_words()[cue[0].lower_].content
    start, end = cue.end, sentence_end(doc, cue.end)
    marker = find_complementiser(doc, start, end, urging=demand == "urge")
    if marker is not None:
        start = marker + 1
    elif is_comma(doc, start):
        start += 1
    elif demand == "marked" or (demand != "clause" and not has_predicate(doc, start, end)):
        return []
    fronted = find_fronted(doc, mention.start)
    return [fronted, (start, end)] if fronted else [(start, end)]


def find_complementiser(doc: Doc, start: int, end: int, *, urging: bool) -> int | None:
    """Return the word that opens the clause, None where nothing marks it."""
    words = lexicon.section("urging" if urging else "complementisers")
    for token in doc[start : min(end, start + MAX_TO_COMPLEMENTISER)]:
        wide = urging or token.i == start or token.lower_ in WIDE_COMPLEMENTISERS
        if wide and token.lower_ in words:
            return int(token.i)
        if token.text in ".;:" or (token.text == "," and token.i > start):
            return None
        if not urging and is_verb_shaped(token.lower_):
            return None
    return None


def is_verb_shaped(word: str) -> bool:
    """Return whether a word bears a verb's prefix: "diperiksa", "melakukan"."""
    return len(word) >= MIN_VERB_LENGTH and word.startswith(VERB_PREFIXES)


def is_comma(doc: Doc, i: int) -> bool:
    """Return whether a comma or a colon stands at token `i`."""
    return i < len(doc) and doc[i].text in {",", ":"}


def has_predicate(doc: Doc, start: int, end: int) -> bool:
    """Return whether a clause rather than a noun phrase stands there: it has a verb of its own."""
    places = lexicon.section("prepositions_of_place")
    for token in doc[start:end]:
        previous = token.nbor(-1).lower_ if token.i > start else ""
        if previous in {"yang", "untuk", "dalam", "atas"}:
            continue
        if token.lower_ in lexicon.section("predicates"):
            return True
        behind_subject = token.i > start and previous not in places and token.text.islower()
        if behind_subject and is_verb_shaped(token.lower_):
            return True
    return False


def find_fronted(doc: Doc, subject: int) -> tuple[int, int] | None:
    """Return a piece of the clause that stands before the subject: "Meski mahal, |Budi menilai"."""
    start = doc[subject].sent.start
    if subject - start < MIN_FRONTED_TOKENS or doc[subject - 1].text != ",":
        return None
    connective = doc[start : subject - 1].text.casefold() in lexicon.section("connectives")
    opens = doc[start].lower_ in lexicon.section("fronted")
    return (start, subject - 1) if opens and not connective else None


def find_behind_passive(doc: Doc, cue: Span, mention: Span) -> list[tuple[int, int]]:
    """Return what stands behind the speaker of a passive verb: Dikatakan Budi, …"""
    if not (mention[0].text[0].isupper() or mention[0].lower_ in lexicon.section("pronouns")):
        return []
    end = sentence_end(doc, mention.end)
    marker = find_complementiser(doc, mention.end, end, urging=False)
    if marker is not None:
        return [(marker + 1, end)]
    return [(mention.end + 1, end)] if cue[0].is_sent_start and is_comma(doc, mention.end) else []


def find_round(doc: Doc, cue: Span, mention: Span | None) -> list[tuple[int, int]]:
    """Return what stands round an attribution: Menurut Budi, …; …, kata Budi; …, kata Budi, …"""
    sentence = cue[0].sent
    edge = mention.end if mention is not None else cue.end
    end = sentence_end(doc, edge)
    before = find_before(doc, sentence.start, cue.start)
    if not is_comma(doc, edge):
        opens = cue.start == sentence.start and cue.label_ in {"nya", "preposition"}
        behind = (edge if opens else end, end)
    elif before[0] < before[1] and opens_adjunct(doc, edge + 1):
        behind = (end, end)
    else:
        behind = (edge + 1, end)
    return [before, behind]


def find_before(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return what stands before a cue without its connective; empty if nothing is left."""
    start, end = trim(doc, start, end)
    if doc[start:end].text.casefold() in lexicon.section("connectives"):
        return end, end
    return mentions.strip_connective(doc, start, end)


def opens_adjunct(doc: Doc, i: int) -> bool:
    """Return whether what follows a comma closes the attribution: ", Senin (12/3)"."""
    if i >= len(doc):
        return True
    word = doc[i].lower_
    return word in lexicon.section("weekdays_months") or word in lexicon.section("credit_openers")


def sentence_end(doc: Doc, i: int) -> int:
    """Return the end of the sentence of the token before `i`, never inside a quotation."""
    end = int(doc[i - 1].sent.end)
    while (quotation := span_at(doc.spans[marks.GROUP], end - 1)) is not None:
        if quotation.label_ != "closed" or quotation.end >= len(doc):
            break
        end = int(doc[quotation.end].sent.end)
    return end


@Language.component("quotetrack_indirect", requires=["doc.spans"], assigns=["doc.spans"])
def write(doc: Doc) -> Doc:
    """Add the indirect statements to the span group `contents`."""
    write_contents(doc, find(doc))
    return doc
