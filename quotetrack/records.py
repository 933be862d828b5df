"""The values that pass between the layers: frozen, plain, standard library only.

Every offset counts characters of an article's own text, half open. Nothing here knows spaCy or
SQLAlchemy, so that neither leaks out of its layer.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple


class StatementType(StrEnum):
    """Whether the words stand between quotation marks or are reported in a clause."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class SpeakerKind(StrEnum):
    """What sort of party speaks."""

    PERSON = "person"
    ORGANISATION = "organisation"
    UNNAMED = "unnamed"


class Resolution(StrEnum):
    """How the speaker of a statement was found."""

    FULL_NAME = "full_name"
    PARTIAL_NAME = "partial_name"
    OFFICE = "office"
    PRONOUN = "pronoun"
    NYA = "nya"
    CONTEXT = "context"
    UNRESOLVED = "unresolved"


class MismatchKind(StrEnum):
    """What contradicts what."""

    SPELLING = "spelling"
    DIFFERENT_NAME = "different_name"
    OFFICE = "office"
    ATTRIBUTION = "attribution"
    UNNAMED = "unnamed"


class ReviewState(StrEnum):
    """What is thought of a statement, an alias, a mismatch, or two speakers that may be one."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    CORRECTED = "corrected"


class NameLabel(StrEnum):
    """The kinds of name that the pipeline marks in a text."""

    PERSON = "PERSON"
    ORG = "ORG"
    LOC = "LOC"


class Part(StrEnum):
    """What stands before a name, and so which part of its clause the name is."""

    HEAD = "head"
    AGENT = "agent"
    OBJECT = "object"
    OBLIQUE = "oblique"
    POSSESSOR = "possessor"


class Span(NamedTuple):
    """A stretch of an article's text, in characters, end excluded."""

    start_char: int
    end_char: int

    def of(self, text: str) -> str:
        """Return the characters that the span covers."""
        return text[self.start_char : self.end_char]


@dataclass(frozen=True)
class Article:
    """One published text, immutable, known by the hash of its text.

    `text` is kept letter for letter as it was given. `body_start` is where the body begins: 0
    unless the text itself carries its title as a first line. `id` is the input's own name for
    the article, if it had one; `origin` the file and line it was read from. An `extracted` text
    was found among a page's markup: nobody else has it letter for letter.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    id: str | None = None
    body_start: int = 0
    origin: str | None = None
    extracted: bool = False

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, in hexadecimal digits."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


class MentionForm(StrEnum):
    """What stands for the speaker at the attribution."""

    NAME = "name"
    OFFICE = "office"
    ORGANISATION = "organisation"
    NAMELESS = "nameless"
    PRONOUN = "pronoun"
    NYA = "nya"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands in the article: a person's, a body's or a place's.

    `role` is the office that stands beside a person's name; `leads` says whether the name stands
    at the head of its sentence, where the one spoken of stands, `agent` whether a passive verb of
    saying has it behind it: "disampaikan Yulia"; `part` is what it is in its clause, and `acts`
    says whether a verb follows that it can be the subject of: "Yulia lalu membantah", `tells`
    whether that is a verb of saying, `aged` whether an age follows: "Yulia (44)".
    """

    span: Span
    label: NameLabel
    text: str
    role: str | None = None
    leads: bool = False
    agent: bool = False
    part: Part = Part.HEAD
    acts: bool = False
    tells: bool = False
    aged: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """The expression that stands for the speaker at an attribution, taken apart."""

    form: MentionForm
    span: Span | None = None
    name: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A medium through which a statement came, as it is named in the article."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """Content, cue, mention and source at one place in one article, and who made it.

    `rule` names what found the statement, `resolution` how the speaker was found; `confidence`
    lies between 0 and 1.
    """

    type: StatementType
    content: tuple[Span, ...]
    cue: Span | None = None
    mention: Span | None = None
    speaker: str | None = None
    kind: SpeakerKind = SpeakerKind.UNNAMED
    role: str | None = None
    sources: tuple[Source, ...] = ()
    resolution: Resolution = Resolution.UNRESOLVED
    rule: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """A statement as the pipeline finds it, before anybody asks who the speaker is."""

    type: StatementType
    content: tuple[Span, ...]
    cue: Span | None
    mention: Mention
    sources: tuple[Source, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the pipeline found in one article, in the order of the text.

    `paragraphs` and `sentences` are the article's, none of them empty.
    """

    attributions: tuple[Attribution, ...]
    names: tuple[Name, ...]
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Two names in one article that contradict each other, with the evidence in a sentence."""

    kind: MismatchKind
    names: tuple[str, str]
    spans: tuple[Span, Span]
    score: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Held:
    """An office that articles give a speaker, the days of the first and the last, one statement."""

    office: str
    statement_id: int
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """A person under one printed name: who that is across articles, the offices, one statement."""

    person_id: int
    name: str
    statement_id: int
    offices: tuple[Held, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is given a claim, by the first article that prints it."""

    statement_id: int
    article_id: int
    kind: SpeakerKind
    content: str
    person_id: int | None = None
    name: str | None = None
    role: str | None = None
    mention: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a mismatch between articles: what an article prints, at which statement."""

    statement_id: int
    printed: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A mismatch between two articles, its places still to be looked up.

    `key` holds what tells it from all others in every run; `known` says that the registry lists
    both names as one person's.
    """

    kind: MismatchKind
    sides: tuple[Side, Side]
    score: float
    evidence: str
    key: tuple[str, ...]
    known: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What one pass of the program found in one article."""

    article: Article
    statements: tuple[Statement, ...] = ()
    mismatches: tuple[Mismatch, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """How a claim is printed in one place: all that decides which claim a statement belongs to."""

    speaker: str  # the speaker's key; empty where nobody is named
    type: StatementType
    content: str  # as printed


@dataclass(frozen=True, slots=True)
class Claim:
    """What was said, by its fullest variant, and the keys under which its like are looked for.

    A claim that is not `current` is printed in no current reading any more.
    """

    variant: Variant
    keys: tuple[int, ...]
    id: int | None = None
    current: bool = True


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What decides a run's result: the program's version, the model, the configuration.

    `config_hash` is the SHA-256 of the pipeline's configuration and of the lexicon.
    """

    version: str
    model: str
    config_hash: str


# What the store hands out. Identifiers are those of the database.


@dataclass(frozen=True, slots=True)
class Review:
    """What somebody decided, when, and why."""

    state: ReviewState
    author: str
    decided_at: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What to put in place of what a statement has; None leaves it as it is.

    "" as speaker or role, and no source at all, take away what is there. The content is given by
    its edges, characters of the article's text, or by its words as the article prints them.
    """

    speaker: str | None = None
    kind: SpeakerKind | None = None
    role: str | None = None
    type: StatementType | None = None
    sources: tuple[str, ...] | None = None
    start_char: int | None = None
    end_char: int | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody decides about statements or an alias; corrected ones have a correction.

    `cause_id` is the review of an alias that a statement's follows.
    """

    state: ReviewState
    author: str
    reason: str | None = None
    correction: Correction | None = None
    cause_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A statement that was reviewed, by its id, and what the review changed: before and after.

    Its speaker `is_new` where nothing before it was by somebody of that name.
    """

    id: int
    state: ReviewState
    changes: dict[str, tuple[str, str]]
    found: bool
    is_new: bool


@dataclass(frozen=True, slots=True)
class StoredReview:
    """A review as the database holds it, with what it is about, as far as that is still there.

    `subject` is the noun: statement, alias, mismatch, or merge for two speakers that may be one.
    `subject_id` is the number under which `quotetrack review` knows it; `about` tells it in words.
    One that is superseded was decided anew since.
    """

    id: int
    subject: str
    subject_id: int | None
    about: str | None
    article_key: str | None  # of a statement
    review: Review
    changes: str | None = None  # what a correction put in place of what
    superseded_at: datetime | None = None
    cause_id: int | None = None  # the review of an alias that this one follows


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the database holds it, with the statements of its current reading."""

    id: int
    article: Article
    statements: tuple[StoredStatement, ...] = ()
    mismatches: tuple[StoredMismatch, ...] = ()
    forgotten: Forgotten | None = None


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement as the database holds it, with what a reader needs to check it.

    A reviewed one that the article's current reading does not find is not `found`, but holds.
    """

    id: int
    statement: Statement
    content: str  # the parts as printed, joined by " … "
    cue: str | None  # as printed
    mention: str | None  # as printed
    article_id: int
    article_key: str  # the input's own id, else the SHA-256
    sha256: str
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None
    run_id: int
    speaker_id: int | None = None
    review: Review | None = None
    found: bool = True
    claim_id: int | None = None


@dataclass(frozen=True, slots=True)
class PastReview:
    """A decision about a statement, and what it changed, before and after, by name."""

    review: Review
    changes: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Queued:
    """A statement that is worth a review: how much, from 0, and why, a few words a reason."""

    stored: StoredStatement
    worth: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim as the database holds it: where it first appeared, and how often since.

    An appearance is an article that prints it, be it once or twice.
    """

    id: int
    first: StoredStatement
    appearances: int
    outlets: int
    statements: tuple[StoredStatement, ...] = ()  # where asked for, in order of appearance


@dataclass(frozen=True, slots=True)
class Attributed:
    """To whom a claim is given, in which office, by which outlets, in how many statements."""

    speaker: str | None
    speaker_id: int | None
    role: str | None
    outlets: tuple[str, ...]
    statements: int


@dataclass(frozen=True, slots=True)
class ClaimPart:
    """A claim with some of its statements, the earliest first, and where the next ones begin.

    `follows` is day and row of the last statement that is there, None where none follows.
    """

    first: StoredStatement
    appearances: int
    outlets: int
    attributed: tuple[Attributed, ...]
    statements: tuple[StoredStatement, ...]
    follows: tuple[date | None, int] | None


@dataclass(frozen=True, slots=True)
class ListedClaim:
    """A claim on a list: its fullest variant, whose it is, how often it was printed."""

    id: int
    content: str
    type: StatementType
    printed: int
    speaker_id: int | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article on a list, with how many statements hold in it."""

    id: int
    key: str  # the input's own id, else the SHA-256
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None
    statements: int


@dataclass(frozen=True, slots=True)
class Figures:
    """How much there is of everything, and which event was the last."""

    articles: int
    statements: int
    claims: int
    speakers: int
    outlets: int
    open_mismatches: int
    reviews: int
    last_event: int


@dataclass(frozen=True, slots=True)
class StoredPlace:
    """An article as a mismatch refers to it."""

    article_id: int
    article_key: str
    title: str | None
    outlet: str | None
    published: date | None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class StoredMismatch:
    """A mismatch as the database holds it; both places are one article if it was found inside it.

    `known` says that the registry lists both names as one person's. Without a review it is open.
    """

    id: int
    mismatch: Mismatch
    first: StoredPlace
    second: StoredPlace
    known: bool = False
    review: Review | None = None

    @property
    def state(self) -> ReviewState:
        """What is thought of it."""
        return self.review.state if self.review else ReviewState.OPEN


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article around a name, its offsets those of the article's own text."""

    text: str
    span: Span  # of the stretch
    name: Span


@dataclass(frozen=True, slots=True)
class StoredProposal:
    """Two speakers that may be one person, as the database holds them."""

    id: int
    proposal: Proposal
    state: ReviewState


@dataclass(frozen=True, slots=True)
class StoredSpeaker:
    """A speaker with what was printed about them: aliases and offices, most frequent first."""

    id: int
    name: str
    kind: SpeakerKind
    statements: int
    articles: int
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    reviewed: int = 0  # of the statements


@dataclass(frozen=True, slots=True)
class UsedAlias:
    """A name as it was printed for a speaker: how often, and by which outlets.

    It has several ids where articles name the speaker in full in several ways.
    """

    name: str
    statements: int
    outlets: tuple[str, ...]
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerProfile:
    """All that the database knows of one speaker.

    `offices` are those that articles print, with the first and last day; `terms` the registry's.
    `doubts` name those who may be the same person, with the evidence. `months` are those that have
    a statement, "2022-12" first, with how many.
    """

    speaker: StoredSpeaker
    aliases: tuple[UsedAlias, ...]
    offices: tuple[Term, ...]
    terms: tuple[Term, ...]
    first: StoredStatement
    last: StoredStatement
    sources: tuple[tuple[str, int], ...]
    mismatches: tuple[StoredMismatch, ...]
    doubts: tuple[tuple[str, str], ...]
    months: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """Which statements to list; None means no restriction. Dates are inclusive.

    `raw` asks for them as the program found them, whatever was reviewed.
    """

    speaker_ids: tuple[int, ...] | None = None
    type: StatementType | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    raw: bool = False


@dataclass(frozen=True, slots=True)
class Appearance:
    """A speaker as one article has it: the name it gives in full, the offices, who else speaks."""

    article_id: int
    speaker_id: int
    name: str
    kind: SpeakerKind
    offices: tuple[str, ...] = ()
    outlet: str | None = None
    published: date | None = None
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """An office that an official held; days that are not known, or not yet, are None."""

    office: str
    body: str | None = None
    country: str | None = None
    since: date | None = None
    until: date | None = None

    @property
    def printed(self) -> str:
        """The office with body and country, as far as it does not name them itself."""
        parts = [self.office]
        for part in (self.body, self.country):
            if part and part.casefold() not in self.office.casefold():
                parts.append(part)
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Official:
    """An office-holder of the registry. `shared_aliases` are another official's as well."""

    name: str
    aliases: tuple[str, ...] = ()
    shared_aliases: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an appearance is across articles, how sure that is from 0 to 1, and why."""

    appearance: Appearance
    name: str
    score: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two speakers, by the names of their identities, that may be one: for a human to decide."""

    names: tuple[str, str]
    score: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a human takes two speakers, by the names of their identities, for one person."""

    names: tuple[str, str]
    one: bool
    author: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing all articles changed: speakers renamed, mismatches found."""

    speakers: int
    mismatches: int


class EventKind(StrEnum):
    """What happened, as the log of events calls it."""

    SCHEMA_UPGRADED = "schema upgraded"
    RUN_BEGUN = "run begun"
    RUN_ENDED = "run ended"
    ARTICLE_STORED = "article stored"
    ARTICLE_READ = "article read"
    ARTICLE_FORGOTTEN = "article forgotten"
    STATEMENTS_CLAIMED = "statements claimed"
    SPEAKERS_IDENTIFIED = "speakers identified"
    ARTICLES_COMPARED = "articles compared"
    MISMATCH_DECIDED = "mismatch decided"
    PROPOSAL_DECIDED = "proposal decided"
    STATEMENT_REVIEWED = "statement reviewed"
    ALIAS_REVIEWED = "alias reviewed"
    OFFICIALS_IMPORTED = "officials imported"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens to the database. `about_id` is None where it is about all of them.

    The payload must be fit for JSON. Without an author it is this version of the program.
    """

    kind: EventKind
    about: str  # the noun: article, reading, run, identity, review …
    about_id: int | None
    payload: dict[str, Any]
    author: str | None = None


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as the log holds it; `hash` covers all the rest, and so all events before it."""

    number: int
    at: datetime
    kind: str
    author: str
    about: str
    about_id: int | None
    payload: dict[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Forgotten:
    """An article whose text went on a legal request: who decided it, when, why, and what went."""

    article_id: int
    sha256: str
    at: datetime
    author: str
    reason: str
    statement_ids: tuple[int, ...] = ()


@dataclass(slots=True)
class AuditCounts:
    """What an audit has looked at so far. Superseded statements count as well."""

    events: int = 0
    articles: int = 0
    statements: int = 0
    forgotten: int = 0  # articles whose text went on a legal request


@dataclass(slots=True)
class RunCounts:
    """What a run has done so far."""

    articles: int = 0
    skipped: int = 0
    refused: int = 0
    statements: int = 0
    mismatches: int = 0
    seconds: dict[str, float] = field(default_factory=dict)  # by stage: reading, database


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run as the database holds it; without an end it runs, or was interrupted."""

    id: int
    settings: RunSettings
    started_at: datetime
    finished_at: datetime | None
    counts: RunCounts


@dataclass(frozen=True, slots=True)
class ReadBy:
    """By which program articles were read as they stand now: settings, runs, how many articles."""

    settings: RunSettings
    first_run: int
    last_run: int
    articles: int


class ChangeKind(StrEnum):
    """What a later run makes of an article that an earlier one has read."""

    GAINED = "gained"
    LOST = "lost"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class RunChange:
    """A statement that two runs do not have alike, as each has it, and what is different."""

    kind: ChangeKind
    before: StoredStatement | None
    after: StoredStatement | None
    changes: dict[str, tuple[str, str]]

    @property
    def stored(self) -> StoredStatement:
        """The statement as the later run has it, else as the earlier one had it."""
        found = self.after or self.before
        assert found is not None
        return found
