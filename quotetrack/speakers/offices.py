"""Offices compared across articles: the same post, the same body, none to compare, or different.

"Menlu Rusia" and "Menteri Luar Negeri Rusia" -> SAME; "Ketua KPK" and "Juru Bicara KPK" -> BODY;
"warga Depok" and "Wali Kota Depok" -> DIFFERENT, since a place is shared by all who live there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache, lru_cache
from itertools import pairwise

from quotetrack import lexicon
from quotetrack.records import Term
from quotetrack.speakers.forms import near
from quotetrack.speakers.resolve import office_words


class Fit(IntEnum):
    """How two offices go together, the best last."""

    DIFFERENT = 0
    NONE = 1
    BODY = 2
    SAME = 3


@dataclass(frozen=True, slots=True)
class Office:
    """The words of an office: those that say what post it is, and those that say where."""

    post: frozenset[str]
    place: frozenset[str]
    many: bool

    @property
    def alone(self) -> bool:
        """Whether the post names its holder without a body: "Presiden"."""
        return self.post in sole_posts()


@lru_cache(maxsize=65536)
def read_office(printed: str) -> Office:
    """Return an office's words, short forms written out; "mantan" leaves it the same office."""
    written_out = _write_out(printed)
    words = office_words(written_out) - lexicon.identity("former")
    # the first word of a post says what it is: "putra Presiden AS", but "kepala staf"
    first = next((word for word in written_out.split() if word in post_words()), "")
    many = first in lexicon.identity("held_by_many")
    post = words & post_words()
    return Office(post, words - post - lexicon.identity("says_no_office"), many)


@lru_cache(maxsize=262144)
def compare_offices(a: str, b: str) -> Fit:
    """Return how two printed offices go together."""
    first, second = read_office(a), read_office(b)
    if first.post == second.post and (first.alone or first.post == frozenset()):
        apart = first.place and second.place and not first.place & second.place
        return Fit.DIFFERENT if apart else Fit.SAME if first.alone or first.place else Fit.NONE
    shared = first.place & second.place
    if not first.place or not second.place:
        return Fit.NONE if first.post & second.post and not first.many else Fit.DIFFERENT
    if first.many or second.many:
        alike = first.post == second.post and first.place == second.place
        return Fit.BODY if alike else Fit.DIFFERENT
    if first.post == second.post and shared in (first.place, second.place):
        return Fit.SAME
    return Fit.BODY if shared else Fit.DIFFERENT


def compare_all(first: Iterable[str], second: Iterable[str]) -> tuple[Fit, str]:
    """Return the best fit between two people's offices, and the office of the first that has it.

    Who has no office has none to compare.
    """
    ours, theirs = tuple(first), tuple(second)
    if not ours or not theirs:
        return Fit.NONE, ""
    return max((compare_offices(a, b), a) for a in ours for b in theirs)


def is_of_one(printed: str) -> bool:
    """Return whether one person at a time holds an office: "Kapolres Sleman", not "Wakil Ketua".

    "Presiden" alone may be any country's.
    """
    office = read_office(printed)
    begins = _begins(printed) & lexicon.identity("posts_of_one")
    return bool(begins and office.place) and not _is_passing(printed)


def contradict(a: str, b: str) -> bool:
    """Return whether one person cannot hold both offices on one day.

    "Wakil Menteri Keuangan" is not "Menteri Keuangan", "Kapolres Sleman" not "Kapolres Bantul"; who
    is "Ketua Umum PAN" may be "Menteri Perdagangan" as well.
    """
    if _is_passing(a) or _is_passing(b):
        return False
    one, other = read_office(a), read_office(b)
    if one.post ^ other.post == {"wakil"}:
        return one.place == other.place and bool(one.place or {"presiden"} & one.post)
    begins = _begins(_chief(a)) & _begins(_chief(b)) & lexicon.identity("one_at_a_time")
    if not begins:
        return False
    ours, theirs = one.place - other.place, other.place - one.place
    return bool(ours and theirs) and not (_shorten(ours, theirs, b) or _shorten(theirs, ours, a))


def _shorten(words: frozenset[str], others: frozenset[str], printed: str) -> bool:
    """Return whether a word is short for an office's others, or spelt like one: KAI, Jaksel."""
    initials = "".join(word[0] for word in re.findall(r"\w+", printed.casefold()))
    for word in words:
        if any(near(word, other) for other in others) or (len(word) < 7 and word in initials):
            return True
        several = len(others) > 1 and len(word) < 9
        if several and any(word[:3] == other[:3] for other in others):
            return True
    return False


@lru_cache(maxsize=65536)
def _begins(printed: str) -> frozenset[str]:
    """Return the first word of an office written out, and the first two and three."""
    short = lexicon.office_short_forms()
    words = [
        part for word in re.findall(r"[\w-]+", printed.casefold())
        for part in short.get(word, word).split()
    ]  # fmt: skip
    return frozenset(" ".join(words[:number]) for number in (1, 2, 3))


def _chief(printed: str) -> str:
    """Return the office whose deputy somebody is, else the office itself."""
    return re.sub(r"^wakil\s+", "", printed, flags=re.IGNORECASE)


@lru_cache(maxsize=65536)
def _is_passing(printed: str) -> bool:
    words = re.findall(r"[\w-]+", printed.casefold())
    pairs = map(" ".join, pairwise(words))
    return not lexicon.identity("passing").isdisjoint({*words, *pairs})


def find_holders(
    wanted: str, terms: Iterable[tuple[str, Term]], at: date | None = None
) -> list[str]:
    """Return who held an office, on a day if one is given, by name and in the order of the terms.

    "Menteri Luar Negeri" means Indonesia's where that one is among the terms: an office that says
    no more than what was asked for comes before one that names a country as well.
    """
    place = read_office(wanted).place
    exact: dict[str, None] = {}
    wider: dict[str, None] = {}
    for name, term in terms:
        if not is_asked_for(wanted, term.printed):
            continue
        if at is None or (term.since and term.since <= at and (not term.until or at <= term.until)):
            (exact if read_office(term.printed).place == place else wider)[name] = None
    return list(exact or wider)


def is_asked_for(wanted: str, printed: str) -> bool:
    """Return whether a printed office has the post that was asked for, and is the same."""
    post = read_office(wanted).post
    if not post or read_office(printed).post != post:
        return False
    return compare_offices(wanted, printed) is Fit.SAME


def suggest_offices(wanted: str, offices: Iterable[str]) -> list[str]:
    """Return up to three offices that are spelt nearly as the one asked for, the nearest first."""
    from rapidfuzz import process, utils

    near = process.extract(
        wanted, sorted(offices), processor=utils.default_process, limit=3, score_cutoff=85
    )
    return [office for office, _, _ in near]


def _write_out(printed: str) -> str:
    bodies = _bodies()
    return " ".join(bodies.get(word, word) for word in re.findall(r"[\w-]+", printed.casefold()))


@cache
def _bodies() -> dict[str, str]:
    pairs = (entry.split(": ") for entry in lexicon.identity("body_short_forms"))
    return dict(pairs)


@cache
def post_words() -> frozenset[str]:
    """Return the words that say what post an office is, short forms written out."""
    heads = lexicon.section("office_heads") | lexicon.identity("held_by_many")
    written_out = {word for head in heads for word in office_words(head)}
    return frozenset(written_out & (heads | {"jenderal"}))


@cache
def sole_posts() -> frozenset[frozenset[str]]:
    """Return the posts of one holder each."""
    return frozenset(office_words(post) & post_words() for post in lexicon.identity("held_by_one"))
