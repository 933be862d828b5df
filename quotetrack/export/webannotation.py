"""Statements as W3C Web Annotations, so that other tools can show them on the articles.

One JSON-LD document: an AnnotationCollection whose only page is embedded, an annotation a line. An
annotation's targets are the parts of the content, in the article at its address if it has one. Its
offsets are those of the text that was read; the target's state names that text by its SHA-256 as an
`ni` URI (RFC 6920). The text of a web page has more round it, so that there only the quote is sure.
"""

from __future__ import annotations

import uuid
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO

from quotetrack.export.about import GENERATOR, About, tell, tell_reader, write_moment
from quotetrack.export.file import write_text
from quotetrack.export.jsonl import dump
from quotetrack.export.linked import read_wikidata, write_list
from quotetrack.export.report import Contents, Report, Written
from quotetrack.export.selectors import find_quote, read_position
from quotetrack.records import Span, SpeakerKind, StoredStatement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_BATCH = 50  # statements whose articles' texts are held at a time
_TYPES = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.ORGANISATION: "Organization",
    SpeakerKind.UNNAMED: "Person",
}

_Node = dict[str, object]


def write(report: Report, stream: BinaryIO) -> Written:
    """Write the collection, its annotations as the statements come."""
    items, collection = report.contents.wikidata(), _read_collection(report.about)
    page = {"id": f"{collection['id']}#page", "type": "AnnotationPage", "startIndex": 0}
    annotations = (
        read_annotation(stored, text, items) for stored, text in _with_texts(report.contents)
    )
    with write_text(stream) as text:
        text.write(f'{dump(collection)[:-1]},\n"first": {dump(page)[:-1]}, "items": ')
        count = write_list(annotations, text)
        text.write(f'}},\n"total": {count}}}\n')
    return Written(count)


def read_annotation(stored: StoredStatement, text: str, items: Mapping[int, str]) -> _Node:
    """Return the annotation of a statement in a text; `items` are speakers' Wikidata items."""
    review = stored.review
    node: _Node = {
        "id": uuid.uuid5(uuid.NAMESPACE_URL, f"{name_text(stored)}#{stored.id}").urn,
        "type": "Annotation",
        "motivation": "identifying",
        "body": list(_read_bodies(stored, items)),
        "target": [_read_target(stored, text, part) for part in stored.statement.content],
    }
    if review is not None:
        node["creator"] = {"type": "Person", "name": review.author}
        node["modified"] = write_moment(review.decided_at)
    return node


def name_text(stored: StoredStatement) -> str:
    """Return the name of the text that was read: its SHA-256 after RFC 6920."""
    digest = urlsafe_b64encode(bytes.fromhex(stored.sha256)).decode("ascii").rstrip("=")
    return f"ni:///sha-256;{digest}"


def _read_bodies(stored: StoredStatement, items: Mapping[int, str]) -> Iterator[_Node]:
    """Yield who it is, in which office; whether quoted or reported; the media; a line to read."""
    statement = stored.statement
    if statement.speaker is not None:
        speaker: _Node = {"type": _TYPES[statement.kind], "name": statement.speaker}
        if statement.role is not None:
            speaker["schema:jobTitle"] = statement.role
        address = read_wikidata(stored.speaker_id, items)
        yield {
            "type": "SpecificResource",
            "purpose": "identifying",
            "source": speaker if address is None else {"id": address, **speaker},
        }
    yield {"type": "TextualBody", "purpose": "tagging", "value": statement.type.value}
    for source in statement.sources:
        yield {
            "type": "SpecificResource",
            "purpose": "linking",
            "source": {"type": "Organization", "name": source.name},
        }
    yield {
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "value": _tell(stored),
    }


def _tell(stored: StoredStatement) -> str:
    """Return who says it, in which office, by which word, through whom."""
    statement = stored.statement
    who = statement.speaker or stored.mention or "nobody named"
    role = f" ({statement.role})" if statement.role else ""
    told = [f"{who}{role}", statement.type.value, *([stored.cue] if stored.cue else [])]
    told += [f"through {source.name}" for source in statement.sources]
    return ", ".join(told)


def _read_target(stored: StoredStatement, text: str, part: Span) -> _Node:
    quote = find_quote(text, part)
    named = name_text(stored)
    source: _Node = {"id": stored.url or named, "type": "Text"}
    if stored.title:
        source["schema:headline"] = stored.title
    return {
        "source": source,
        "state": {"type": "TimeState", "cached": named},
        "selector": [read_position(part), *([quote] if quote else [])],
    }


def _with_texts(contents: Contents) -> Iterator[tuple[StoredStatement, str]]:
    """Yield the statements, each with its article's text."""
    statements = iter(contents.statements())
    while batch := list(islice(statements, _BATCH)):
        texts = contents.texts(list(_ids(batch)))
        for stored in batch:
            yield stored, texts[stored.article_id]


def _ids(statements: Iterable[StoredStatement]) -> dict[int, None]:
    return {stored.article_id: None for stored in statements}


def _read_collection(about: About) -> _Node:
    """Return what the collection says of itself; its id is made of the state and the filters."""
    state = dump([about.head.hash, about.subject.value, dict(about.filters)])
    told = "; ".join(f"{heading}: {line}" for heading, line in tell(about))
    return {
        "@context": CONTEXT,
        "id": uuid.uuid5(uuid.NAMESPACE_URL, state).urn,
        "type": "AnnotationCollection",
        "label": f"{GENERATOR}: {about.subject}",
        "generator": {"type": "Software", "name": GENERATOR},
        "generated": about.moment,
        "schema:description": told,
        "schema:measurementTechnique": [tell_reader(read_by) for read_by in about.read_by],
        "schema:identifier": {
            "type": "schema:PropertyValue",
            "schema:propertyID": "audit head",
            "schema:value": about.head.hash,
        },
    }
