"""W3C Web Annotations: the model's rules, and that both selectors find what was said."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from quotetrack.export.schema import Subject
from quotetrack.records import Source, Span, Statement, StatementType, StoredStatement
from tests.export.samples import FULL, HEAD, REVIEW, Listed, write_report
from tests.export.test_selectors import find_all

# The W3C Recommendation "Web Annotation Data Model" of 23 February 2017: what each class must have
# and may have, of what is used here. Terms of other vocabularies have a prefix that its context,
# http://www.w3.org/ns/anno.jsonld, declares.
RULES: dict[str, tuple[set[str], set[str]]] = {
    "AnnotationCollection": (
        {"@context", "id", "type", "first", "total"},
        {"label", "generator", "generated"},
    ),
    "AnnotationPage": ({"id", "type", "items"}, {"startIndex"}),
    "Annotation": ({"id", "type", "target"}, {"body", "motivation", "creator", "modified"}),
    "TextualBody": ({"type", "value"}, {"purpose", "format"}),
    "SpecificResource": ({"source"}, {"type", "purpose", "selector", "state"}),
    "TextPositionSelector": ({"type", "start", "end"}, set()),
    "TextQuoteSelector": ({"type", "exact"}, {"prefix", "suffix"}),
    "TimeState": ({"type"}, {"cached", "sourceDate"}),
    "Person": ({"type"}, {"id", "name"}),
    "Organization": ({"type"}, {"id", "name"}),
    "Software": ({"type"}, {"id", "name"}),
    "Text": ({"id", "type"}, {"format", "language"}),
}
MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing"),
    *("highlighting", "identifying", "linking", "moderating", "questioning", "replying"),
    *("reviewing", "tagging"),
}

SAID = "“Rudal itu siap,” kata dia di Minsk, “kapan saja,” dikutip Sputnik. 😀 “Rudal itu siap.”"


def make_statement(*parts: str, last: bool = False, **changes: Any) -> StoredStatement:
    """Return a statement of an article whose text is SAID, its parts as they are first there."""
    find = SAID.rindex if last else SAID.index
    spans = tuple(Span(find(part), find(part) + len(part)) for part in parts)
    statement = replace(FULL.statement, content=spans, sources=(Source("Sputnik", Span(0, 1)),))
    return replace(FULL, statement=statement, content=" … ".join(parts), **changes)


FIRST = make_statement("Rudal itu siap", "kapan saja", id=1)
SECOND = make_statement("Rudal itu siap", last=True, id=2, url=None, review=REVIEW, title=None)
NAMELESS = replace(
    FULL,
    id=3,
    statement=Statement(type=StatementType.INDIRECT, content=(Span(0, 5),)),
    mention="Seorang pejabat",
)
CONTENTS = Listed((FIRST, SECOND, NAMELESS), articles={3: SAID}, items={4: "Q42"})


def write(contents: Listed = CONTENTS) -> dict[str, Any]:
    """Return the collection as it is read back."""
    data = write_report(Subject.STATEMENTS, "webannotation", contents, filters={"outlet": "Kompas"})
    read: dict[str, Any] = json.loads(data)
    return read


def check(node: dict[str, Any], expected: str | None = None) -> None:
    """Check a node and what it holds against the model's rules."""
    kind = str(node.get("type", expected))
    if kind.startswith("schema:"):
        return
    required, allowed = RULES[kind]
    own = {name for name in node if not name.startswith("schema:")}
    assert required <= own <= required | allowed, kind
    for name in ("motivation", "purpose"):
        assert node.get(name, "tagging") in MOTIVATIONS
    for name, value in node.items():
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                check(inner, "SpecificResource" if name == "target" else None)


@pytest.mark.parametrize("contents", [CONTENTS, Listed()])
def test_the_collection_keeps_the_rules(contents: Listed) -> None:
    collection = write(contents)
    check(collection)
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == len(contents.quotes)
    ids = [item["id"] for item in items]
    assert len(set(ids)) == len(ids)
    assert all(id_.startswith("urn:uuid:") for id_ in ids)


def test_both_selectors_find_what_was_said() -> None:
    texts = CONTENTS.articles
    for stored, item in zip(CONTENTS.quotes, write()["first"]["items"], strict=True):
        text, found = texts[stored.article_id], []
        for target in item["target"]:
            position, quote = target["selector"]
            span = Span(position["start"], position["end"])
            assert find_all(text, quote) == [span]
            found.append(span.of(text))
        assert found == [part.of(text) for part in stored.statement.content]
    assert found == ["“Ruda"]


def test_bodies_say_who_in_which_office_through_whom() -> None:
    first, second, nameless = write()["first"]["items"]
    who, type_, source, line = first["body"]
    assert (who["purpose"], type_["value"]) == ("identifying", "direct")
    assert who["source"] == {
        "id": "http://www.wikidata.org/entity/Q42",
        "type": "Person",
        "name": "Mikhail Galuzin",
        "schema:jobTitle": "Wakil Menteri Luar Negeri Rusia",
    }
    assert source["source"] == {"type": "Organization", "name": "Sputnik"}
    assert line["value"] == (
        "Mikhail Galuzin (Wakil Menteri Luar Negeri Rusia), direct, ujar, through Sputnik"
    )
    assert (second["creator"]["name"], second["modified"]) == ("Rina", "2026-03-01T12:30:15Z")
    assert [body["purpose"] for body in nameless["body"]] == ["tagging", "describing"]
    assert nameless["body"][1]["value"].startswith("Seorang pejabat, indirect")


def test_targets_name_the_page_and_the_text_that_was_read() -> None:
    first, second, _ = write()["first"]["items"]
    text = "ni:///sha-256;q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s"
    for target in first["target"]:
        assert target["source"]["id"] == "https://example.org/1"
        assert target["state"] == {"type": "TimeState", "cached": text}
    assert second["target"][0]["source"] == {"id": text, "type": "Text"}


def test_a_quote_that_is_not_sure_is_left_out() -> None:
    text = "siap " * 5_000
    statement = replace(FULL.statement, content=(Span(10_000, 10_004),))
    contents = Listed((replace(FULL, statement=statement),), articles={3: text})
    ((selector,),) = (t["selector"] for t in write(contents)["first"]["items"][0]["target"])
    assert selector == {"type": "TextPositionSelector", "start": 10_000, "end": 10_004}


def test_the_collection_says_what_it_is_of() -> None:
    collection = write()
    assert collection["generated"] == "2026-03-02T08:00:00Z"
    assert collection["schema:identifier"]["schema:value"] == HEAD.hash
    assert "Filters: outlet: Kompas" in collection["schema:description"]
