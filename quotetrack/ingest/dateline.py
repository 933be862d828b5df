"""The outlet that a dateline names: "Jatimcenter.com – …", "JAKARTA, KOMPAS.com - …".

A dateline is a place, an outlet or both, at the head of a body's first paragraph and closed by a
dash. Only what looks like an internet domain, or stands in the lexicon of outlets, is an outlet:
"Jakarta - …" names a place, and a bare place is no outlet.
"""

from __future__ import annotations

import itertools
import re
from functools import cache

from quotetrack import lexicon

# Each may be the close: "TRIBUN-BALI.COM, DENPASAR - Promo", "TEMPO.CO,Jakarta-Badan",
# "(Lampost.co)—Wakil", "KARIMUN, POSMETRO.CO : Satu", and "Menggala (Lampost.co)" on its own line.
_CLOSE = re.compile(r"[-–—:]|(?<=\))\s*$")
_SEPARATOR = re.compile(r"[,()|/]")
_DOMAIN = re.compile(
    r"(?!(?:co|go|or|ac)\.)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|co|id|net|org|news|tv|info|my|sg|au|uk|us|tl)",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n\r]+")
_MAX_LENGTH = 90
_MAX_SEGMENTS = 4
_MAX_PLACE_WORDS = 5
_LINES_TRIED = 3  # "Laporan Wartawan Tribunnews.com, Bayu Indra Permana" may stand above it.


def find_dateline_outlet(text: str, start: int) -> str | None:
    """Return the outlet, as it is printed, of a dateline at the head of the body, or None."""
    for line in itertools.islice(_LINE.finditer(text, start), _LINES_TRIED):
        begin = text[line.start() : line.end()].lstrip()[:_MAX_LENGTH]
        for close in _CLOSE.finditer(begin):
            if outlet := _find_outlet(begin[: close.start()]):
                return outlet
    return None


def _find_outlet(head: str) -> str | None:
    segments = [segment.strip() for segment in _SEPARATOR.split(head) if segment.strip()]
    if len(segments) > _MAX_SEGMENTS:
        return None
    named = [segment for segment in segments if _DOMAIN.fullmatch(segment)]
    if not named:
        named = [segment for segment in segments if _fold(segment) in _known_outlets()]
        # "Bisnis - …" and "Suara – …" are words before they are papers: a place must stand by.
        if len(segments) == 1 and " " not in segments[0]:
            return None
    places = [segment for segment in segments if segment not in named]
    return named[0] if named and all(_may_be_place(place) for place in places) else None


@cache
def _known_outlets() -> frozenset[str]:
    return frozenset(_fold(name) for name in lexicon.section("media"))


def _fold(name: str) -> str:
    return "".join(name.split()).casefold()


def _may_be_place(segment: str) -> bool:
    return segment[0].isupper() and len(segment.split()) <= _MAX_PLACE_WORDS
