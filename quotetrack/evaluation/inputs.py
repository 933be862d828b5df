"""Annotated articles, and the statements that were predicted for them.

A statement has the fields that `quotetrack extract` prints; what cannot be scored is refused with
file, line and the statement's number, before anything is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotetrack.errors import InputError
from quotetrack.evaluation.lines import Json, read_objects
from quotetrack.export.extract import read_extract
from quotetrack.ingest.decode import check_characters
from quotetrack.ingest.fields import read_fields
from quotetrack.records import Article, Reading, Span, SpeakerKind, StatementType


@dataclass(frozen=True, slots=True)
class FileStatement:
    """A statement as JSON lines carry it: its sources by name, `number` its place in the list."""

    number: int
    type: StatementType
    content: tuple[Span, ...]
    cue: Span | None = None
    mention: Span | None = None
    speaker: str | None = None
    kind: SpeakerKind | None = None
    role: str | None = None
    sources: tuple[str, ...] = ()
    resolution: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with the statements that were annotated in it."""

    id: str
    article: Article
    statements: tuple[FileStatement, ...]


Predictions = Mapping[str, tuple[FileStatement, ...]]  # by the article's id


def read_gold(path: Path) -> list[GoldArticle]:
    """Return the annotated articles of a JSON lines file, in its order."""
    articles: dict[str, GoldArticle] = {}
    for place, value in read_objects(path):
        article = read_fields(value, place)
        key = article.id if article.id is not None else article.sha256
        if key in articles:
            raise InputError(f"{place}: is the second article {key!r}: leave one of the two out")
        articles[key] = GoldArticle(key, article, _read_statements(value, article.text, place))
    if not any(article.statements for article in articles.values()):
        raise InputError(f"{path}: no article has a statement: give annotated articles as GOLD")
    return list(articles.values())


def read_predictions(path: Path, gold: Sequence[GoldArticle]) -> Predictions:
    """Return what a file of `extract` holds for the annotated articles; others are passed over."""
    texts = {article.id: article.article.text for article in gold}
    predictions: dict[str, tuple[FileStatement, ...]] = {}
    for place, value in read_objects(path):
        key = value.get("id")
        if isinstance(key, bool) or not isinstance(key, (str, int)):
            raise InputError(f"{place}: has no “id”: give a file that `quotetrack extract` wrote")
        key = str(key)
        if key in predictions:
            raise InputError(f"{place}: is the second line for {key!r}: leave one of the two out")
        if key in texts:
            predictions[key] = _read_statements(value, texts[key], place)
    if not predictions:
        raise InputError(
            f"{path}: holds none of the articles of GOLD, {gold[0].id!r} the first:"
            " run `quotetrack extract GOLD --format jsonl` to make one that does"
        )
    return predictions


def read_reading(reading: Reading) -> tuple[FileStatement, ...]:
    """Return the statements of a reading as `extract` would have printed and we have read them."""
    place = reading.article.origin or "the pipeline"
    return _read_statements(read_extract(reading), reading.article.text, place)


def _read_statements(value: Json, text: str, place: str) -> tuple[FileStatement, ...]:
    statements = value.get("statements")
    if not isinstance(statements, list):
        raise InputError(
            f"{place}: has no list “statements”: give what was annotated, or what `quotetrack"
            " extract --format jsonl` wrote"
        )
    return tuple(
        _read_statement(fields, number, text, f"{place}: statement {number + 1}")
        for number, fields in enumerate(statements)
    )


def _read_statement(fields: object, number: int, text: str, place: str) -> FileStatement:
    if not isinstance(fields, dict):
        raise InputError(f"{place} is no JSON object: see what `quotetrack extract` prints")
    parts = fields.get("content")
    if not isinstance(parts, list) or not parts:
        raise InputError(f"{place} has no “content”: a list of [start, end] is expected")
    kind = _find_string(fields, "kind", place)
    return FileStatement(
        number=number,
        type=StatementType(_choose(fields.get("type"), "type", list(StatementType), place)),
        content=tuple(_read_span(part, "content", text, place) for part in parts),
        cue=_find_span(fields, "cue", text, place),
        mention=_find_span(fields, "mention", text, place),
        speaker=_find_string(fields, "speaker", place),
        kind=SpeakerKind(_choose(kind, "kind", list(SpeakerKind), place)) if kind else None,
        role=_find_string(fields, "role", place),
        sources=tuple(_read_sources(fields.get("source"), place)),
        resolution=_find_string(fields, "resolution", place),
        confidence=_find_share(fields, "confidence", place),
    )


def _choose(value: object, name: str, choices: Sequence[str], place: str) -> str:
    if value not in choices:
        raise InputError(f"{place} has “{name}” {value!r}: use one of {', '.join(choices)}")
    return str(value)


def _find_string(fields: Json, name: str, place: str) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(f"{place} has “{name}” {value!r}: a string or null is expected")
    check_characters(value, place)
    return value


def _find_span(fields: Json, name: str, text: str, place: str) -> Span | None:
    value = fields.get(name)
    return None if value is None else _read_span(value, name, text, place)


def _read_span(value: object, name: str, text: str, place: str) -> Span:
    match value:
        case [int(start), int(end)] if 0 <= start <= end <= len(text):
            return Span(start, end)
    raise InputError(
        f"{place} has {value!r} in “{name}”: a [start, end] within the article's"
        f" {len(text)} characters is expected; was another text annotated?"
    )


def _read_sources(value: object, place: str) -> Iterator[str]:
    if not isinstance(value, (list, type(None))):
        raise InputError(f"{place} has “source” {value!r}: a list of names is expected")
    for name in value or ():
        if not isinstance(name, str):
            raise InputError(f"{place} has {name!r} in “source”: a name is expected")
        yield name


def _find_share(fields: Json, name: str, place: str) -> float | None:
    value = fields.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise InputError(f"{place} has “{name}” {value!r}: a number from 0 to 1 is expected")
    return float(value)
