"""The made-up articles, read as the program reads them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from quotetrack.evaluation.counting import Matched, match
from quotetrack.evaluation.inputs import read_gold, read_predictions
from tests.evaluation.articles import GOLD, PREDICTED


def write_jsonl(path: Path, values: Iterable[object]) -> Path:
    """Write one value a line and return the path."""
    path.write_text("".join(json.dumps(value) + "\n" for value in values), encoding="utf-8")
    return path


@pytest.fixture
def matched(tmp_path: Path) -> list[Matched]:
    """The made-up articles with their statements in pairs."""
    gold = read_gold(write_jsonl(tmp_path / "gold.jsonl", GOLD))
    found = read_predictions(write_jsonl(tmp_path / "found.jsonl", PREDICTED), gold)
    return [match(article, found.get(article.id, ())) for article in gold]
