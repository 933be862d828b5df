"""Subjects: who speaks by an active reporting verb.

"Selain itu, |Budi| juga mengatakan"; "|Budi|, yang menambahkan"; "ujar |Budi| seraya menambahkan"
"""

from __future__ import annotations

from spacy.tokens import Doc, Span

from quotetrack import lexicon
from quotetrack.pipeline.names import OFFICES
from quotetrack.pipeline.phrases import has_person, is_stop, phrase_end
from quotetrack.pipeline.spans import span_at

MAX_PLAIN_SUBJECT = 8
MAX_BRACKET = 8
MAX_APPOSITIONS = 3
SUBORDINATING = frozenset(
    {"meski", "meskipun", "walau", "walaupun", "karena", "namun", "tetapi", "tapi", "sedangkan"}
    | {"bahwa", "sehingga", "padahal", "sementara", "setelah"}
)
JOINING = frozenset({"dan", "dari", "oleh", "dengan", "ke", "bersama"})
PARTICIPIAL = frozenset({"seraya", "sembari", "sambil"})


def find_subject(doc: Doc, cue: int, previous: Span | None) -> Span | None:
    """Return who speaks by an active verb: its antecedent, its subject or the one who just spoke.

    `previous` is the mention of the cue before.
    """
    before = doc[cue - 1].lower_ if cue else ""
    if before == "yang":
        return find_antecedent(doc, cue - 1)
    if before in PARTICIPIAL and previous is not None and previous[0].sent == doc[cue].sent:
        # “…,” ujar Budi seraya menambahkan bahwa harga naik
        return previous
    return find_left(doc, cue)


def find_antecedent(doc: Doc, pronoun: int) -> Span | None:
    """Return whom "yang" stands for where that is a name or a party: "Budi, |yang menambahkan"."""
    end = pronoun - 1 if pronoun and doc[pronoun - 1].text == "," else pronoun
    start = before_bracket(doc, end - 1)
    if start < 0:
        return None
    if not doc[start].ent_type_ and doc[start].lower_ not in lexicon.section("nameless_heads"):
        return None
    while start > 0 and not doc[start].is_sent_start and is_named(doc, start - 1):
        start -= 1
    return doc[start:end]


def before_bracket(doc: Doc, i: int) -> int:
    """Return the token before a bracket that ends at token `i`, else `i`: "Wabah |WHO (Geneva)"."""
    if i < 0 or doc[i].text != ")":
        return i
    return next((k - 1 for k in range(i, max(0, i - MAX_BRACKET), -1) if doc[k].text == "("), i)


def is_named(doc: Doc, i: int) -> bool:
    """Return whether a token belongs to a name, an office or a title."""
    office = span_at(doc.spans[OFFICES], i) is not None
    return office or bool(doc[i].ent_type_) or (doc[i].text[0].isupper() and doc[i].is_alpha)


def find_left(doc: Doc, cue: int) -> Span | None:
    """Return the subject of an active reporting verb, None where the clause has none."""
    sentence = doc[cue].sent.start
    start = max([sentence] + [i + 1 for i in range(sentence, cue) if is_stop(doc[i])])
    parts = split_at_commas(doc, start, cue)
    n = len(parts) - 1
    while n > 0 and not is_subject(doc, *strip_adverbs(doc, *parts[n])):
        n -= 1
    first, last = strip_adverbs(doc, *strip_connective(doc, *parts[n]))
    first = behind_link(doc, first, last)
    if doc[last - 1].lower_ not in {"itu", "tersebut", "ini"}:
        last = min(last, phrase_end_of_subject(doc, first, last))
    if last <= first or not is_subject(doc, first, last):
        return find_adjacent(doc, *strip_adverbs(doc, *parts[-1]))
    while n > 0 and in_apposition(doc, parts[n - 1], first, last):
        n -= 1
        first = strip_connective(doc, *parts[n])[0]
    return doc[find_head(doc, parts[:n], first, last) : last]


def find_head(doc: Doc, before: list[tuple[int, int]], first: int, last: int) -> int:
    """Return where a speaker's name begins that is all of a part before: "|Armen, Aspidsus Kejati".

    What stands behind it up to the verb names nobody else, and so tells who that is.
    """
    if has_person(doc, first, last) or doc[first].lower_ in lexicon.section("pronouns"):
        return first
    for part in reversed(before[-MAX_APPOSITIONS:]):
        start, end = strip_connective(doc, *part)
        if is_name(doc, start, end):
            # PSSI, FIFA mengatakan: two names are two bodies
            return first if is_name(doc, first, last) and doc[first].ent_type_ == "ORG" else start
        if has_person(doc, *part):
            return first
    return first


def is_name(doc: Doc, start: int, end: int) -> bool:
    """Return whether tokens are a person or a body and no more; no outlet: that is a dateline."""
    while start < end and doc[start].lower_.strip(".") in lexicon.honorifics():
        start += 1
    if start >= end or doc[start].ent_iob_ != "B" or doc[start].ent_type_ == "LOC":
        return False
    if doc[start].like_url or doc[start:end].text.casefold() in lexicon.section("media"):
        return False
    return all(token.ent_iob_ == "I" for token in doc[start + 1 : end])


def behind_link(doc: Doc, start: int, end: int) -> int:
    """Return where the clause of the verb begins: "Rusia maju meski |beberapa pihak menyebut"."""
    links = [i for i in range(start + 1, end) if doc[i].lower_ in SUBORDINATING]
    if not links or doc[end - 1].lower_ in {"dan", "serta", "itu"}:
        return start
    return links[-1] + 1 if is_subject(doc, links[-1] + 1, end) else start


def find_adjacent(doc: Doc, start: int, end: int) -> Span | None:
    """Return the name or pronoun right before a verb: "Di depan warga |ia mengungkapkan"."""
    last = end - 1
    if last <= start or doc[start].lower_ in lexicon.section("verb_openers"):
        return None  # Sebelum Budi menyampaikan sambutan, …
    if doc[last].lower_ in lexicon.section("pronouns"):
        return doc[last:end]
    if doc[last].ent_type_ not in {"PERSON", "ORG"}:
        return None
    while last > start and (doc[last].ent_iob_ == "I" or span_at(doc.spans[OFFICES], last - 1)):
        last -= 1
    joined = last > 0 and doc[last - 1].lower_ in JOINING
    return None if joined else doc[last:end]


def split_at_commas(doc: Doc, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches between commas that stand outside brackets."""
    parts, begin, depth = [], start, 0
    for i in range(start, end):
        depth += (doc[i].text == "(") - (doc[i].text == ")")
        if doc[i].text == "," and depth <= 0:
            parts.append((begin, i))
            begin = i + 1
    return [*parts, (begin, end)]


def strip_connective(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without the connectives at its head: "Selain itu |Budi"."""
    moved = True
    while moved and start < end:
        moved = False
        for length in (4, 3, 2, 1):
            if start + length <= end and doc[
                start : start + length
            ].text.casefold() in lexicon.section("connectives"):
                start, moved = start + length, True
                break
    return start, end


def strip_adverbs(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without the adverbs before the verb: "Budi |juga pernah"."""
    while end > start and (
        doc[end - 1].lower_ in lexicon.section("adverbs") or doc[end - 1].is_space
    ):
        end -= 1
    return start, end


def phrase_end_of_subject(doc: Doc, start: int, end: int) -> int:
    """Return where the subject ends before an adjunct: "Budi |saat ditemui di rumahnya"."""
    return min(end, phrase_end(doc, start)) if start < end else end


def is_subject(doc: Doc, start: int, end: int) -> bool:
    """Return whether a stretch can be who speaks: not an adjunct, a verb or a stray word."""
    start, end = strip_connective(doc, start, end)
    if start >= end:
        return False
    first = doc[start]
    word = first.lower_
    if first.is_punct or word in lexicon.section("weekdays_months"):
        return False
    if first.like_num or word == "sebuah":
        return counts_speakers(doc, start, end)
    if word in lexicon.section("adjunct_openers") or word in lexicon.section("fronted"):
        return False
    if word in lexicon.reporting_words() and not first.text[0].isupper():
        return False
    known = (
        lexicon.section("nameless_heads")
        | lexicon.section("pronouns")
        | lexicon.section("office_heads")
    )
    known |= (
        lexicon.section("nameless_openers")
        | lexicon.section("party_words")
        | lexicon.section("body_heads")
    )
    if first.text[0].isupper():
        return word in known or not (first.is_sent_start and first.is_stop)
    # ratusan pengemudi ojek daring, massa lainnya: any short phrase that opens its clause
    opens = first.is_sent_start or first.i == start
    return word in known or (opens and first.text[0].isalpha() and end - start <= MAX_PLAIN_SUBJECT)


def counts_speakers(doc: Doc, start: int, end: int) -> bool:
    """Return whether a number counts who speaks: "Dua lembaga ini", "65% responden"."""
    before = doc[start - 1] if start > doc[start].sent.start else None
    opens = before is None or not before.is_alpha or before.lower_ == "sebanyak"
    counted = doc[start + 1 : end]
    return opens and len(counted) > 0 and all(t.is_alpha or t.text == "%" for t in counted[:2])


def in_apposition(doc: Doc, part: tuple[int, int], start: int, end: int) -> bool:
    """Return whether the stretch before a comma and the one behind it name one speaker."""
    first, last = strip_connective(doc, *part)
    if last <= first or not is_subject(doc, first, last):
        return False
    if phrase_end(doc, first) < last:
        return False
    in_office = span_at(doc.spans[OFFICES], first) is not None
    if doc[start].lower_.startswith("sapaan"):
        return True  # Ani, sapaan akrab Sri Mulyani,
    office_before = in_office or doc[first].lower_ in lexicon.section("office_heads")
    office_behind = doc[start].lower_ in lexicon.section("office_heads")
    nameless_behind = doc[start].lower_ in lexicon.section("nameless_openers")
    if nameless_behind:
        return True  # Agung, salah satu mahasiswa yang mengikuti aksi,
    return office_before != office_behind or (office_before and has_person(doc, first, last))
