"""Which layer may import which; README.md, "How it is built", says why."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import quotetrack

PACKAGE = Path(quotetrack.__file__).parent
FORBIDDEN = {
    "records.py": {"spacy", "sqlalchemy", "quotetrack"},
    "marking.py": {"spacy", "sqlalchemy", "quotetrack.pipeline", "quotetrack.store"},
    "html": {"spacy", "sqlalchemy", "jinja2", "quotetrack.pipeline", "quotetrack.store"},
    "asking.py": {"spacy", "sqlalchemy", "quotetrack.store"},
    "choosing.py": {"spacy", "sqlalchemy", "quotetrack.cli", "quotetrack.web"},
    "reporting.py": {"spacy", "sqlalchemy", "quotetrack.cli", "quotetrack.web"},
    "search.py": {"spacy", "sqlalchemy", "quotetrack.pipeline", "quotetrack.store"},
    "lexicon": {"spacy", "sqlalchemy", "quotetrack.pipeline", "quotetrack.store"},
    "pipeline": {"sqlalchemy", "quotetrack.store", "quotetrack.speakers", "quotetrack.cli"},
    "speakers": {"spacy", "sqlalchemy", "quotetrack.pipeline", "quotetrack.store"},
    "store": {"spacy", "quotetrack.pipeline", "quotetrack.cli", "quotetrack.ingest"},
    "ingest": {"spacy", "sqlalchemy.orm", "quotetrack.cli"},
    # The rules must not move the measure.
    "evaluation": {
        *("spacy", "sqlalchemy", "quotetrack.lexicon", "quotetrack.pipeline"),
        *("quotetrack.speakers", "quotetrack.store", "quotetrack.training", "quotetrack.cli"),
    },
    "export": {"spacy", "sqlalchemy", "quotetrack.pipeline", "quotetrack.cli"},
    "web": {
        *("spacy", "sqlalchemy", "quotetrack.store.models", "quotetrack.cli"),
        *("quotetrack.lexicon", "quotetrack.training"),
    },
    "cli": {
        "spacy",
        "sqlalchemy",
        "quotetrack.store.models",
        "quotetrack.lexicon",
        "quotetrack.training",
    },
}


def imported(path: Path) -> set[str]:
    """Return the modules that a file imports at run time, by full name."""
    found = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        node
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("layer", FORBIDDEN)
def test_layer_imports(layer: str) -> None:
    place = PACKAGE / layer
    files = [place] if place.suffix else sorted(place.rglob("*.py"))
    assert files
    for path in files:
        wrong = {
            name
            for name in imported(path)
            for forbidden in FORBIDDEN[layer]
            if name == forbidden or name.startswith(forbidden + ".")
        }
        assert not wrong, f"{path.name} imports {sorted(wrong)}"
