"""People whom the article or the registry of officials knows by their whole name.

The article: "Netrebko", a LOC to the model, is a PERSON where it found "Anna Netrebko". "Gunadi"
    after "Imam", which is no name to it there, is "Imam Gunadi" where it found "ujar Imam".

The registry, where the model saw less:

"Menteri Pertahanan Israel Katz", a LOC and a PERSON to the model -> PERSON "Israel Katz"
"Juru bicara Departemen Luar Negeri Ned Price", an ORG -> ORG "Departemen Luar Negeri", his body,
    and PERSON "Ned Price"

Of other names that overlap the longest stands: "Simpatisan Ganjar Pranowo" remains a body.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from importlib.resources import files

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from quotetrack.pipeline.names import OFFICES

LABEL, PLACE = "PERSON", "LOC"
REGISTRY = files("quotetrack.seeds") / "officials.jsonl"


def read_names() -> dict[str, set[str]]:
    """Return the names and aliases of more than one word, each with its holders' bodies.

    Of those with one ending, the shortest. A single word may be another's, and what "KH Ma'ruf
    Amin" has before "Ma'ruf Amin" is a title. The bodies are in lower case.
    """
    names: dict[str, set[str]] = {}
    for line in REGISTRY.read_text(encoding="utf-8").splitlines():
        official = json.loads(line)
        bodies = {office["body"].lower() for office in official["offices"] if office["body"]}
        forms = [form for form in (official["name"], *official["aliases"]) if " " in form]
        for form in forms:
            if not any(form.endswith(f" {other}") for other in forms):
                names.setdefault(form, set()).update(bodies)
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
    """Finds the names of the registry, and the people who were named in full before."""

    def __init__(self, nlp: Language) -> None:
        """Read the registry."""
        self.matcher = PhraseMatcher(nlp.vocab)
        self.bodies = read_names()
        self.bodies |= {n.replace("'", "’"): of for n, of in self.bodies.items() if "'" in n}
        self.matcher.add(LABEL, [make_doc(nlp, name) for name in self.bodies])

    def find(self, doc: Doc) -> list[Span]:
        """Return the entities of the document with the people known by their whole name."""
        found = find_again(doc)
        known: list[Span] = self.matcher(doc, as_spans=True)
        at_end = defaultdict(list)
        for person in known:
            at_end[person.end].append(person)
        return filter_spans([*known, *(self.part(name, at_end[name.end]) for name in found)])

    def part(self, name: Span, ending: Sequence[Span]) -> Span:
        """Return a name without the official ending with it, if what comes before is their body."""
        for person in ending:
            body = name.doc[name.start : person.start].text.lower()
            # An article may print the same tokens with other spaces.
            if body and body in self.bodies.get(person.text, ()):
                return Span(name.doc, name.start, person.start, label=name.label_)
        return name

    def __call__(self, doc: Doc) -> Doc:
        """Write them."""
        doc.set_ents(self.find(doc))
        return doc


def find_again(doc: Doc) -> list[Span]:
    """Return the names of the document, those of people as the rest of the article has them.

    Of what is no person to the model only a place is looked at: a body often has the name that ends
    somebody's, as in "Lisa Blackpink".
    """
    people = [name for name in doc.ents if name.label_ == LABEL]
    ends = {name[-1].text for name in people if len(name) > 1}
    alone = {name.text for name in people if len(name) == 1}
    offices = doc.spans.get(OFFICES, [])
    taken = {token.i for span in (*doc.ents, *offices) for token in span}
    found = []
    for name in doc.ents:
        start, label, before = name.start, name.label_, name.start - 1
        if label == PLACE and len(name) == 1 and name.text in ends:
            label = LABEL
        elif label == LABEL and before >= 0 and before not in taken and doc[before].is_title:
            start = before if doc[before].text in alone else start
        found.append(Span(doc, start, name.end, label=label))
    return found


@Language.factory("quotetrack_known", assigns=["doc.ents"])
def create(nlp: Language, name: str) -> KnownPeople:
    """Return the component; after the model's names, on which it improves."""
    return KnownPeople(nlp)
