"""The same statement by the same speaker, wherever it was printed, is one claim.

Candidates share a key; what joins two is the speaker and their words. Claims that agree in words
but not in the speaker are a pair: one paper may be wrong. Three sorts of keys: equal letters; the
bands of a MinHash over groups of letters (Broder 1997; datasketch), for what is nearly equal;
winnowed runs of words (Schleimer, Wilkerson & Aiken 2003), for a quotation that another contains.
Every step takes time in the number of its candidates, which is bounded.

A claim is compared by its fullest variant alone: a short one that fits into two long ones must
not make one claim of them.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from heapq import nsmallest

from datasketch import MinHash  # type: ignore[import-untyped,unused-ignore]
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from quotetrack.records import Claim, Variant
from quotetrack.speakers.wording import Wording, read_wording

# "Ya", "Tidak ada", "Kami siap", "Terima kasih banyak" are said anew on every occasion: shorter
# contents are claims of their own, even if equal.
_LEAST_WORDS = 4
_LEAST_LETTERS = 20
# What another contains must be a sentence: "kami akan terus bekerja untuk rakyat" is a slogan.
_LEAST_CONTAINED = 8
_NEAR = 90.0  # rapidfuzz's ratio, of 100

_LETTERS = 4  # in a group; a changed word spoils fewer groups of letters than of words
_BANDS, _ROWS = 16, 3  # groups shared of 100 → found with a probability of: 80 → 1, 60 → 0.98
# A shared run of _RUN + _WINDOW - 1 = _LEAST_CONTAINED words always shares a key.
_RUN, _WINDOW = 4, 5

# Copied, since its permutations take four times as long to draw as all else about a content.
# Seed, hash and scheme are named so that keys of today equal those that the database holds.
_EMPTY = MinHash(_BANDS * _ROWS, seed=1, hashfunc=zlib.crc32, scheme="affine32")

# A key that so many claims share tells none of them from the others.
_CROWDED = 64
_MOST_COMPARED = 50
# What different speakers say is compared more seldom: a set phrase has one key in common.
_LEAST_SHARED = 2
_MOST_PAIRED = 10


@dataclass(frozen=True, slots=True)
class Joined:
    """The claims, those known before first, and for each new statement the place of its own.

    `pairs` are the places of claims that agree in words and not in the speaker, the lower first,
    each with how far they agree, up to 100.
    """

    claims: tuple[Claim, ...]
    places: tuple[int, ...]
    pairs: Mapping[tuple[int, int], float]


def make_claim(variant: Variant) -> Claim:
    """Return the claim of a statement that is alone so far.

    The first of its keys is that of speaker and letters; a content too short to tell has none.
    """
    return Claim(variant, tuple(_find_keys(variant)))


def remake_claim(variants: Sequence[Variant]) -> Claim:
    """Return the claim of statements that are one already: by the fullest, the first of equals.

    It has the keys of that, and of the others the one under which their equals are found.
    """
    fullest = max(variants, key=lambda variant: len(read_wording(variant.content).words))
    others = (key for variant in variants for key in list(_find_keys(variant))[:1])
    return Claim(fullest, tuple(dict.fromkeys([*_find_keys(fullest), *others])))


def join_claims(new: Sequence[Claim], known: Sequence[Claim] = ()) -> Joined:
    """Return which claim each new statement belongs to, in order: one before it, or its own.

    The new ones come from `make_claim`. Of the known ones those suffice that share a key with a
    new one, with the keys they share. A claim also gets the keys of what is found to be fuller.
    """
    index = _Index(known)
    places = tuple(map(index.add, new))
    return Joined(tuple(index.claims), places, index.pairs)


class _Index:
    """Claims by their keys."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.claims = list(claims)
        self.pairs: dict[tuple[int, int], float] = {}
        self._holders: defaultdict[int, list[int]] = defaultdict(list)
        for place, claim in enumerate(self.claims):
            for key in claim.keys:
                self._holders[key].append(place)

    def add(self, new: Claim) -> int:
        """Return the place of the claim that a new one belongs to, which may be its own."""
        if new.keys and (equal := self._holders.get(new.keys[0])):
            return self._join(new, equal[0])
        shared = Counter(place for key in new.keys for place in self._holders.get(key, ()))
        place = self._find(new, shared)
        if place is not None and not _is_fuller(new.variant, self.claims[place].variant):
            return self._join(new, place)
        if place is None:
            place = len(self.claims)
            self.claims.append(replace(new, keys=()))
        else:
            self.claims[place] = replace(self.claims[place], variant=new.variant)
        self._hold(place, new.keys)
        self._pair(place, shared)
        return place

    def _join(self, new: Claim, place: int) -> int:
        self._hold(place, new.keys[:1])  # so that what is equal to it will join it here
        return place

    def _find(self, new: Claim, shared: Mapping[int, int]) -> int | None:
        speaker = new.variant.speaker
        own = (place for place in shared if self.claims[place].variant.speaker == speaker)
        likely = nsmallest(_MOST_COMPARED, own, key=lambda place: (-shared[place], place))
        scored = [(_score(new.variant, self.claims[place]), -place) for place in likely]
        score, place = max(scored, default=(0.0, 0))
        return -place if score else None

    def _pair(self, place: int, shared: Mapping[int, int]) -> None:
        variant = self.claims[place].variant
        others = (
            other
            for other, count in shared.items()
            if count >= _LEAST_SHARED and self.claims[other].variant.speaker != variant.speaker
        )
        for other in nsmallest(_MOST_PAIRED, others, key=lambda other: (-shared[other], other)):
            score = _agree_as_printed(variant, self.claims[other].variant)
            if score:
                self.pairs[min(place, other), max(place, other)] = score

    def _hold(self, place: int, keys: Iterable[int]) -> None:
        held = [
            key
            for key in keys
            if len(self._holders[key]) < _CROWDED and place not in self._holders[key]
        ]
        for key in held:
            self._holders[key].append(place)
        claim = self.claims[place]
        self.claims[place] = replace(claim, keys=(*claim.keys, *held))


def _score(variant: Variant, claim: Claim) -> float:
    other = claim.variant
    # What only a superseded reading holds may have been read wrongly, two statements as one: that
    # is joined by its equal alone.
    if variant.speaker != other.speaker or not claim.current:
        return 0.0
    return _agree_as_printed(variant, other)


def _agree_as_printed(one: Variant, other: Variant) -> float:
    same_type = one.type == other.type
    return agree(read_wording(one.content), read_wording(other.content), contained=same_type)


def _is_fuller(variant: Variant, than: Variant) -> bool:
    more = len(read_wording(variant.content).words) > len(read_wording(than.content).words)
    return more and variant.type == than.type


def agree(one: Wording, other: Wording, *, contained: bool = True) -> float:
    """Return how far two contents agree, up to 100; 0 if they are not the same statement.

    They must be equal, but for case, punctuation and space, or nearly so; with `contained` one
    may stand in the other. Telling words must be the same, long ones but for a letter.
    """
    if not (_is_telling_enough(one) and _is_telling_enough(other)):
        return 0.0
    if "".join(one.words) == "".join(other.words):
        return 100.0
    short, long = sorted((one, other), key=lambda wording: len(wording.words))
    score = _compare(short, long, 0, len(long.words))
    if score or not contained or len(short.words) < _LEAST_CONTAINED:
        return score
    place = fuzz.partial_ratio_alignment(short.words, long.words, score_cutoff=_NEAR / 2)
    if place is None:
        return 0.0
    window = long.words[place.dest_start : place.dest_end]
    # What is cut off must lie outside: "di Papua saja" is not in "di Papua Barat saja".
    if (window[0], window[-1]) != (short.words[0], short.words[-1]):
        return 0.0
    # Sure of less than what is equal as a whole.
    return _compare(short, long, place.dest_start, place.dest_end) * 0.99


def _is_telling_enough(wording: Wording) -> bool:
    return len(wording.words) >= _LEAST_WORDS and len("".join(wording.words)) >= _LEAST_LETTERS


def _compare(short: Wording, long: Wording, start: int, end: int) -> float:
    """Return how far all of one agrees with a stretch of the other; 0 if not nearly."""
    words = long.words[start:end]
    score = fuzz.ratio(short.text, " ".join(words), score_cutoff=_NEAR)
    if not score:
        if Levenshtein.distance(short.words, words) > 1:
            return 0.0
        score = _NEAR  # one word may differ, however long it is
    for step in Levenshtein.opcodes(short.words, words):
        if step.tag == "equal":
            continue
        left = short.telling_words(step.src_start, step.src_end)
        right = long.telling_words(start + step.dest_start, start + step.dest_end)
        if len(left) != len(right) or not all(map(_is_same_name, left, right)):
            return 0.0
    return min(score, 99.0)


def _is_same_name(one: str, other: str) -> bool:
    """Return whether two telling words are one: equal, or a long name with a letter misprinted."""
    if one == other:
        return True
    misprinted = min(len(one), len(other)) >= 6 and one.isalpha() and other.isalpha()
    return misprinted and Levenshtein.distance(one, other) == 1


def _find_keys(variant: Variant) -> Iterator[int]:
    wording = read_wording(variant.content)
    if _is_telling_enough(wording):
        yield _hash(f"equal {variant.speaker}", "".join(wording.words).encode())
        yield from read_keys(variant.content)


@lru_cache(maxsize=1024)
def read_keys(content: str) -> tuple[int, ...]:
    """Return the keys that a content has whoever said it; none if it is too short to tell."""
    wording = read_wording(content)
    return tuple(_find_common_keys(wording)) if _is_telling_enough(wording) else ()


def _find_common_keys(wording: Wording) -> Iterator[int]:
    yield _hash("equal", "".join(wording.words).encode())
    values = _read_minhash(wording.text).hashvalues
    for band in range(_BANDS):
        rows = values[band * _ROWS : (band + 1) * _ROWS]
        yield _hash(f"band {band}", rows.astype("<u4").tobytes())
    for run in _find_runs(wording.words):
        yield _hash("run", run)


def _read_minhash(text: str) -> MinHash:
    groups = {text[start : start + _LETTERS] for start in range(len(text) - _LETTERS + 1)}
    minhash = _EMPTY.copy()
    minhash.update_batch(group.encode() for group in groups)
    return minhash


def _find_runs(words: Sequence[str]) -> Set[bytes]:
    """Return the runs of words that have the least hash in some window of runs."""
    runs = [
        " ".join(words[start : start + _RUN]).encode() for start in range(len(words) - _RUN + 1)
    ]
    hashed = [(zlib.crc32(run), run) for run in runs]
    starts = range(len(hashed) - _WINDOW + 1)
    return {min(hashed[start : start + _WINDOW])[1] for start in starts}


def _hash(sort: str, value: bytes) -> int:
    digest = blake2b(f"{sort}\0".encode() + value, digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
