"""Whether two appearances are one person: a score from name and office, told in a sentence.

A name tells the more, the fewer people bear its words; an office confirms or contradicts it.
Below MERGE a pair stays apart, from PROPOSE on it is shown to a human. No single word that two
names share merges them, unless the offices are the same post.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from quotetrack import lexicon
from quotetrack.speakers.forms import fold_spelling, near
from quotetrack.speakers.names import is_part_of, name_words, same_word
from quotetrack.speakers.offices import Fit

MERGE = 0.7
PROPOSE = 0.5
MET = 0.75
FOLLOWED = 0.1
MOST = 0.99


class Tie(StrEnum):
    """How two names go together."""

    FULL = "have the same name"
    PART = "share the name"
    SPELLING = "are two spellings of one name"
    WORD = "share a word of the name"
    NEAR = "are nearly the same name"


# By the tie, the words of the name that few bear (two count as many), and the fit of the offices.
# The columns: DIFFERENT, NONE, BODY, SAME.
_SCORES: dict[Tie, tuple[tuple[float, ...], ...]] = {
    Tie.FULL: ((0.2, 0.5, 0.6, 0.9), (0.5, 0.8, 0.9, 0.97), (0.75, 0.9, 0.95, 0.99)),
    Tie.PART: ((0.0, 0.3, 0.5, 0.8), (0.1, 0.6, 0.8, 0.95), (0.5, 0.75, 0.85, 0.97)),
    Tie.SPELLING: ((0.0, 0.3, 0.5, 0.8), (0.1, 0.6, 0.8, 0.9), (0.2, 0.65, 0.85, 0.95)),
    Tie.WORD: ((0.0, 0.0, 0.3, 0.75), (0.0, 0.4, 0.55, 0.8), (0.0, 0.4, 0.55, 0.8)),
    Tie.NEAR: ((0.0, 0.0, 0.3, 0.6), (0.0, 0.3, 0.5, 0.65), (0.0, 0.3, 0.5, 0.65)),
}


@dataclass(frozen=True, slots=True)
class Weight:
    """A score and the sentence that tells why."""

    score: float
    evidence: str


@lru_cache(maxsize=65536)
def read_name(name: str) -> tuple[str, ...]:
    """Return the words by which a name is compared; a name in another alphabet is one word."""
    return name_words(name) or (name.casefold(),)


def full_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without initials."""
    return tuple(word for word in words if len(word) > 1)


@lru_cache(maxsize=262144)
def find_tie(a: tuple[str, ...], b: tuple[str, ...]) -> Tie | None:
    """Return how two names go together, None if they do not."""
    if a == b:
        return Tie.FULL if len(full_words(a)) > 1 else Tie.WORD
    short, long = sorted((a, b), key=len)
    if is_part_of(short, long) or is_part_of(long, short):
        several = len(set(full_words(short)) & set(full_words(long))) > 1
        return Tie.PART if several and _begin_alike(a, b) else Tie.WORD
    if len(a) != len(b) or len(a) < 2:
        return None
    if fold_all(a) == fold_all(b):
        return Tie.SPELLING
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(differing) == 1 and (near(*differing[0]) or differing[0][0][0] == differing[0][1][0]):
        return Tie.NEAR
    return None


def _begin_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether only a common first name may be left out: Andi Amran, Amran; not Selvi Gibran.

    A wife or a child often has the whole name behind their own.
    """
    longer, shorter = (a, b) if len(a) >= len(b) else (b, a)
    for word in longer:
        if same_word(shorter[0], word) or same_word(word, shorter[0]):
            return True
        if len(word) > 1 and word not in lexicon.identity("common_name_words"):
            return False
    return False


@lru_cache(maxsize=65536)
def fold_all(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name as spelling variants have them in common."""
    return tuple(map(fold_spelling, words))


def count_telling(words: tuple[str, ...]) -> int:
    """Return how many words of a name few people bear, at most two."""
    return min(2, len(set(full_words(words)) - lexicon.identity("common_name_words")))


def weigh(
    first: str, second: str, tie: Tie, words: tuple[str, ...], fit: Fit, office: str
) -> Weight:
    """Return the score of two names, the words they share, the fit of their offices."""
    telling = count_telling(words)
    reason = {
        Fit.SAME: f"and the same office, “{office}”",
        Fit.BODY: f"and the same body in the office “{office}”",
        Fit.NONE: "and no offices that confirm or contradict it",
        Fit.DIFFERENT: "but different offices",
    }[fit]
    rarity = "" if telling else ", all of whose words many people bear"
    evidence = f"“{first}” and “{second}” {tie.value}{rarity}, {reason}."
    return Weight(_SCORES[tie][telling][fit], evidence)


def confirm(weight: Weight, *, met: bool, followed: bool) -> Weight:
    """Return the weight of two full names with what their articles have in common.

    `met`: the same people speak beside both within a fortnight, which settles it. `followed`: both
    stand in one outlet within a fortnight, which a story that goes on does, and a namesake may.
    """
    score, evidence = weight.score, weight.evidence.removesuffix(".")
    if met:
        score, evidence = max(score, MET), f"{evidence}, beside the same speakers"
    if followed:
        score, evidence = min(score + FOLLOWED, MOST), f"{evidence}, in the same outlet"
    within = " within a fortnight" if met or followed else ""
    return Weight(score, f"{evidence}{within}.")
