"""People whom the registry of officials knows by their whole name, where the model saw less.

"Menteri Pertahanan Israel Katz", a LOC and a PERSON to the model -> PERSON "Israel Katz"

Of names that overlap the longest stands: "Simpatisan Ganjar Pranowo" remains a body.
"""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

LABEL = "PERSON"
REGISTRY = files("quotetrack.seeds") / "officials.jsonl"


def read_names() -> list[str]:
    """Return the names and aliases of more than one word, the shortest of those with one ending.

    A single word may be another's, and what "KH Ma'ruf Amin" has before "Ma'ruf Amin" is a title.
    """
    names = []
    for line in REGISTRY.read_text(encoding="utf-8").splitlines():
        official = json.loads(line)
        forms = [form for form in (official["name"], *official["aliases"]) if " " in form]
        names += [f for f in forms if not any(f.endswith(f" {other}") for other in forms)]
    return names


def fingerprint() -> str:
    """Return the SHA-256 of the registry."""
    return hashlib.sha256(REGISTRY.read_bytes()).hexdigest()


def make_doc(nlp: Language, name: str) -> Doc:
    """Return a name in the tokens that it has in a text.

    Plain words are tokens as they are; asking the tokenizer for all takes a third of a second.
    """
    words = name.split()
    plain = all(word.isalpha() and word.istitle() for word in words)
    return Doc(nlp.vocab, words=words) if plain else nlp.make_doc(name)


class KnownPeople:
    """Finds the names of the registry."""

    def __init__(self, nlp: Language) -> None:
        """Read the registry."""
        self.matcher = PhraseMatcher(nlp.vocab)
        names = read_names()
        curly = [name.replace("'", "’") for name in names if "'" in name]
        self.matcher.add(LABEL, [make_doc(nlp, name) for name in names + curly])

    def find(self, doc: Doc) -> list[Span]:
        """Return the entities of the document with the people known by their whole name."""
        known: list[Span] = self.matcher(doc, as_spans=True)
        return filter_spans([*known, *doc.ents])

    def __call__(self, doc: Doc) -> Doc:
        """Write them."""
        doc.set_ents(self.find(doc))
        return doc


@Language.factory("quotetrack_known", assigns=["doc.ents"])
def create(nlp: Language, name: str) -> KnownPeople:
    """Return the component; after the model's names, on which it improves."""
    return KnownPeople(nlp)
