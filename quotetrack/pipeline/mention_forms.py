"""What a mention is: a name with an office, an office, a body, a pronoun, a nameless party.

"Wakil Menteri Luar Negeri Rusia, Mikhail Galuzin" -> name "Mikhail Galuzin", role "Wakil Menteri
Luar Negeri Rusia"; "dia" -> a pronoun; "seorang pejabat senior" -> nameless, role "pejabat senior".
"""

from __future__ import annotations

import re
from collections import defaultdict

from spacy.tokens import Doc, Span, Token

from quotetrack import lexicon
from quotetrack.pipeline.names import OFFICES
from quotetrack.pipeline.phrases import is_degree
from quotetrack.pipeline.spans import names_within, span_at, text_span
from quotetrack.records import Mention, MentionForm

MIN_PRINTED = 4
REPEATED = "quotetrack_repeated_names"  # in `doc.user_data`
ACCOUNT = re.compile(r"(?:(?:pemilik|pengguna) )?akun (?:\w+ )?(?P<name>@[\w.*]+|[\w.]+\*+)", re.I)


def read_mention(doc: Doc, mention: Span | None, cue: Span | None) -> Mention:
    """Return a mention taken apart into its form, the name in it and the office in it."""
    if mention is None:
        return Mention(
            MentionForm.NYA if cue is not None and cue.label_ == "nya" else MentionForm.NONE
        )
    if tells_time(mention):
        mention = mention[:-2]
    span = text_span(mention)
    if mention.text.casefold() in lexicon.section("pronouns"):
        return Mention(MentionForm.PRONOUN, span, mention.text.casefold())
    first = mention[0].lower_
    if (
        len(mention) == 1
        and first.endswith("nya")
        and first[:-3] in lexicon.section("words_of_nya")
    ):
        return Mention(MentionForm.NYA)  # Menurut pengamatannya, …
    account = ACCOUNT.match(mention.text)
    if account is not None:
        return Mention(MentionForm.NAME, span, account["name"])
    definite = is_definite(mention) and first not in lexicon.section("nameless_openers")
    person = speaking_person(doc, mention)
    if person is not None and not is_possessor(mention, person, definite):
        return Mention(MentionForm.NAME, span, person.text, read_role(mention, person))
    if first in lexicon.section("nameless_openers") or first in lexicon.section("kin"):
        form = MentionForm.OFFICE if definite else MentionForm.NAMELESS
        return Mention(form, span, None, nameless_role(mention))
    named_office = span_at(doc.spans[OFFICES], mention.start)
    office = first in lexicon.section("office_heads") or (
        named_office is not None and named_office.start == mention.start
    )
    body = speaking_body(doc, mention)
    nameless = first in lexicon.section("nameless_heads") - lexicon.section("party_words")
    if nameless and body is not None and is_body_head(mention):
        nameless = False
    if counts_members(mention):
        return Mention(MentionForm.NAMELESS, span, None, nameless_role(mention))
    if definite and mention[0].ent_type_ == "":
        # Doktor Ilmu Politik UI ini; aktris berusia 60 tahun itu
        return Mention(MentionForm.OFFICE, span, None, mention.text)
    if body is not None and not office and not nameless:
        return Mention(MentionForm.ORGANISATION, span, body)
    if body is None and len(mention) == 1 and first in lexicon.section("generic_bodies"):
        return Mention(MentionForm.ORGANISATION, span, mention.text)
    if is_unknown_name(mention):
        return Mention(MentionForm.NAME, span, mention.text)
    run = capital_run(mention)
    if body is None and not office and len(run) > 1:
        return Mention(MentionForm.ORGANISATION, span, run.text)
    if office and not (nameless and mention[0].text.islower()):
        return Mention(MentionForm.OFFICE, span, None, mention.text)
    return Mention(MentionForm.NAMELESS, span, None, nameless_role(mention))


def counts_members(mention: Span) -> bool:
    """Return whether members are counted: "75 anggota parlemen Iran" are no Iran."""
    first = mention[0]
    counted = first.like_num or first.lower_ in lexicon.section("several")
    return counted and not first.ent_type_ and len(mention) > 1 and not mention[1].ent_type_


def is_body_head(mention: Span) -> bool:
    """Return whether what is else a nameless party is a body: "Otoritas Pelabuhan"."""
    first = mention[0]
    if first.ent_type_ == "ORG" or first.lower_ in lexicon.section("documents"):
        return True
    placed = len(mention) > 1 and mention[1].ent_type_ == "LOC"
    return placed and first.lower_ in lexicon.section("body_heads")


def is_unknown_name(mention: Span) -> bool:
    """Return whether a mention is a word that the text prints as a name, again and again: Kygo."""
    return len(mention) == 1 and mention.text in repeated_names(mention.doc)


def repeated_names(doc: Doc) -> frozenset[str]:
    """Return the words that are always printed as names, and known as none.

    Looked for once a document: each mention would have to go through all of the text.
    """
    if REPEATED not in doc.user_data:
        alike: dict[str, list[Token]] = defaultdict(list)
        for token in doc:
            if token.is_alpha:
                alike[token.lower_].append(token)
        doc.user_data[REPEATED] = frozenset(
            tokens[0].text for tokens in alike.values() if are_repeated_name(tokens)
        )
    names: frozenset[str] = doc.user_data[REPEATED]
    return names


def are_repeated_name(alike: list[Token]) -> bool:
    """Return whether all places of a word together show a name that was not found as one."""
    first = alike[0]
    if len(alike) < MIN_PRINTED or not first.is_title:
        return False
    if any(token.text != first.text or token.ent_type_ for token in alike):
        return False
    if first.lower_ in lexicon.section("nameless_heads") | lexicon.section("office_heads"):
        return False
    # Wamenag Zainut Tauhid: a title
    title = any(t.i + 1 < len(t.doc) and t.nbor().ent_type_ == "PERSON" for t in alike)
    inside = any(not t.is_sent_start and t.i and t.nbor(-1).is_alpha for t in alike)
    return inside and not title


def capital_run(mention: Span) -> Span:
    """Return the capitalised words at the head of a mention: "Polisi London"."""
    end = mention.start
    while end < mention.end and (
        mention.doc[end].text[0].isupper()
        or (end > mention.start and mention.doc[end].lower_ in {"dan", "&"})
    ):
        end += 1
    return mention.doc[mention.start : end]


def is_possessor(mention: Span, person: Span, definite: bool) -> bool:
    """Return whether the person only belongs to the one who speaks: "keluarga Brigadir Yosua"."""
    if person.start == mention.start or (person.end < mention.end and not definite):
        return False
    if person.end < mention.end and is_adjunct(mention.doc[person.end]):
        return False  # Wakil Bupati Ani Wijaya usai melihat lokasi tersebut
    kin = mention[0].lower_ in lexicon.section("kin")
    parted = any(t.text == "," for t in mention.doc[mention.start : person.start])
    return (definite or kin) and not parted


def tells_time(mention: Span) -> bool:
    """Return whether a mention ends with what tells the time: "Pemerintah |sejauh ini|"."""
    # not "menteri berusia 64 tahun ini"
    now = len(mention) > 2 and mention[-1].lower_ == "ini" and not mention[-3].like_num
    return now and mention[-2].lower_ in lexicon.section("before_now")


def is_adjunct(token: Token) -> bool:
    """Return whether a word opens an adjunct of time: "usai", "saat"."""
    return token.text in lexicon.section("occasions") | {"seusai", "setelah", "sebelum"}


def is_definite(mention: Span) -> bool:
    """Return whether an expression points back: "aktris berusia 60 tahun itu"."""
    return mention[-1].lower_ in {"itu", "tersebut", "ini"} or mention[0].lower_ == "sang"


def speaking_person(doc: Doc, mention: Span) -> Span | None:
    """Return the name of the one who speaks where a mention names one person or more."""
    people = [e for e in names_within(mention) if e.label_ == "PERSON"]
    # Bupati Luwu Timur (Lutim) Irwan: what stands in brackets is a short form
    people = [p for p in people if not is_bracketed(doc, p)] or people
    for person in people:
        # "Orang Tua Nauli, Panalihon": a name that fills its part of the mention comes first
        before = doc[person.start - 1].text if person.start > mention.start else ","
        after = doc[person.end].text if person.end < mention.end else ","
        if before == "," and after in {",", "("}:
            return person
    offices = doc.spans[OFFICES]
    outside = [p for p in people if span_at(offices, p.start) is None]
    return outside[0] if outside else (people[0] if people else None)


def is_bracketed(doc: Doc, name: Span) -> bool:
    """Return whether a name fills a bracket."""
    opened = name.start > 0 and doc[name.start - 1].text == "("
    return opened and name.end < len(doc) and doc[name.end].text == ")"


def read_role(mention: Span, person: Span) -> str | None:
    """Return the office in a mention, as printed: what stands before the name, else behind it."""
    doc = mention.doc
    before = strip_titles(doc, mention.start, person.start)
    if before[1] > before[0] and not is_bare_title(doc, *before):
        return str(doc[before[0] : before[1]].text)
    start = person.end
    while start < mention.end and (doc[start].is_punct or is_degree(doc[start])):
        start += 1
    if start < mention.end and doc[person.end].text == "(":
        return None
    behind = doc[start : mention.end].text
    return behind or None


def strip_titles(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without the comma, honorifics and openers that part office and name."""
    while end > start and (
        (doc[end - 1].is_punct and doc[end - 1].text != ")")
        or doc[end - 1].lower_.strip(".") in lexicon.honorifics() - lexicon.section("office_heads")
    ):
        end -= 1
    while start < end and doc[start].lower_ in lexicon.section("nameless_openers"):
        start += 1
    return start, end


def is_bare_title(doc: Doc, start: int, end: int) -> bool:
    """Return whether nothing but honorifics stand there: "Pak", "Dr"."""
    bare = lexicon.honorifics() - lexicon.section("office_heads")
    return all(t.lower_.strip(".") in bare for t in doc[start:end])


def nameless_role(mention: Span) -> str | None:
    """Return what a nameless party is: "pejabat senior" of "Salah satu pejabat senior"."""
    openers = lexicon.section("nameless_openers") | {"satu", "seorang"}
    start = mention.start
    while start < mention.end and mention.doc[start].lower_ in openers:
        start += 1
    return mention.doc[start : mention.end].text or None


def speaking_body(doc: Doc, mention: Span) -> str | None:
    """Return the body, country or publication that a mention names.

    A place is no more than a part of the body that its head names: "militer AS", "kedutaan China".
    """
    bodies = [e for e in names_within(mention) if e.label_ in {"ORG", "LOC"}]
    if (medium := find_medium(mention)) is not None:
        return medium
    if not bodies:
        return None
    body = min(bodies, key=lambda e: (e.label_ != "ORG", e.start))
    start = mention.start
    while start < body.start and doc[start].lower_ in lexicon.section("before_bodies"):
        start += 1
    headed = body.label_ == "LOC" and doc[start].lower_ in lexicon.section("body_heads")
    return doc[start : body.end].text if headed else body.text


def find_medium(mention: Span) -> str | None:
    """Return the medium at the end of what says that it is one: "media China |Global Times|"."""
    if mention[0].lower_ not in lexicon.section("media_heads"):
        return None
    ends = (mention[i:] for i in range(1, len(mention)))
    return next((e.text for e in ends if e.text.casefold() in lexicon.section("media")), None)
