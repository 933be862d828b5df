"""The weights of the context: learned from examples made by hand, and from one article."""

from __future__ import annotations

import json
from pathlib import Path

from quotetrack.training.context import Example, learn, read_examples, write_weights
from tests.marked import plain_pipeline

SPOKE, OTHER, NOBODY = frozenset({"spoke last"}), frozenset({"one word"}), frozenset({"nobody"})


def test_what_speaks_for_the_right_one_weighs_more() -> None:
    examples = [Example([SPOKE, OTHER, NOBODY], 0)] * 9 + [Example([OTHER, NOBODY], 1)]
    weights = learn(examples)
    assert weights["spoke last"] > weights.get("nobody", 0.0) > weights["one word"]
    assert learn(examples) == weights


def test_examples_are_the_statements_that_name_nobody(tmp_path: Path) -> None:
    text = "“Kami siap,” kata Budi Santoso di Jakarta.\n“Besok kami pulang,” ujarnya."
    contents = [[text.index("Kami"), 10], [text.index("Besok"), text.index("Besok") + 18]]
    statements = [
        {"content": [content], "speaker": "Budi Santoso", "kind": "person"} for content in contents
    ]
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps({"id": "a", "text": text, "statements": statements}) + "\n")
    (example,) = read_examples(plain_pipeline(), path)
    assert "spoke last" in example.features[example.right]


def test_weights_are_written_as_they_are_read(tmp_path: Path) -> None:
    write_weights({"spoke last": 1.01}, tmp_path / "context.json")
    assert json.loads((tmp_path / "context.json").read_text()) == {"spoke last": 1.01}
