"""A statement as somebody corrects it: what is put in place of what, checked against the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from quotetrack.errors import NotFoundError, QuotetrackError
from quotetrack.records import (
    Correction,
    Resolution,
    Source,
    Span,
    SpeakerKind,
    Statement,
)
from quotetrack.store.keys import find_printed_name

RULE = "review"


def correct(statement: Statement, text: str, correction: Correction) -> Statement:
    """Return the statement as it is corrected; whoever corrects it is sure.

    Words and sources are looked for in the article's text, those next to the content taken. Raises
    NotFoundError for what it does not have, QuotetrackError for edges that cannot be.
    """
    content = _correct_content(statement, text, correction)
    corrected = replace(statement, content=content, rule=RULE, confidence=1.0)
    if correction.type is not None:
        corrected = replace(corrected, type=correction.type)
    if correction.role is not None:
        corrected = replace(corrected, role=correction.role.strip() or None)
    if correction.sources is not None:
        sources = tuple(
            Source(name.strip(), find_words(text, name, content[0].start_char))
            for name in correction.sources
            if name.strip()
        )
        corrected = replace(corrected, sources=sources)
    if correction.speaker is not None or correction.kind is not None:
        corrected = _correct_speaker(corrected, text, correction)
    return corrected


def find_changes(before: Statement, after: Statement) -> dict[str, tuple[str, str]]:
    """Return by name what is different, as it was and as it is; "" stands for nothing.

    Contents are told by their edges: an event keeps this for good, and words may have to go.
    """
    told = {
        "speaker": (before.speaker or "", after.speaker or ""),
        "kind": (before.kind.value, after.kind.value),
        "role": (before.role or "", after.role or ""),
        "type": (before.type.value, after.type.value),
        "source": (_show_sources(before), _show_sources(after)),
        "content": (_show_edges(before), _show_edges(after)),
    }
    return {name: values for name, values in told.items() if values[0] != values[1]}


def tell_changes(changes: Mapping[str, Sequence[str]]) -> str:
    """Return what `find_changes` found, for a line."""
    told = (f"{name} “{new or '-'}” for “{old or '-'}”" for name, (old, new) in changes.items())
    return "; ".join(told)


def find_words(text: str, words: str, near: int) -> Span:
    """Return where the words stand in the text, of several places the nearest to an offset.

    Space and capitals do not count. Raises NotFoundError.
    """
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [Span(*match.span()) for match in re.finditer(pattern, text, re.IGNORECASE)]
    if not words.split() or not found:
        raise NotFoundError(
            f"the article does not have the words {words!r}: give them as `quotetrack show` prints"
            " them"
        )
    return min(found, key=lambda span: abs(span.start_char - near))


def _correct_content(statement: Statement, text: str, correction: Correction) -> tuple[Span, ...]:
    first, last = statement.content[0].start_char, statement.content[-1].end_char
    if correction.words is not None:
        return (find_words(text, correction.words, first),)
    start = first if correction.start_char is None else correction.start_char
    end = last if correction.end_char is None else correction.end_char
    if not 0 <= start < end <= len(text):
        raise QuotetrackError(
            f"a content from {start} to {end} cannot be: offsets are characters of the article's "
            f"text, which has {len(text)}, the end excluded"
        )
    kept = [part for part in statement.content if part.start_char < end and part.end_char > start]
    if not kept:
        return (Span(start, end),)
    kept[0] = Span(start, kept[0].end_char)
    kept[-1] = Span(kept[-1].start_char, end)
    return tuple(kept)


def _correct_speaker(statement: Statement, text: str, correction: Correction) -> Statement:
    name = statement.speaker if correction.speaker is None else correction.speaker.strip() or None
    if name is None:
        kind = correction.kind or SpeakerKind.UNNAMED
        return replace(statement, speaker=None, kind=kind, resolution=Resolution.UNRESOLVED)
    kind = correction.kind or SpeakerKind.PERSON
    mention = statement.mention.of(text) if statement.mention else ""
    printed = find_printed_name(name, mention)
    how = Resolution.CONTEXT if printed is None else Resolution.FULL_NAME
    return replace(statement, speaker=name, kind=kind, resolution=how)


def _show_sources(statement: Statement) -> str:
    return ", ".join(source.name for source in statement.sources)


def _show_edges(statement: Statement) -> str:
    return "; ".join(f"{part.start_char}:{part.end_char}" for part in statement.content)
