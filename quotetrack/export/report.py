"""A report: what it is about, where its contents come from, and what a writer says of its work."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from quotetrack.export.about import About
from quotetrack.export.claim_row import CLAIMS
from quotetrack.export.mismatch_row import MISMATCHES
from quotetrack.export.review_row import REVIEWS
from quotetrack.export.row import STATEMENTS
from quotetrack.export.schema import Row, Schema, Subject
from quotetrack.export.speaker_row import SPEAKERS
from quotetrack.records import (
    Passage,
    StoredClaim,
    StoredMismatch,
    StoredReview,
    StoredSpeaker,
    StoredStatement,
)

SCHEMAS: Mapping[Subject, Schema] = {
    Subject.CLAIMS: CLAIMS,
    Subject.STATEMENTS: STATEMENTS,
    Subject.SPEAKERS: SPEAKERS,
    Subject.MISMATCHES: MISMATCHES,
    Subject.REVIEWS: REVIEWS,
}

_ALL = frozenset(("speaker", "at", "type", "outlet", "since", "until", "raw"))
# The options that say something about a subject. A decision is about many things: all are written.
FILTERS: Mapping[Subject, frozenset[str]] = {
    Subject.CLAIMS: _ALL,
    Subject.STATEMENTS: _ALL,
    Subject.SPEAKERS: _ALL,
    Subject.MISMATCHES: _ALL - {"type"},
    Subject.REVIEWS: frozenset(),
}


class Contents(Protocol):
    """Where a report's contents come from; a claim has all its statements."""

    def statements(self) -> Iterator[StoredStatement]:
        """Return the statements, article by article."""

    def claims(self) -> Iterator[StoredClaim]:
        """Return the claims."""

    def speakers(self) -> Iterator[StoredSpeaker]:
        """Return the speakers."""

    def mismatches(self) -> Iterator[StoredMismatch]:
        """Return the mismatches."""

    def reviews(self) -> Iterator[StoredReview]:
        """Return the reviews."""

    def texts(self, article_ids: Sequence[int]) -> Mapping[int, str]:
        """Return the texts of articles, by their ids. Ask for a few at a time."""

    def passages(
        self, mismatches: Sequence[StoredMismatch]
    ) -> Mapping[int, tuple[Passage, Passage]]:
        """Return the passages of the two names of mismatches, by the mismatches' ids."""

    def wikidata(self) -> Mapping[int, str]:
        """Return the Wikidata items of speakers, by the speakers' ids."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is to be written; `with_bom` begins a CSV with a byte order mark.

    `language` is that of what html and pdf say, "en" or "id".
    """

    about: About
    contents: Contents
    with_bom: bool = False
    language: str = "en"

    @property
    def subject(self) -> Subject:
        """What the rows are about."""
        return self.about.subject

    @property
    def schema(self) -> Schema:
        """The schema of the rows about the subject."""
        return SCHEMAS[self.subject]

    def rows(self, subject: Subject | None = None) -> Iterator[Row]:
        """Return the rows about the subject, or about another one."""
        subject = subject or self.subject
        return map(SCHEMAS[subject].read_row, getattr(self.contents, subject.value)())

    def command(self, subject: Subject) -> str:
        """Return the command that writes all rows about a subject that fit the same filters."""
        options = [
            f"--{name}" if name == "raw" else f"--{name} {shlex.quote(value)}"
            for name, value in self.about.filters.items()
            if name in FILTERS[subject]
        ]
        return " ".join(["quotetrack export", subject, *options, f"--format csv -o {subject}.csv"])


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows a report has, and in a sentence each what was cut, with how to get the rest."""

    rows: int
    cuts: tuple[str, ...] = ()
