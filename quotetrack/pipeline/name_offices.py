"""Names with the office that stands beside them, and what their sentence makes of them.

"Bupati Klaten, Jawa Tengah, Sri Mulyani" -> PERSON "Sri Mulyani", role "Bupati Klaten"
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Span

from quotetrack import lexicon
from quotetrack.pipeline.mention_forms import is_bracketed
from quotetrack.pipeline.names import OFFICES
from quotetrack.pipeline.parts import find_part, find_verb, has_age, is_agent, is_telling
from quotetrack.pipeline.spans import first_behind, text_span
from quotetrack.pipeline.subjects import strip_connective
from quotetrack.records import Name, NameLabel, Part

LEADING_WORDS = 3
MAX_TITLE_GAP = 3
MAX_SERVICE = 9
MAX_GAP_WITH_PLACE = 8


def read_name(doc: Doc, entity: Span) -> Name:
    """Return a name with the office that stands beside it."""
    role = None
    start = entity.start
    offices = doc.spans[OFFICES]
    behind = first_behind(offices, entity.start - 1)
    if entity.label_ == "PERSON" and behind > 0 and not is_bracketed(doc, entity):
        start, end = entity.start, entity.start
        # Menteri Ketenagakerjaan (Menaker) Yassierli: both offices are the name's
        while behind > 0 and start - offices[behind - 1].end <= MAX_GAP_WITH_PLACE:
            office = offices[behind - 1]
            if office.end > start or not is_title_gap(doc[office.end : start]):
                break
            end = office.end if start == entity.start else end
            start, behind = office.start, behind - 1
        role = doc[start:end].text or None
    served = find_service(doc, entity) if entity.label_ == "PERSON" else None
    if served is not None:
        start, role = served, doc[served : entity.start - 1].text
    elif role and doc[start].lower_ in lexicon.section("serving") and is_served(doc, entity):
        role = None
    sentence = entity.sent
    opening, _ = strip_connective(doc, sentence.start, start)
    leads = start - opening <= LEADING_WORDS
    name = Name(text_span(entity), NameLabel(entity.label_), entity.text, role)
    if entity.label_ != "PERSON":
        return replace(name, leads=leads)
    part, verb = find_part(doc, start), find_verb(doc, entity.end)
    agent = is_agent(doc, start)
    return replace(
        name,
        # Kebaikan hati suami Nagita: it is not she who is spoken of
        leads=leads and (agent or part in {Part.HEAD, Part.OBLIQUE}),
        agent=agent,
        part=part,
        acts=verb is not None,
        tells=is_telling(verb),
        aged=has_age(doc, entity.end),
    )


def find_service(doc: Doc, entity: Span) -> int | None:
    """Return where it begins what somebody is to another: "|kuasa hukum Ani|, Budi"."""
    i = entity.start - 2
    if i < 0 or doc[i + 1].text != "," or doc[i].ent_type_ != "PERSON":
        return None
    for k in range(i, max(-1, i - MAX_SERVICE), -1):
        if doc[k].lower_ in lexicon.section("serving"):
            return k
        if doc[k].is_punct or doc[k].is_space:
            break
    return None


def is_served(doc: Doc, entity: Span) -> bool:
    """Return whether behind a comma the name follows of somebody who is something to this one."""
    i = entity.end + 1
    return i < len(doc) and doc[i - 1].text == "," and doc[i].ent_type_ == "PERSON"


def is_title_gap(gap: Span) -> bool:
    """Return whether only a comma, honorifics or a place part an office from a name.

    "Bupati Klaten, Jawa Tengah, Sri Mulyani"
    """
    words = [t for t in gap if t.text not in "(),"]
    titles = all(t.lower_.strip(".") in lexicon.honorifics() for t in words)
    placed = len(gap) > 0 and gap[0].text == "," and gap[-1].text == ","
    if titles:
        return len(gap) <= MAX_TITLE_GAP
    return placed and all(t.ent_type_ == "LOC" for t in words)
