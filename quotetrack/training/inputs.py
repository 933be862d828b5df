"""Reads the files that training learns from; refuses a bad one by file and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from quotetrack.errors import InputError
from quotetrack.evaluation.lines import Json, get_text, read_lines, read_objects

LABELS = ("LOC", "ORG", "PERSON")
NEWS = "data/news/articles.jsonl.gz"
MORE_NEWS = "data/news/more.jsonl.gz"
WORD_CLASSES = "data/pos/kumparan_pos.txt.gz"
GOLD = ("gold/train.jsonl", "gold/dev.jsonl")
GOLD_DEV = "gold/dev.jsonl"
NAMES_TRAIN = ("gold/names.train.jsonl", "gold/names.extra.jsonl")
NAMES_DEV = "gold/names.dev.jsonl"
NEEDED = (NEWS, MORE_NEWS, WORD_CLASSES, *GOLD, *NAMES_TRAIN, NAMES_DEV)


@dataclass(frozen=True, slots=True)
class Annotated:
    """The names and offices of one article, by characters of its text."""

    id: str
    place: str  # file and line
    text: str
    entities: tuple[tuple[int, int, str], ...]
    offices: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence and the class of each."""

    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


def check_shared(shared: Path) -> None:
    """Raise InputError, naming the first, if a needed file is missing or empty."""
    for name in NEEDED:
        path = shared / name
        if not path.is_file():
            raise InputError(f"{path}: is missing: give the folder that holds it with --shared")
        if path.stat().st_size == 0:
            raise InputError(f"{path}: is empty")


def read_texts(shared: Path) -> dict[str, str]:
    """Return the text of every article that has an id; a gold file's own text goes first."""
    texts = {}
    for name in (NEWS, *GOLD):
        for place, value in read_objects(shared / name):
            texts[get_text(value, "id", place)] = get_text(value, "text", place)
    return texts


def read_annotated(path: Path, texts: dict[str, str]) -> Iterator[Annotated]:
    """Yield the articles of a names file; raises InputError where one does not fit its text."""
    for place, value in read_objects(path):
        key = get_text(value, "id", place)
        if key not in texts:
            raise InputError(f"{place}: no text is known for article {key!r}")
        text = texts[key]
        entities = tuple(
            (*read_edges(row[:2], text, place), read_label(row[2:], place))
            for row in read_rows(value, "entities", place)
        )
        offices = tuple(read_edges(row, text, place) for row in read_rows(value, "offices", place))
        refuse_overlaps([edges[:2] for edges in entities], "entities", place)
        refuse_overlaps(offices, "offices", place)
        yield Annotated(key, place, text, entities, offices)


def read_rows(value: Json, key: str, place: str) -> list[list[object]]:
    """Return a field that must be a list of lists."""
    rows = value.get(key)
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise InputError(f"{place}: field “{key}” is not a list of [start, end, …]")
    return rows


def read_edges(row: list[object], text: str, place: str) -> tuple[int, int]:
    """Return a start and an end that lie in the text and hold more than space."""
    if len(row) != 2 or not all(type(edge) is int for edge in row):
        raise InputError(f"{place}: {row!r} is not [start, end]")
    start, end = row
    assert isinstance(start, int)
    assert isinstance(end, int)
    if not 0 <= start < end <= len(text):
        raise InputError(f"{place}: [{start}, {end}] is not within the {len(text)} characters")
    if text[start].isspace() or text[end - 1].isspace():
        raise InputError(f"{place}: [{start}, {end}] begins or ends with space: misaligned?")
    return start, end


def read_label(row: list[object], place: str) -> str:
    """Return the one label of a row, which must be known."""
    if len(row) != 1 or row[0] not in LABELS:
        raise InputError(f"{place}: {row!r} is not one of {', '.join(LABELS)}")
    return str(row[0])


def refuse_overlaps(
    spans: list[tuple[int, int]] | tuple[tuple[int, int], ...], what: str, place: str
) -> None:
    """Raise InputError if two spans share a character."""
    ordered = sorted(spans)
    for (start, end), (following, _) in pairwise(ordered):
        if following < end:
            raise InputError(f"{place}: {what} at {start} and {following} overlap")


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a file of `word TAB class` lines, a blank line after each."""
    sentence, empty = Sentence(), True
    for place, line in read_lines(path):
        word, tab, tag = line.partition("\t")
        if not line.strip():
            if sentence.words:
                yield sentence
            sentence = Sentence()
        elif not tab:
            raise InputError(f"{place}: {line!r} is not a word, a tab and its class")
        elif word.strip():
            empty = False
            sentence.words.append(word.strip())
            # a clitic's line may hold the class of its whole word as well
            sentence.tags.append(tag.split("\t")[0].strip().upper() or "SYM")
    if sentence.words:
        yield sentence
    if empty:
        raise InputError(f"{path}: is empty: a word, a tab and its class a line are expected")
