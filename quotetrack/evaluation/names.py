"""When two names are one speaker's, and two offices one office, in the measure's eyes.

The words dropped from a name are the measure's own and not the lexicon's: were a title added
there, the same predictions would get another figure.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from quotetrack.records import SpeakerKind

_FORMS_OF_ADDRESS = "bapak pak ibu bu saudara sdr tuan nyonya sir pangeran raja ratu"
_RELIGIOUS = "h hj kh k haji hajah kiai kyai gus habib ustad ustadz ustaz syekh"
_DEGREES = "drs dra dr drg ir prof phd ma mm mh sh se msi msc mba mhum mkn mpd spd ssos sik sip kom"
_ARMY = (
    "jenderal jendral letjen mayjen brigjen kolonel letkol mayor kapten lettu letda serka sertu"
    " laksamana marsekal tni purn"
)
_POLICE = (
    "komjen irjen kombes akbp kompol akp iptu ipda aiptu aipda bripka brigadir briptu bripda pol"
)
_OFFICES = "presiden menteri gubernur bupati"
_TITLES = frozenset(
    " ".join((_FORMS_OF_ADDRESS, _RELIGIOUS, _DEGREES, _ARMY, _POLICE, _OFFICES)).split()
)
# Ranks of several words: "Ajun Komisaris Besar Polisi Budi Santoso".
_RANK_HEADS = ["komisaris", "inspektur", "brigadir", "jenderal", "komandan"]
_RANK_TAILS = ["besar", "jenderal", "polisi", "satu", "dua", "kepala"]
_RANKS = re.compile(rf"\b(?:ajun )?(?:{'|'.join(_RANK_HEADS)})(?: (?:{'|'.join(_RANK_TAILS)}))*\b")
_WORD = re.compile(r"[a-z0-9@]+")
_PART_WORDS = 2  # a part of a name counts from two words on
_MORE_WORDS = 2  # a longer form may have up to two words more


@lru_cache(maxsize=65536)
def reduce_name(name: str) -> tuple[str, ...]:
    """Return a name's words in plain lower case without titles, or with them if it has no others.

    "Kombes Pol. Budi Santoso, S.H." -> ("budi", "santoso", "s", "h").
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    plain = plain.replace("'", "").replace(".", " ")
    without_rank = _WORD.findall(_RANKS.sub(" ", plain))
    kept = tuple(word for word in without_rank if word not in _TITLES)
    return kept or tuple(_WORD.findall(plain))


def is_same_name(gold: str, predicted: str, kind: SpeakerKind | None) -> bool:
    """Return whether a predicted name stands for the annotated speaker of that kind.

    A body's names must share half of their words. A person may be given by two or more words of
    the name, or by a form with up to two words more.
    """
    wanted, found = set(reduce_name(gold)), set(reduce_name(predicted))
    if not wanted or not found:
        return False
    if kind is SpeakerKind.ORGANISATION:
        return _shares_half(wanted, found)
    if found < wanted:
        return len(found) >= _PART_WORDS
    return found == wanted or (wanted < found and len(found - wanted) <= _MORE_WORDS)


def is_same_office(gold: str, predicted: str) -> bool:
    """Return whether two offices share half of their words."""
    return _shares_half(set(reduce_name(gold)), set(reduce_name(predicted)))


def _shares_half(words: set[str], others: set[str]) -> bool:
    return bool(words and others) and 2 * len(words & others) >= len(words | others)
