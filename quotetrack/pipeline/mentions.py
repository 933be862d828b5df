"""Mentions: the expression beside a cue that stands for the speaker.

"ujar Wakil Menteri Luar Negeri Rusia, Mikhail Galuzin, dikutip dari Sputnik." ->
    "Wakil Menteri Luar Negeri Rusia, Mikhail Galuzin"
"Dalam pidatonya, Budi juga mengatakan …" -> "Budi"

A mention bears the `span_id` of its cue, the cue's index in `doc.spans["cues"]`.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from quotetrack import lexicon
from quotetrack.pipeline import cues, names, sentences
from quotetrack.pipeline.clauses import has_predicate
from quotetrack.pipeline.spans import span_at

GROUP = "mentions"
RIGHTWARD = frozenset({"bare", "preposition", "passive"})
HARD_STOPS = frozenset('.!?;:…—–“”"„«»')
MAX_PLAIN_SUBJECT = 8
MAX_TO_NAME = 14
PERSONAL = frozenset({"dia", "ia", "beliau", "pihaknya"})


def find(doc: Doc) -> list[Span]:
    """Return the mentions, at most one a cue, in the order of the cues."""
    found = []
    for n, cue in enumerate(doc.spans[cues.GROUP]):
        if cue.label_ in RIGHTWARD:
            opens = cue.label_ != "bare" or cue[0].is_sent_start
            mention = find_right(doc, cue.end, closed=opens)
        elif cue.label_ == "active":
            mention = find_left(doc, cue.start)
        else:
            mention = None
        if mention is not None:
            found.append(Span(doc, mention.start, mention.end, span_id=str(n)))
    return found


def find_right(doc: Doc, start: int, *, closed: bool = False) -> Span | None:
    """Return the expression that begins at `start`: a noun phrase and what stands in apposition.

    Where what was said follows, `closed`, a comma must close the apposition.
    """
    if start < len(doc) and doc[start].lower_ == "oleh":
        start += 1
    while start < len(doc) and doc[start].lower_ in {
        "lagi",
        "keterangan",
        "penjelasan",
        "pengakuan",
        "data",
        "laporan",
    }:
        start += 1
    end = phrase_end(doc, start)
    while end < len(doc) and end > start and doc[end].text == ",":
        following = phrase_end(doc, end + 1)
        if following == end + 1 or not is_apposition(doc, start, end, following):
            break
        if closed and not (following < len(doc) and doc[following].text == ","):
            break
        end = following
    return doc[start:end] if end > start and not doc[start].is_punct else None


def phrase_end(doc: Doc, start: int) -> int:
    """Return where the noun phrase that begins at `start` ends, before any comma or adjunct."""
    i = start
    while i < len(doc):
        token = doc[i]
        if token.text == "(":
            closing = next((j for j in range(i, min(i + 12, len(doc))) if doc[j].text == ")"), None)
            if closing is None or is_date(doc, i + 1, closing):
                break
            i = closing + 1
            continue
        if token.text == "," or token.is_space or is_stop(token):
            break
        if i > start and ends_at(doc, start, i):
            break
        # neither a name nor an office is broken off in the middle
        i = max(i + 1, span_end(doc, i))
    return i


def span_end(doc: Doc, i: int) -> int:
    """Return the end of the name or the office that begins at token `i`, else `i`."""
    office = span_at(doc.spans[names.OFFICES], i)
    if office is not None and office.start == i:
        return int(office.end)
    end = i + 1
    while doc[i].ent_iob_ == "B" and end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return end


def ends_at(doc: Doc, start: int, i: int) -> bool:
    """Return whether the noun phrase that begins at `start` ends before token `i`."""
    token = doc[i]
    if ends_person(doc[i - 1]) or doc[i - 1].lower_ in PERSONAL:
        return not is_degree(token) and token.lower_ not in {"selaku", "bin", "binti"}
    if token.ent_iob_ == "I" or not ends_phrase(token, doc[start]):
        return False
    return not leads_to_name(doc, start, i)


def leads_to_name(doc: Doc, start: int, i: int) -> bool:
    """Return whether a phrase goes on to its name: "salah satu pedagang di pasar itu, Suleha"."""
    opener = doc[start].lower_
    known = lexicon.section("office_heads") | lexicon.section("nameless_openers")
    if opener not in known or doc[i].lower_ not in {"di", "dan", "pada", "dari", "untuk"}:
        return False
    for token in doc[i : i + MAX_TO_NAME]:
        if token.ent_type_ == "PERSON":
            return doc[token.i - 1].text == "," or doc[token.i - 1].text[0].isupper()
        if token.text in HARD_STOPS or token.is_space or token.lower_ in lexicon.reporting_words():
            return False
    return False


def ends_person(token: Token) -> bool:
    """Return whether a token is the last of a person's name."""
    if token.ent_type_ != "PERSON":
        return False
    return token.i + 1 == len(token.doc) or token.nbor().ent_iob_ != "I"


def is_stop(token: Token) -> bool:
    """Return whether no clause reaches over a token."""
    return token.text in HARD_STOPS and not sentences.ends_abbreviation(token)


def ends_phrase(token: Token, head: Token) -> bool:
    """Return whether a token opens what no longer belongs to the noun phrase."""
    word = token.lower_
    if word in {"di", "dari", "untuk", "pada"} and token.text.islower():
        # kepala Direktorat … di kementerian itu; pejabat senior dari Kementerian Pertahanan
        return not belongs_to_office(token, head)
    if word == "dan":
        following = token.nbor() if token.i + 1 < len(token.doc) else None
        return following is None or not following.text[0].isupper()
    if word in lexicon.section("weekdays_months"):
        return True
    if word == "tahun" and token.nbor(-1).like_num:
        return False
    if word in lexicon.reporting_words():
        return not (word == "laporan" or token.text[0].isupper())
    if word == "yang":
        return head.text[0].isupper() and head.lower_ not in lexicon.section("office_heads")
    return word in lexicon.section("adjunct_openers") and token.text.islower()


def belongs_to_office(token: Token, head: Token) -> bool:
    """Return whether "di …" or "dari …" goes on with an office rather than tells a place."""
    if token.i + 1 >= len(token.doc):
        return False
    following = token.nbor()
    if token.lower_ == "di":
        definite = token.i + 2 < len(token.doc) and token.nbor(2).lower_ in {"itu", "tersebut"}
        return following.text.islower() and definite
    nameless = head.lower_ in lexicon.section("nameless_heads") | lexicon.section(
        "nameless_openers"
    )
    return (
        token.lower_ == "dari"
        and following.text[0].isupper()
        and (nameless or head.lower_ in lexicon.section("office_heads"))
    )


def is_date(doc: Doc, start: int, end: int) -> bool:
    """Return whether a bracket holds a date: (23/10/2022), (23/10)."""
    return any(c.isdigit() for c in doc[start:end].text) and "/" in doc[start:end].text


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
    if is_degree(first) and following == end + 2:
        return True
    if word in lexicon.section("office_heads"):
        # kata Ujang, warga selalu dihantui teror: a clause of its own
        return not has_predicate(doc, end + 1, following)
    # Kepala Dinas Bogor, Budi: behind an office its holder; behind a body's name nobody
    return not has_person(doc, start, end) and has_person(doc, end + 1, following)


def is_degree(token: Token) -> bool:
    """Return whether a token is an academic degree: "S.H.", "M.Si"."""
    return token.lower_.replace(".", "") in lexicon.section("degrees")


def has_person(doc: Doc, start: int, end: int) -> bool:
    """Return whether a person's name lies within the tokens."""
    return any(token.ent_type_ == "PERSON" for token in doc[start:end])


def find_left(doc: Doc, cue: int) -> Span | None:
    """Return the subject of an active reporting verb, None where the clause has none."""
    sentence = doc[cue].sent.start
    start = max([sentence] + [i + 1 for i in range(sentence, cue) if is_stop(doc[i])])
    parts = split_at_commas(doc, start, cue)
    n = len(parts) - 1
    while n > 0 and not is_subject(doc, *strip_adverbs(doc, *parts[n])):
        n -= 1
    first, last = strip_adverbs(doc, *strip_connective(doc, *parts[n]))
    if doc[last - 1].lower_ not in {"itu", "tersebut", "ini"}:
        last = min(last, phrase_end_of_subject(doc, first, last))
    if last <= first or not is_subject(doc, first, last):
        return None
    while n > 0 and in_apposition(doc, parts[n - 1], first, last):
        n -= 1
        first = strip_connective(doc, *parts[n])[0]
    return doc[first:last]


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
    if first.is_punct or first.like_num or word in lexicon.section("weekdays_months"):
        return False
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
    return word in known or (opens and first.is_alpha and end - start <= MAX_PLAIN_SUBJECT)


def in_apposition(doc: Doc, part: tuple[int, int], start: int, end: int) -> bool:
    """Return whether the stretch before a comma and the one behind it name one speaker."""
    first, last = strip_connective(doc, *part)
    if last <= first or not is_subject(doc, first, last):
        return False
    if phrase_end(doc, first) < last:
        return False
    in_office = span_at(doc.spans[names.OFFICES], first) is not None
    office_before = in_office or doc[first].lower_ in lexicon.section("office_heads")
    office_behind = doc[start].lower_ in lexicon.section("office_heads")
    nameless_behind = doc[start].lower_ in lexicon.section("nameless_openers")
    if nameless_behind:
        return True  # Agung, salah satu mahasiswa yang mengikuti aksi,
    return office_before != office_behind or (office_before and has_person(doc, first, last))


@Language.component(
    "quotetrack_mentions", requires=["doc.spans", "doc.ents"], assigns=["doc.spans"]
)
def write(doc: Doc) -> Doc:
    """Write the span group `mentions`."""
    doc.spans[GROUP] = find(doc)
    return doc
