"""The same words given to different speakers by different articles, or to nobody by one of them.

A spokesman and the body for which he speaks, a partial name, a pronoun that was not resolved are no
contradiction; a proverb that two people use months apart is none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from quotetrack import lexicon
from quotetrack.records import (
    Contradiction,
    Held,
    MismatchKind,
    Printed,
    Side,
    SpeakerKind,
    Voice,
)
from quotetrack.speakers.bodies import spell_out
from quotetrack.speakers.contradictions import Bond, compare_names, days_apart, is_same
from quotetrack.speakers.evidence import read_name
from quotetrack.speakers.offices import Fit, compare_offices, contradict, read_office
from quotetrack.speakers.registry import Registry
from quotetrack.speakers.terms import make_offices
from quotetrack.speakers.wording import read_wording

MIN_WORDS = 6  # fewer may be said by anybody: "Kami akan terus bekerja keras"
NEAR_DAYS = timedelta(days=14)
SHOWN = 60  # letters of the claim that the evidence quotes

_SAME_CLAIM = Bond(0.95, "are given the same words")


def find_ascribed(
    pairs: Iterable[tuple[Voice, Voice]], registry: Registry
) -> Iterator[Contradiction]:
    """Yield the mismatches of articles that give the same words to different speakers."""
    for a, b in pairs:
        if a.article_id == b.article_id or days_apart(a.published, b.published) > NEAR_DAYS:
            continue
        if len(read_wording(min(a.content, b.content, key=len)).words) < MIN_WORDS:
            continue
        first, second = sorted((a, b), key=lambda voice: voice.article_id)
        found = compare_voices(first, second, registry)
        if found is not None:
            yield found


def compare_voices(a: Voice, b: Voice, registry: Registry) -> Contradiction | None:
    """Return the mismatch of two speakers of the same words, None if they can be one."""
    if a.name is None or b.name is None:
        named, other = (a, b) if a.name is not None else (b, a)
        return _compare_unnamed(named, other) if named.name is not None else None
    if a.kind is SpeakerKind.PERSON and b.kind is SpeakerKind.PERSON:
        return _compare_people(a, b, registry)
    return None if _belong_together(a, b) else _make(a, b)


def _compare_people(a: Voice, b: Voice, registry: Registry) -> Contradiction | None:
    words, others = read_name(a.name or ""), read_name(b.name or "")
    if words == others:
        if a.role and b.role and contradict(a.role, b.role):
            held, other = (Held(v.role or "", v.statement_id) for v in (a, b))
            return make_offices(a.name or "", held, other, "that gives the same words")
        return None
    if is_same(words, others) or registry.one_person(words, others) or a.person_id == b.person_id:
        return None
    found = compare_names(_as_printed(a), _as_printed(b), registry, _SAME_CLAIM)
    return found or (None if _belong_together(a, b) else _make(a, b))


def _as_printed(voice: Voice) -> Printed:
    offices = (Held(voice.role, voice.statement_id),) if voice.role else ()
    return Printed(voice.person_id or 0, voice.name or "", voice.statement_id, offices)


def _belong_together(a: Voice, b: Voice) -> bool:
    """Return whether one may speak for the other, or is the other: a body and its chairman."""
    bodies = [voice for voice in (a, b) if voice.kind is not SpeakerKind.PERSON]
    if bodies and any(voice.kind is SpeakerKind.PERSON and not voice.role for voice in (a, b)):
        return True
    words, others = _words(a), _words(b)
    if not words & others:
        return False
    speaks = _first_words(a) | _first_words(b)
    return bool(bodies) or not speaks.isdisjoint(lexicon.identity("speaks_for"))


def _words(voice: Voice) -> frozenset[str]:
    """Return the words that say for whom somebody speaks: of the body, of office and name."""
    name = voice.name or ""
    office = read_office(voice.role or "")
    if voice.kind is not SpeakerKind.PERSON:
        office = read_office(spell_out(name))
    return office.place | office.post | frozenset(read_name(name))


def _first_words(voice: Voice) -> frozenset[str]:
    return frozenset((voice.role or "").casefold().split()[:1])


def _make(a: Voice, b: Voice) -> Contradiction:
    names = (a.name or "", b.name or "")
    evidence = (
        f"“{names[0]}” in one article and “{names[1]}” in another are given the same words, "
        f"“{_shorten(a.content)}”."
    )
    return _make_of(MismatchKind.ATTRIBUTION, a, b, names, 0.85, evidence)


def _compare_unnamed(named: Voice, other: Voice) -> Contradiction | None:
    # "dia" behind "seorang pejabat" has the office of that one
    told = (words for words in (other.mention, other.role) if words and keeps_back(words))
    printed = next(told, None)
    if other.kind is not SpeakerKind.UNNAMED or printed is None:
        return None
    office = other.role or printed
    if named.role and compare_offices(office, named.role) is Fit.SAME:
        return None
    evidence = (
        f"What “{printed}” says in one article, “{_shorten(other.content)}”, another gives to "
        f"“{named.name}”."
    )
    first, second = sorted((named, other), key=lambda voice: voice.article_id)
    names = [printed if voice is other else named.name or "" for voice in (first, second)]
    return _make_of(MismatchKind.UNNAMED, first, second, (names[0], names[1]), 0.85, evidence)


def keeps_back(mention: str) -> bool:
    """Return whether a mention keeps a person's name back: "seorang pejabat", not "dia"."""
    words = frozenset(re.findall(r"[\w-]+", mention.casefold())[:3])
    return not words.isdisjoint(lexicon.identity("nameless_people"))


def _make_of(
    kind: MismatchKind, a: Voice, b: Voice, printed: tuple[str, str], score: float, evidence: str
) -> Contradiction:
    sides = (Side(a.statement_id, printed[0]), Side(b.statement_id, printed[1]))
    # By article, since claims and who is who change with every ingest.
    key = (kind.value, str(a.article_id), str(b.article_id), *map(str.lower, printed))
    return Contradiction(kind, sides, score, evidence, key)


def _shorten(content: str) -> str:
    return content if len(content) <= SHOWN else f"{content[:SHOWN].rsplit(' ', 1)[0]} …"
