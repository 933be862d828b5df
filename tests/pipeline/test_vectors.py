"""Vectors: half the size on disk, the same numbers in memory, whoever asked before."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.vectors import Vectors  # type: ignore[import-not-found]

from quotetrack.pipeline import vectors as module
from quotetrack.pipeline.vectors import HalfVectors, create

FLORET = {"mode": "floret", "minn": 2, "maxn": 3, "hash_count": 2, "hash_seed": 1}
DATA = np.random.default_rng(0).normal(size=(50, 8)).astype(np.float16).astype(np.float32)


def test_a_round_trip_keeps_every_number(tmp_path: Path) -> None:
    HalfVectors(data=DATA, **FLORET).to_disk(tmp_path)
    assert (tmp_path / "vectors").stat().st_size < DATA.nbytes
    again = HalfVectors().from_disk(tmp_path)
    assert again.data.dtype == np.float32
    assert (again.data == DATA).all()
    assert again.minn == 2


def test_the_vectors_in_memory_stay_whole(tmp_path: Path) -> None:
    fine = DATA + np.float32(1e-6)
    vectors = HalfVectors(data=fine, **FLORET)
    vectors.to_disk(tmp_path)
    assert vectors.data is fine


@pytest.mark.parametrize("known", [2, 3, 100])
def test_rows_are_those_of_spacy(known: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KNOWN_WORDS", known)
    ours, theirs = HalfVectors(data=DATA, **FLORET), Vectors(data=DATA, **FLORET)
    for line in ("kata Budi kata", "Budi Solo", "", "Solo kata Tono", "a b c d e"):
        keys = [ours.strings.add(word) for word in line.split()]
        for word in line.split():
            theirs.strings.add(word)
        assert (ours.get_batch(keys) == theirs.get_batch(keys)).all()


def test_a_vocabulary_without_vectors_can_be_saved(tmp_path: Path) -> None:
    nlp = spacy.blank("xx")
    nlp.vocab.vectors = create()(nlp.vocab)
    nlp.to_disk(tmp_path / "model")
    assert len(spacy.load(tmp_path / "model")("kata Budi")) == 2
