"""Indirect statements: the clauses reported by the cues that no quotation has taken.

"Budi mengatakan bahwa ia siap." -> "ia siap"; "Harga, kata dia, akan naik." -> "Harga" and "akan
naik"; "Menurut Budi, harga naik." -> "harga naik"; "Hal itu diungkapkan Budi." -> none
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotetrack import lexicon
from quotetrack.pipeline import cues, marks, mentions
from quotetrack.pipeline.clauses import begins_predicate, has_predicate, is_verb_shaped
from quotetrack.pipeline.openings import (
    find_complementiser,
    is_comma,
    is_noun_object,
    is_thing,
    skip_addressee,
    skip_occasion,
)
from quotetrack.pipeline.spans import span_at
from quotetrack.pipeline.statements import Content, read_contents, trim, write_contents
from quotetrack.pipeline.subjects import strip_connective

MIN_TOKENS = 2
MIN_FRONTED_TOKENS = 3
MAX_CREDIT = 14
MAX_LOOK = 80
MAX_QUOTATIONS = 50
GOES_ON = frozenset({"kemudian", "lalu", "lantas", "namun", "tetapi", "tapi"})


def find(doc: Doc) -> list[Content]:
    """Return the indirect statements in the order of the text."""
    direct = read_contents(doc)
    by_cue = {int(m.id_): m for m in doc.spans[mentions.GROUP] if m.id_.isdigit()}
    found: list[Content] = []
    reported_until = 0
    for n, cue in enumerate(doc.spans[cues.GROUP]):
        # a report inside a report belongs to the outer one
        if str(n) in direct or cue.start < reported_until:
            continue
        parts = find_parts(doc, cue, by_cue.get(n))
        if not parts:
            continue
        following = doc.spans[cues.GROUP][n + 1] if n + 1 < len(doc.spans[cues.GROUP]) else None
        if following is not None and is_joined(doc, parts[-1], cue, following):
            # Ia berharap kasus itu selesai dan meminta warga tenang: two statements of one speaker
            parts[-1] = trim(doc, parts[-1][0], following.start - 1)
            by_cue[n + 1] = by_cue[n]
        reported_until = max(parts[-1][1], cue.end)
        found.append(Content(parts, "indirect", f"{cue.label_}-clause", str(n)))
    return found


def find_parts(doc: Doc, cue: Span, mention: Span | None) -> list[tuple[int, int]]:
    """Return the parts of the clause that a cue reports, trimmed; empty if it reports none."""
    clause = find_clause(doc, cue, mention)
    parts = [
        part
        for part in (trim(doc, *strip_credit(doc, *part)) for part in clause)
        if part[0] < part[1]
    ]
    if len(parts) == 1 and parts[0][1] - parts[0][0] < MIN_TOKENS:
        return parts if is_verb_shaped(doc[parts[0][0]].lower_) else []
    return parts


def strip_credit(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without the credit that closes it: "…, |dikutip dari Antara"."""
    for i in range(end - 2, max(start, end - MAX_CREDIT), -1):
        opener = i + 1 + (doc[i + 1].lower_ in {"seperti", "sebagaimana"})
        if doc[i].text != "," or opener >= end:
            continue
        dated = doc[end - 1].text == ")" and doc[opener].lower_ in lexicon.section(
            "weekdays_months"
        )
        if dated or doc[opener].lower_ in lexicon.section("closing_credits"):
            return start, i
    return start, end


def is_joined(doc: Doc, part: tuple[int, int], cue: Span, following: Span) -> bool:
    """Return whether "dan" and another active verb of the same speaker stand in a clause."""
    inside = part[0] + MIN_TOKENS < following.start < part[1]
    verbs = cue.label_ == following.label_ == "active"
    return inside and verbs and doc[following.start - 1].lower_ in {"dan", "serta", "sekaligus"}


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
    start, end = skip_addressee(doc, cue.end), sentence_end(doc, cue.end)
    marker = find_complementiser(doc, start, end, urging=demand == "urge")
    if marker is not None and demand == "urge" and is_thing(doc, start, marker):
        return []  # meminta percepatan perbaikan untuk memastikan layanan
    if marker is not None:
        start = marker + 1
    elif is_comma(doc, start):
        start += 1
        if doc[start : start + 1].text in GOES_ON:
            return []  # Korban membantah, kemudian mereka bertengkar
    elif not may_report(doc, start, min(end, start + MAX_LOOK), demand):
        return []
    fronted = find_fronted(doc, mention.start)
    return [fronted, (start, end)] if fronted else [(start, end)]


def may_report(doc: Doc, start: int, end: int, demand: str) -> bool:
    """Return whether an unmarked stretch behind a verb is a clause, as far as the verb demands."""
    if demand in {"clause", "marked"}:
        return demand == "clause"
    return not is_noun_object(doc, start, end) and has_predicate(doc, start, end)


def find_fronted(doc: Doc, subject: int) -> tuple[int, int] | None:
    """Return a piece of the clause that stands before the subject: "Meski mahal, |Budi menilai"."""
    start, _ = strip_connective(doc, doc[subject].sent.start, subject)
    start += is_comma(doc, start)
    subject -= doc[subject - 1].lower_ == "maka"  # Kalau mahal, maka Budi meminta …
    if start and doc[start - 1].lower_ == "senada":
        return None  # Senada dengan Budi, Ani menilai …
    if subject - start < MIN_FRONTED_TOKENS or doc[subject - 1].text != ",":
        return None
    if doc[start].lower_ not in lexicon.section("fronted"):
        return None
    connective = doc[start : subject - 1].text.casefold() in lexicon.section("connectives")
    return None if connective else (start, subject - 1)


def find_behind_passive(doc: Doc, cue: Span, mention: Span) -> list[tuple[int, int]]:
    """Return what stands behind the speaker of a passive verb: Dikatakan Budi, …"""
    if not (mention[0].text[0].isupper() or mention[0].lower_ in lexicon.section("pronouns")):
        return []
    if cue[0].sent[0].lower_ == "hal":
        return []  # Hal senada disampaikan Budi, kepala desa yang baru
    if cue.start and doc[cue.start - 1].lower_ == "demikian":
        return [find_before(doc, cue[0].sent.start, cue.start - 1)]
    end = sentence_end(doc, mention.end)
    marker = find_complementiser(doc, mention.end, end, urging=False)
    if marker is not None:
        return [(marker + 1, end)]
    if cue.start and doc[cue.start - 1].lower_ == "yang":
        # pembayaran yang disebut Budi sejalan dengan rencana
        return [(mention.end, end)] if says_more(doc, mention.end, end) else []
    before = find_before(doc, cue[0].sent.start, cue.start)
    if before[1] - before[0] == 1 and doc[before[0]].lower_ in lexicon.section("clause_links"):
        return [(mention.end + is_comma(doc, mention.end), end)]  # Meskipun diakui Budi banyak …
    if is_comma(doc, mention.end) and before[0] >= before[1]:
        return [(mention.end + 1, end)]
    # Pernyataan itu dinilai Antonov meningkatkan risiko perang
    named = mention[0].ent_type_ != "" or len(mention) == 1
    inside = before[0] < before[1] and not has_predicate(doc, *before)
    if named and inside and mention.end < end and begins_predicate(doc[mention.end]):
        return [before, (mention.end, end)]
    return []


def find_round(doc: Doc, cue: Span, mention: Span | None) -> list[tuple[int, int]]:
    """Return what stands round an attribution: Menurut Budi, …; …, kata Budi; …, kata Budi, …"""
    sentence = cue[0].sent
    edge = skip_occasion(doc, mention.end if mention is not None else cue.end)
    before, end = find_before(doc, sentence.start, cue.start), sentence_end(doc, edge)
    if cue[0].lower_.startswith("di") and only_points(doc, cue, before, (edge, end)):
        return []
    behind = (skip_bahwa(doc, edge + is_comma(doc, edge), cue), end)
    if before[0] >= before[1] or doc[before[1] - 1].lower_ in lexicon.section("clause_links"):
        # Kata dia penjemputan bisa dilakukan; … biasa saja karena menurutnya itu kewajiban
        return [] if is_noun(doc, cue) and behind[0] == edge else [behind]
    if is_comma(doc, edge):
        return [before, (end if opens_adjunct(doc, edge + 1) else edge + 1, end)]
    # Penegakan hukum menurutnya penting; Untuk itu kata Teten diperlukan dukungan
    follows = edge < end and (begins_predicate(doc[edge]) or has_predicate(doc, edge, end))
    split = follows and not has_predicate(doc, *before)
    return [before, (edge if split else end, end)]


def skip_bahwa(doc: Doc, i: int, cue: Span) -> int:
    """Return where a clause begins behind a complementiser: "Dijelaskannya bila |itu benar"."""
    if i >= len(doc):
        return i
    passive = cue[0].lower_.startswith("di")
    words = lexicon.section("complementisers") if passive else {"bahwa"}
    return i + (doc[i].lower_ in words)


def only_points(doc: Doc, cue: Span, before: tuple[int, int], behind: tuple[int, int]) -> bool:
    """Return whether a passive with "-nya" reports nothing: "Hal itu disampaikannya di Istana"."""
    if doc[slice(*before)].text.casefold() in lexicon.section("pointers"):
        return True
    return cue.start > 0 and doc[cue.start - 1].lower_ == "yang" and not says_more(doc, *behind)


def says_more(doc: Doc, i: int, end: int) -> bool:
    """Return whether a clause follows, not "kepada …": surat yang disampaikan Budi kepada Ani."""
    if i >= end or not doc[i].text[0].isalpha():
        return False
    return doc[i].lower_ not in lexicon.section("adjunct_openers") - {"akan", "telah", "sudah"}


def is_noun(doc: Doc, cue: Span) -> bool:
    """Return whether a word that opens its sentence is more often a noun: Kritik Budi keras."""
    doubtful = lexicon.section("ambiguous_cues") - {"kata"}
    return bool(cue[0].is_sent_start) and cue.label_ == "bare" and cue[0].lower_ in doubtful


def find_before(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return what stands before a cue without its connective; empty if nothing is left."""
    return strip_connective(doc, *trim(doc, start, end))


def opens_adjunct(doc: Doc, i: int) -> bool:
    """Return whether what follows a comma closes the attribution: ", Senin (12/3)"."""
    if i >= len(doc):
        return True
    word = doc[i].lower_
    if word == "saat" and i + 1 < len(doc) and doc[i + 1].lower_ == "ini":
        return False
    return word in lexicon.section("weekdays_months") or word in lexicon.section("credit_openers")


def sentence_end(doc: Doc, i: int) -> int:
    """Return the end of the sentence of the token before `i`, never inside a quotation."""
    end = int(doc[i - 1].sent.end)
    for _ in range(MAX_QUOTATIONS):
        quotation = span_at(doc.spans[marks.GROUP], end - 1)
        if quotation is None or quotation.label_ != "closed" or quotation.end >= len(doc):
            break
        end = int(doc[quotation.end].sent.end)
    return end


@Language.component("quotetrack_indirect", requires=["doc.spans"], assigns=["doc.spans"])
def write(doc: Doc) -> Doc:
    """Add the indirect statements to the span group `contents`."""
    write_contents(doc, find(doc))
    return doc
