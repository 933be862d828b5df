"""Errors one by one, and the statements gained and lost between two predictions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from quotetrack.evaluation.counting import Matched, Pair
from quotetrack.evaluation.inputs import FileStatement

_STRETCH = 90  # characters shown of a content
_MISSED = "(missed)"


class ErrorKind(StrEnum):
    """What is wrong: nothing found, something found that is none, or somebody else named."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Error:
    """One error; `gold` and `predicted` are speakers, or None where there is no statement."""

    article_id: str
    kind: ErrorKind
    type: str
    gold: str | None
    predicted: str | None
    resolution: str | None
    start_char: int
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """An annotated statement that was right in one prediction only, and whom each named."""

    article_id: str
    gold: str
    earlier: str
    now: str
    start_char: int
    text: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The statements that are right now and were not, and the reverse."""

    gained: list[Change]
    lost: list[Change]


def find_errors(articles: Iterable[Matched]) -> Iterator[Error]:
    """Yield the errors in the order of the articles and, within one, of the text."""
    for article in articles:
        yield from sorted(_find_errors(article), key=lambda error: error.start_char)


def _find_errors(article: Matched) -> Iterator[Error]:
    for pair in article.pairs:
        if not pair.speaker_right:
            yield _read_error(article, ErrorKind.SPEAKER, pair.gold, pair.predicted)
    for missed in article.missed:
        yield _read_error(article, ErrorKind.MISSED, missed, None)
    for spurious in article.spurious:
        yield _read_error(article, ErrorKind.SPURIOUS, None, spurious)


def _read_error(
    article: Matched, kind: ErrorKind, gold: FileStatement | None, predicted: FileStatement | None
) -> Error:
    statement = gold or predicted
    assert statement is not None
    start, text = _read_stretch(article, statement)
    return Error(
        article_id=article.gold.id,
        kind=kind,
        type=statement.type.value,
        gold=_read_speaker(gold) if gold else None,
        predicted=_read_speaker(predicted) if predicted else None,
        resolution=predicted.resolution if predicted else None,
        start_char=start,
        text=text,
    )


def find_changes(earlier: Iterable[Matched], now: Iterable[Matched]) -> Changes:
    """Return what was gained and what was lost; both must be of the same annotated articles."""
    changes = Changes([], [])
    for before, after in zip(earlier, now, strict=True):
        was, is_ = _find_partners(before), _find_partners(after)
        for statement in before.gold.statements:
            old, new = was.get(statement.number), is_.get(statement.number)
            was_right, is_right = bool(old and old.speaker_right), bool(new and new.speaker_right)
            if was_right != is_right:
                change = _read_change(after, statement, old, new)
                (changes.gained if is_right else changes.lost).append(change)
    return changes


def _find_partners(article: Matched) -> dict[int, Pair]:
    return {pair.gold.number: pair for pair in article.pairs}


def _read_change(
    article: Matched, statement: FileStatement, old: Pair | None, new: Pair | None
) -> Change:
    start, text = _read_stretch(article, statement)
    return Change(
        article_id=article.gold.id,
        gold=_read_speaker(statement),
        earlier=_read_speaker(old.predicted) if old else _MISSED,
        now=_read_speaker(new.predicted) if new else _MISSED,
        start_char=start,
        text=text,
    )


def _read_speaker(statement: FileStatement) -> str:
    return statement.speaker or f"({statement.kind or 'no speaker'})"


def _read_stretch(article: Matched, statement: FileStatement) -> tuple[int, str]:
    start = statement.content[0].start_char
    return start, article.gold.article.text[start : start + _STRETCH]
