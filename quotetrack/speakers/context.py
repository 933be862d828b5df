"""Whom "dia", "ujarnya" or a bare quotation stands for: the candidates of the context, weighed.

"Kepala SD, Yulia, membantah hal itu. Ia menegaskan …" -> Yulia, though Beni spoke last: she heads
the sentence before.

Each candidate is somebody whom the article names before the attribution, or who spoke last. What
speaks for one is a handful of yes-or-no features; their weights, in `context.json`, were learned
from annotated articles by `python -m quotetrack.training context`. The weighed sums become
probabilities by the softmax function; "nobody" is a candidate as well.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from operator import itemgetter

from quotetrack.records import Attribution, Findings, Name, Part, Resolution, Span
from quotetrack.speakers.forms import Person
from quotetrack.speakers.people import Directory

MAX_NAMES_BACK = 12
NOBODY = ("nobody",)
MIN_PROBABILITY = 0.55


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may have spoken: the features that hold, and where the name stood last."""

    key: tuple[str, ...]
    person: Person | None
    features: frozenset[str]


@dataclass(slots=True)
class History:
    """Who has spoken so far: the last speaker, all persons who spoke, and where that ended."""

    last: tuple[str, ...] | None = None
    last_is_person: bool = False
    last_person: tuple[str, ...] | None = None
    spoken: set[tuple[str, ...]] = field(default_factory=set)
    end_char: int = 0


class Scene:
    """The names of an article in the order of the text, looked up by place."""

    def __init__(self, findings: Findings, directory: Directory) -> None:
        self.named: list[tuple[int, Name, Person]] = sorted(
            (
                (name.span.start_char, name, person)
                for person in directory.people
                for name in person.names
            ),
            key=itemgetter(0),
        )
        self.starts = [start for start, _, _ in self.named]
        self.sentences = [span.start_char for span in findings.sentences]
        self.paragraphs = [span.start_char for span in findings.paragraphs]
        self.quoted = [
            part
            for attribution in findings.attributions
            if attribution.type == "direct"
            for part in attribution.content
        ]
        self.quoted_starts = [part.start_char for part in self.quoted]

    def sentence(self, offset: int) -> int:
        """Return the number of the sentence that holds a character."""
        return bisect_right(self.sentences, offset)

    def paragraph(self, offset: int) -> int:
        """Return the number of the paragraph that holds a character."""
        return bisect_right(self.paragraphs, offset)

    def is_quoted(self, offset: int) -> bool:
        """Return whether a character stands in a direct quotation."""
        before = bisect_right(self.quoted_starts, offset) - 1
        return before >= 0 and offset < self.quoted[before].end_char

    def candidates(
        self, attribution: Attribution, resolution: Resolution, history: History
    ) -> Iterator[Candidate]:
        """Yield the candidates for an attribution, "nobody" last."""
        anchor = attribution.mention.span or attribution.cue or attribution.content[0]
        start = min(anchor.start_char, attribution.content[0].start_char)
        until = anchor.start_char if resolution is not Resolution.NYA else start
        stop = bisect_left(self.starts, until)
        recent = [
            row
            for row in self.named[max(0, stop - MAX_NAMES_BACK) : stop]
            if not (start <= row[0] and row[0] < attribution.content[-1].end_char)
        ]
        by_person: dict[tuple[str, ...], list[tuple[int, Name, Person]]] = {}
        for row in recent:
            by_person.setdefault(row[2].words, []).append(row)
        order = [row[2].words for row in recent]
        spoken_of = self.named_in(attribution.content)
        here = (self.sentence(start), self.paragraph(start))
        for words, rows in by_person.items():
            found = frozenset(self.features(rows, recent, order, here, history))
            if words in spoken_of:
                found |= {f"named in the words, {attribution.type}"}
            yield Candidate(words, rows[-1][2], found)
        if history.last is not None and history.last not in by_person:
            person = [] if history.last_is_person else [f"{resolution}, and no person"]
            found = frozenset(["spoke last", "spoke last, not named since", *person])
            yield Candidate(history.last, None, found)
        yield Candidate(NOBODY, None, frozenset({f"{resolution}, and nobody"}))

    def named_in(self, spans: Iterable[Span]) -> set[tuple[str, ...]]:
        """Return who is named in what is said: seldom the one who says it."""
        return {
            person.words
            for start, end in spans
            for _, _, person in self.named[
                bisect_left(self.starts, start) : bisect_left(self.starts, end)
            ]
        }

    def features(
        self,
        rows: list[tuple[int, Name, Person]],
        recent: list[tuple[int, Name, Person]],
        order: list[tuple[str, ...]],
        here: tuple[int, int],
        history: History,
    ) -> Iterator[str]:
        """Yield what holds of a person whose recent names are `rows`."""
        offset, name, person = rows[-1]
        words = person.words
        sentence, paragraph = self.sentence(offset), self.paragraph(offset)
        since = [row for row in recent if row[0] >= history.end_char]
        leading = [row for row in since if row[1].leads]
        acting = [row for row in since if row[1].acts and row[1].part is Part.HEAD]
        telling = [row for row in acting if row[1].tells]
        first_of_sentence = next(row for row in recent if self.sentence(row[0]) == sentence)
        if words == history.last:
            yield "spoke last"
            yield (
                "spoke last, others named since"
                if any(r[2].words != words for r in since)
                else "spoke last, alone"
            )
        elif words == history.last_person:
            yield "last person to speak"
        yield "spoke before" if words in history.spoken else "never spoke"
        if offset >= history.end_char:
            yield "named since"
            if order[-1] == words:
                yield "named last"
        if leading and leading[-1][2].words == words:
            yield "last to head a sentence"
        if first_of_sentence[2].words == words:
            yield f"first of its sentence, {min(here[0] - sentence, 3)} back"
        yield f"sentence {min(here[0] - sentence, 4)} back"
        yield f"paragraph {min(here[1] - paragraph, 3)} back"
        if name.role:
            yield "with office"
        elif person.roles:
            yield "has office"
        if all(len(word) <= 2 for word in words) or person.name.isupper():
            yield "initials"
        if len(words) == 1:
            yield "one word"
        if self.is_quoted(offset):
            yield "named in a quotation"
        if name.agent:
            yield "agent of a passive verb"
        yield f"{name.part} of its clause"
        if name.aged and offset >= history.end_char:
            yield "introduced with an age"
        if telling and telling[-1][2].words == words:
            yield "last to tell"
        if acting and acting[-1][2].words == words:
            yield "last to act"
        if len(person.names) >= 3:
            yield "named often"


@cache
def weights() -> dict[str, float]:
    """Return the learned weights by feature; a feature that is not listed weighs nothing."""
    text = files(__package__).joinpath("context.json").read_text(encoding="utf-8")
    found: dict[str, float] = json.loads(text)
    return found


def rank(candidates: list[Candidate], weight: dict[str, float]) -> list[tuple[float, Candidate]]:
    """Return the candidates with their probabilities, the most probable first."""
    sums = [sum(weight.get(f, 0.0) for f in candidate.features) for candidate in candidates]
    top = max(sums)
    powers = [math.exp(value - top) for value in sums]
    total = sum(powers)
    ranked = zip((power / total for power in powers), candidates, strict=True)
    return sorted(ranked, key=itemgetter(0), reverse=True)
