"""What a page is made from, and what its address gives as JSON: one shape for both.

Offsets are [start, end] pairs in characters of the article's own text, end excluded.
"""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from quotetrack.records import (
    MismatchKind,
    Resolution,
    ReviewState,
    SpeakerKind,
    StatementType,
)

Pair = tuple[int, int]


class Shape(BaseModel):
    """Frozen, and made by name."""

    model_config = ConfigDict(frozen=True)


class ArticleRef(Shape):
    """An article as others refer to it; `key` is its own id, else the SHA-256 of its text."""

    id: int
    key: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None


class ListedArticleShape(ArticleRef):
    """An article on a list."""

    statements: int


class SpeakerRef(Shape):
    """A speaker as others refer to one."""

    id: int
    name: str
    statements: int


class ReviewShape(Shape):
    """What somebody decided; `changes` says by name what was put in place of what."""

    state: ReviewState
    by: str
    at: datetime
    note: str | None = None
    changes: dict[str, tuple[str, str]] = {}


class SourceShape(Shape):
    """A medium through which a statement came."""

    name: str
    offsets: Pair


class StatementShape(Shape):
    """A statement with all that it stands on."""

    id: int
    type: StatementType
    content: str
    content_offsets: list[Pair]
    cue: str | None = None
    cue_offsets: Pair | None = None
    mention: str | None = None
    mention_offsets: Pair | None = None
    speaker: str | None = None
    speaker_id: int | None = None
    kind: SpeakerKind
    role: str | None = None
    sources: list[SourceShape] = []
    resolution: Resolution
    rule: str
    confidence: float
    claim_id: int | None = None
    run: int | None = None
    article: ArticleRef | None = None
    review: ReviewShape | None = None
    history: list[ReviewShape] = []
    found: bool = True


class PassageShape(Shape):
    """A line of an article around a name, with the offsets of both."""

    text: str
    span: Pair
    name: Pair


class MismatchShape(Shape):
    """Two names that contradict each other; `people` are the two speakers, where they are two."""

    id: int
    kind: MismatchKind
    names: tuple[str, str]
    score: float
    evidence: str
    state: ReviewState
    articles: tuple[ArticleRef, ArticleRef] | None = None
    name_offsets: tuple[Pair, Pair]
    passages: tuple[PassageShape, PassageShape] | None = None
    people: Pair | None = None
    review: ReviewShape | None = None


class FiguresShape(Shape):
    """How much there is of everything."""

    articles: int
    statements: int
    claims: int
    speakers: int
    outlets: int
    open_mismatches: int
    reviews: int


class AliasShape(Shape):
    """A name as it was printed for a speaker."""

    name: str
    statements: int
    outlets: list[str]


class TermShape(Shape):
    """An office; days that are not known, or not yet, are null."""

    office: str
    since: date | None = None
    until: date | None = None


class MonthShape(Shape):
    """How many statements a month has."""

    month: str
    statements: int


class SpeakerShape(Shape):
    """A speaker on a list: aliases and offices, the most frequent first."""

    id: int
    name: str
    kind: SpeakerKind
    statements: int
    articles: int
    aliases: list[str]
    offices: list[str]


class ListedClaimShape(Shape):
    """A claim on a list."""

    id: int
    content: str
    type: StatementType
    printed: int
    speaker_id: int | None = None
    speaker: str | None = None
