"""What a report to be read holds, whatever prints it: figures, claims in their paragraphs, more.

All that a document shows is held at once, and so only so much of it: what is left out is counted,
and told with the command that gives the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from quotetrack.export.about import About
from quotetrack.export.counted import Counted, count
from quotetrack.export.passages import mark_passage, mark_place
from quotetrack.export.report import Contents, Report
from quotetrack.export.schema import Subject
from quotetrack.records import (
    StoredClaim,
    StoredMismatch,
    StoredReview,
    StoredSpeaker,
    StoredStatement,
)

_BATCH = 50  # claims or mismatches whose texts are held at a time

_T = TypeVar("_T")
_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Most:
    """How much of each a document shows; of a claim, how many appearances."""

    claims: int
    appearances: int
    speakers: int
    mismatches: int
    reviews: int


@dataclass(frozen=True, slots=True)
class Part(Generic[_T]):
    """What a document shows of something, and how many there are."""

    shown: tuple[_T, ...]
    total: int

    @property
    def left_out(self) -> int:
        """How many there are that are not shown."""
        return self.total - len(self.shown)


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A statement, and the paragraph in which it stands as HTML."""

    stored: StoredStatement
    passage: str


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim with its statements, the earliest first."""

    claim: StoredClaim
    statements: Part[ShownStatement]


@dataclass(frozen=True, slots=True)
class ShownMismatch:
    """A mismatch with the passages of its two names as HTML."""

    stored: StoredMismatch
    passages: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Document:
    """A report to be read."""

    about: About
    counted: Counted
    claims: Part[ShownClaim]
    speakers: Part[StoredSpeaker]
    mismatches: Part[ShownMismatch]
    reviews: Part[StoredReview]
    commands: Mapping[Subject, str]  # that write all of what is cut

    @property
    def articles(self) -> list[StoredStatement]:
        """A statement of each article that is shown, the articles in order of appearance."""
        firsts: dict[int, StoredStatement] = {}
        for claim in self.claims.shown:
            for shown in claim.statements.shown:
                firsts.setdefault(shown.stored.article_id, shown.stored)
        return list(firsts.values())

    @property
    def cuts(self) -> list[tuple[Subject, int, str]]:
        """What is left out: of what, how many, and the command that gives all of them."""
        parts: dict[Subject, int] = {
            Subject.CLAIMS: self.claims.left_out,
            Subject.STATEMENTS: sum(claim.statements.left_out for claim in self.claims.shown),
            Subject.SPEAKERS: self.speakers.left_out,
            Subject.MISMATCHES: self.mismatches.left_out,
            Subject.REVIEWS: self.reviews.left_out,
        }
        return [(what, left, self.commands[what]) for what, left in parts.items() if left]


def read_document(report: Report, most: Most) -> Document:
    """Return what a report holds, so much of each as there is room for."""
    contents = report.contents
    counted = count(contents.statements())
    claims = Part(_read_claims(contents, most), len(counted.claims))
    mismatches = _take(
        contents.mismatches(), most.mismatches, lambda batch: _show_pairs(contents, batch)
    )
    reviews = contents.reviews()
    if report.about.filters:
        reviews = _keep_shown(reviews, claims, mismatches)
    return Document(
        about=report.about,
        counted=counted,
        claims=claims,
        speakers=_take(contents.speakers(), most.speakers, iter),
        mismatches=mismatches,
        reviews=_take(reviews, most.reviews, iter),
        commands={subject: report.command(subject) for subject in Subject},
    )


def _take(stream: Iterator[_R], most: int, show: Callable[[list[_R]], Iterable[_T]]) -> Part[_T]:
    """Return what is shown of the first of a stream; the rest is counted."""
    first = islice(stream, most)
    shown: list[_T] = []
    while batch := list(islice(first, _BATCH)):
        shown += show(batch)
    return Part(tuple(shown), len(shown) + sum(1 for _ in stream))


def _read_claims(contents: Contents, most: Most) -> tuple[ShownClaim, ...]:
    first = islice(contents.claims(), most.claims)
    shown: list[ShownClaim] = []
    while batch := list(islice(first, _BATCH)):
        shown += _show_claims(contents, batch, most)
    return tuple(shown)


def _show_claims(contents: Contents, claims: list[StoredClaim], most: Most) -> Iterator[ShownClaim]:
    kept = {claim.id: claim.statements[: most.appearances] for claim in claims}
    ids = dict.fromkeys(stored.article_id for listed in kept.values() for stored in listed)
    texts = contents.texts(list(ids))
    for claim in claims:
        shown = (
            ShownStatement(stored, mark_passage(texts[stored.article_id], stored.statement))
            for stored in kept[claim.id]
        )
        yield ShownClaim(claim, Part(tuple(shown), len(claim.statements)))


def _show_pairs(contents: Contents, mismatches: list[StoredMismatch]) -> Iterator[ShownMismatch]:
    passages = contents.passages(mismatches)
    for stored in mismatches:
        first, second = passages[stored.id]
        yield ShownMismatch(stored, (mark_place(first), mark_place(second)))


def _keep_shown(
    reviews: Iterable[StoredReview], claims: Part[ShownClaim], mismatches: Part[ShownMismatch]
) -> Iterator[StoredReview]:
    """Yield the reviews of statements and mismatches that are shown: no filter is about reviews."""
    ids = {s.stored.article_key for claim in claims.shown for s in claim.statements.shown}
    numbers = {shown.stored.id for shown in mismatches.shown}
    for stored in reviews:
        is_shown = stored.subject == "mismatch" and stored.subject_id in numbers
        if is_shown or (stored.subject == "statement" and stored.article_key in ids):
            yield stored
