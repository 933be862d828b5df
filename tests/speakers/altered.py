"""Annotated articles and altered copies of them, for `bench_mismatches`."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from quotetrack.ingest.dates import find_date
from quotetrack.records import (
    Article,
    MismatchKind,
    Reading,
    Resolution,
    Span,
    SpeakerKind,
    Statement,
    StatementType,
    StoredMismatch,
)
from quotetrack.speakers.evidence import read_name


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of an annotated article; offsets are of the article's text."""

    content: tuple[tuple[int, int], ...]
    mention: tuple[int, int] | None
    name: str | None
    kind: SpeakerKind
    role: str | None
    type: StatementType


@dataclass(frozen=True, slots=True)
class Story:
    """What one person says in one annotated article."""

    id: str
    text: str
    outlet: str
    day: date
    said: tuple[Said, ...]

    @property
    def name(self) -> str:
        """The person's full name."""
        return self.said[0].name or ""

    @property
    def role(self) -> str | None:
        """The person's office."""
        return self.said[0].role


@dataclass(frozen=True, slots=True)
class Case:
    """An article and another outlet's copy; `kind` is None where nothing is to be flagged."""

    what: str
    kind: MismatchKind | None
    readings: tuple[Reading, ...]
    names: frozenset[str]  # what the altered copy prints anew
    said: tuple[Said, ...] = field(default=())

    def is_found_by(self, mismatch: StoredMismatch) -> bool:
        """Return whether a mismatch is the one that the case was made for."""
        if self.kind is None or mismatch.mismatch.kind is not self.kind:
            return False
        ids = {reading.article.id for reading in self.readings}
        both = {mismatch.first.article_key, mismatch.second.article_key} <= ids
        return both or bool(self.names & set(mismatch.mismatch.names))


def read_gold(folder: Path) -> list[Story]:
    """Return what each person with a full name says in each article, everybody once."""
    stories: dict[tuple[str, ...], Story] = {}
    for name in ("train", "dev"):
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            for story in _read_stories(json.loads(line)):
                words = read_name(story.name)
                if len(story.name.split()) > 1 and words not in stories:
                    stories[words] = story
    # "Sultan HB X" and "Sri Sultan Hamengku Buwono X": who shares a word with another is left out
    # if that one speaks in the same article, or has the same office.
    seen: defaultdict[tuple[str, str], list[Story]] = defaultdict(list)
    for words, story in stories.items():
        for word in words:
            for where in (story.id, story.role or story.id):
                seen[word, where].append(story)
    doubtful = {
        story.name for same in seen.values() if len({s.name for s in same}) > 1 for story in same
    }
    return [story for story in stories.values() if story.name not in doubtful]


def _read_stories(row: dict[str, Any]) -> Iterator[Story]:
    by_name: defaultdict[str, list[Said]] = defaultdict(list)
    for given in row["statements"]:
        if given["kind"] == "person" and given["speaker"]:
            by_name[given["speaker"]].append(
                Said(
                    tuple((start, end) for start, end in given["content"]),
                    tuple(given["mention"]) if given["mention"] else None,
                    given["speaker"],
                    SpeakerKind.PERSON,
                    given["role"],
                    StatementType(given["type"]),
                )
            )
    day = find_date(row["date"] or "")
    if day is None:
        return
    places = [(start, end) for given in row["statements"] for start, end in given["content"]]
    for said in by_name.values():
        story = Story(row["id"], row["text"], row["outlet"], day, tuple(said))
        yield keep(story, story.said, places)


def reprint(story: Story, copy: str, *, days: int = 0, outlet: str | None = None) -> Reading:
    """Return a story as a reading; a copy ends in its own words, so that it is another article."""
    text = f"{story.text}\n\n{copy}"
    article = Article(
        text=text,
        outlet=outlet or story.outlet,
        published=story.day + timedelta(days=days),
        id=f"{story.id} {'-'.join(read_name(story.name))} {copy}",
    )
    return Reading(article, tuple(map(_read_statement, story.said)))


def _read_statement(said: Said) -> Statement:
    named = said.name is not None
    return Statement(
        type=said.type,
        content=tuple(Span(start, end) for start, end in said.content),
        mention=Span(*said.mention) if said.mention else None,
        speaker=said.name,
        kind=said.kind,
        role=said.role,
        resolution=Resolution.FULL_NAME if named else Resolution.UNRESOLVED,
        rule="gold",
        confidence=1.0,
    )


def rewrite(story: Story, old: str, new: str) -> Story:
    """Return a story with other words in the place of some, wherever they stand."""
    places = [match.start() for match in re.finditer(re.escape(old), story.text)]

    def move(at: int) -> int:
        before = sum(place + len(old) <= at for place in places)
        inside = next((place for place in places if place < at < place + len(old)), None)
        moved = at + before * (len(new) - len(old))
        return moved if inside is None else moved - (at - inside)

    def shift(span: tuple[int, int]) -> tuple[int, int]:
        start = move(span[0])
        return start, max(move(span[1]), start + 1)

    said = tuple(
        replace(
            one,
            content=tuple(map(shift, one.content)),
            mention=shift(one.mention) if one.mention else None,
        )
        for one in story.said
    )
    return replace(story, text=story.text.replace(old, new), said=said)


def say_as(
    story: Story, name: str | None, role: str | None, kind: SpeakerKind = SpeakerKind.PERSON
) -> Story:
    """Return a story whose statements are given to somebody else."""
    said = tuple(replace(one, name=name, role=role, kind=kind) for one in story.said)
    return replace(story, said=said)


def rename(story: Story, name: str, role: str | None) -> Story:
    """Return a story whose person has another name and another office, in full and in parts."""
    old, new = story.name.split(), name.split()
    text = rewrite(story, story.name, name)
    if len(old) == len(new):
        for before, after in zip(old, new, strict=True):
            text = rewrite(text, before, after) if before != after else text
    if role and story.role and role != story.role:
        text = rewrite(text, story.role, role)
    return say_as(text, name, role)


def keep(story: Story, said: tuple[Said, ...], places: Iterable[tuple[int, int]]) -> Story:
    """Return a story with some of its statements, and blanks where others of `places` stood."""
    kept = {place for one in said for place in one.content}
    text = story.text
    for start, end in set(places) - kept:
        text = text[:start] + re.sub(r"\S", " ", text[start:end]) + text[end:]
    return replace(story, text=text, said=said)


def halve(story: Story) -> tuple[Story, Story]:
    """Return a story twice, with the first half of its statements and with the others."""
    middle, places = len(story.said) // 2, [place for one in story.said for place in one.content]
    return keep(story, story.said[:middle], places), keep(story, story.said[middle:], places)
