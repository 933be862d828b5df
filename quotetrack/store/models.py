"""The tables. Rows are superseded, never overwritten; offsets are characters of the article's text.

The one invariant that the tables keep by themselves: an article has at most one current reading,
the one with no `superseded_at` (partial unique index). What is listed to a user belongs to
current readings.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from quotetrack import records


class UtcDateTime(TypeDecorator[datetime]):
    """A moment with its time zone, always UTC; SQLite itself would drop the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; a naive one raises ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment as it was stored, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table, with names for all constraints, so that a migration can alter them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        datetime: UtcDateTime(),
        date: Date(),
        str: Text(),
        int: Integer(),
        float: Float(),
        bool: Boolean(),
    }


def _one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _span(name: str, start: str = "start_char", end: str = "end_char") -> CheckConstraint:
    return CheckConstraint(f"0 <= {start} AND {start} < {end}", name=name)


class Article(Base):
    """One published text, immutable, known by the hash of its text."""

    __tablename__ = "articles"
    __table_args__ = (CheckConstraint("body_start >= 0", name="body_start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(
        String(64), unique=True, comment="SHA-256 of the text in UTF-8, hexadecimal"
    )
    text: Mapped[str] = mapped_column(comment="letter for letter as it was given")
    title: Mapped[str | None]
    outlet: Mapped[str | None] = mapped_column(index=True)
    url: Mapped[str | None]
    published: Mapped[date | None] = mapped_column(index=True)
    external_id: Mapped[str | None] = mapped_column(
        index=True, comment="the input's own name for the article"
    )
    body_start: Mapped[int] = mapped_column(comment="offset at which the body begins")
    origin: Mapped[str | None] = mapped_column(comment="file and line it was read from")
    ingested_at: Mapped[datetime]


class Run(Base):
    """One pass of one version of the program over articles."""

    __tablename__ = "runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(comment="of the program")
    model: Mapped[str] = mapped_column(comment="name and version of the trained model")
    config_hash: Mapped[str] = mapped_column(
        String(64), comment="SHA-256 of the pipeline's configuration and lexicon"
    )
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None] = mapped_column(comment="null: running or interrupted")
    articles: Mapped[int] = mapped_column(default=0, comment="articles read")
    skipped: Mapped[int] = mapped_column(default=0, comment="articles already read")
    refused: Mapped[int] = mapped_column(default=0, comment="inputs that could not be read")
    statements: Mapped[int] = mapped_column(default=0)
    mismatches: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[dict[str, Any]] = mapped_column(
        JSON, default=dict, comment="time spent, by stage"
    )


class Reading(Base):
    """One run's pass over one article."""

    __tablename__ = "readings"
    __table_args__ = (
        CheckConstraint("superseded_by IS NULL OR superseded_at IS NOT NULL", name="superseded"),
        Index(
            "uq_readings_current",
            "article_id",
            unique=True,
            # PostgreSQL's condition stands in the migration alone: naming it here would load that
            # dialect, a tenth of the time that a short command takes.
            sqlite_where=text("superseded_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"), index=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), index=True)
    read_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None] = mapped_column(
        comment="null: this is the article's current reading"
    )
    superseded_by: Mapped[int | None] = mapped_column(ForeignKey("readings.id"), index=True)


class Speaker(Base):
    """The person, organisation or nameless party behind mentions."""

    __tablename__ = "speakers"
    __table_args__ = (
        _one_of("kind", records.SpeakerKind),
        # The key first: a name is looked up without its kind more often than with it.
        UniqueConstraint("key", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    key: Mapped[str] = mapped_column(comment="the folded full name")
    name: Mapped[str] = mapped_column(comment="the full name as first printed")
    created_at: Mapped[datetime]


class Alias(Base):
    """A name as it was printed for a speaker."""

    __tablename__ = "aliases"
    __table_args__ = (UniqueConstraint("speaker_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speakers.id"))
    key: Mapped[str] = mapped_column(index=True, comment="the folded name")
    name: Mapped[str] = mapped_column(comment="as printed")
    created_at: Mapped[datetime]


class Source(Base):
    """A medium through which statements came."""

    __tablename__ = "sources"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True, comment="the folded name")
    name: Mapped[str] = mapped_column(comment="as first printed")


_UNREVIEWED = "listed = 1 AND place IS NULL"


class Statement(Base):
    """Content, cue, mention and source at one place in one article, and who made it.

    As a reading found it, or, with a `place`, as somebody confirmed or corrected it.
    """

    __tablename__ = "statements"
    __table_args__ = (
        UniqueConstraint("reading_id", "ordinal"),
        _one_of("type", records.StatementType),
        _one_of("kind", records.SpeakerKind),
        _one_of("resolution", records.Resolution),
        CheckConstraint("confidence >= 0 AND confidence <= 1", name="confidence"),
        _span("cue", "cue_start", "cue_end"),
        _span("mention", "mention_start", "mention_end"),
        # Both: what a speaker said in the articles in which that is another person is looked up.
        Index(None, "article_id", "speaker_id"),
        Index("ix_statements_root_id", "root_id", sqlite_where=text("root_id IS NOT NULL")),
        # By these the queue of what to review is found; as for uq_readings_current, PostgreSQL's
        # conditions stand in the migration.
        Index(
            "ix_statements_doubtful",
            "confidence",
            sqlite_where=text(f"{_UNREVIEWED} AND speaker_id IS NOT NULL"),
        ),
        Index(
            "ix_statements_doubtful_speaker",
            "speaker_id",
            "confidence",
            sqlite_where=text(_UNREVIEWED),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reading_id: Mapped[int] = mapped_column(ForeignKey("readings.id"))
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    ordinal: Mapped[int] = mapped_column(
        comment="place among the reading's statements, from 0; below 0: made by a review"
    )
    type: Mapped[str] = mapped_column(String(16))
    content: Mapped[str] = mapped_column(comment="the parts as printed, joined by ' … '")
    cue_start: Mapped[int | None]
    cue_end: Mapped[int | None]
    cue: Mapped[str | None] = mapped_column(comment="as printed")
    mention_start: Mapped[int | None]
    mention_end: Mapped[int | None]
    mention: Mapped[str | None] = mapped_column(comment="as printed")
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("speakers.id"), index=True)
    alias_id: Mapped[int | None] = mapped_column(
        ForeignKey("aliases.id"), index=True, comment="the name form that the mention prints"
    )
    kind: Mapped[str] = mapped_column(String(16), comment="of the speaker")
    role: Mapped[str | None] = mapped_column(comment="the speaker's office, as printed")
    resolution: Mapped[str] = mapped_column(String(16), comment="how the speaker was found")
    rule: Mapped[str] = mapped_column(comment="what found the statement")
    confidence: Mapped[float]
    claim_id: Mapped[int | None] = mapped_column(
        ForeignKey("claims.id"),
        index=True,
        comment="null: from before there were claims; the next ingest finds it one",
    )
    listed: Mapped[bool] = mapped_column(
        default=True, comment="follows from readings and reviews: this is what lists show"
    )
    root_id: Mapped[int | None] = mapped_column(
        ForeignKey("statements.id"), comment="the statement under which reviews of it are kept"
    )
    place: Mapped[int | None] = mapped_column(
        comment="null: found by the program; made by a review: the ordinal of what it stands for"
    )


class Claim(Base):
    """The same statement by the same speaker, wherever it was printed."""

    __tablename__ = "claims"
    # The index has the order of the list of claims: nearly all are printed once.
    __table_args__ = (_one_of("type", records.StatementType), Index(None, "printed", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    speaker_id: Mapped[int | None] = mapped_column(
        ForeignKey("speakers.id"), index=True, comment="null: nobody is named"
    )
    type: Mapped[str] = mapped_column(String(16), comment="of the fullest variant")
    content: Mapped[str] = mapped_column(
        comment="the fullest variant as printed, by which others are compared"
    )
    created_at: Mapped[datetime]
    printed: Mapped[int] = mapped_column(default=0, comment="how many listed statements are of it")


class ClaimKey(Base):
    """A key under which a claim is found again; `speakers/claims.py` says how they are made."""

    __tablename__ = "claim_keys"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[int] = mapped_column(
        BigInteger,
        primary_key=True,
        autoincrement=False,
        comment="hash of a part of the words, of one with the speaker",
    )
    claim_id: Mapped[int] = mapped_column(
        ForeignKey("claims.id"), primary_key=True, autoincrement=False, index=True
    )


class ClaimPair(Base):
    """Two claims of different speakers in the same words, the older first."""

    __tablename__ = "claim_pairs"
    __table_args__ = ({"sqlite_with_rowid": False},)

    first_id: Mapped[int] = mapped_column(
        ForeignKey("claims.id"), primary_key=True, autoincrement=False
    )
    second_id: Mapped[int] = mapped_column(
        ForeignKey("claims.id"), primary_key=True, autoincrement=False, index=True
    )
    score: Mapped[float] = mapped_column(comment="how far the words agree, to 100")


class StatementPart(Base):
    """One stretch of a statement's content."""

    __tablename__ = "statement_parts"
    __table_args__ = (_span("span"), {"sqlite_with_rowid": False})

    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    start_char: Mapped[int]
    end_char: Mapped[int]


class SearchEntry(Base):
    """What a listed statement is searched by; the index over the words is the engine's own.

    All that a search filters and sorts by stands here, so that a common word needs no other table.
    The migrations make the index: FTS5 on SQLite, kept by triggers, and GIN on PostgreSQL.
    """

    __tablename__ = "search_entries"
    # In the order of the lists: where a word is common, the first that have it are near its start.
    __table_args__ = (Index(None, "published", "statement_id"),)

    statement_id: Mapped[int] = mapped_column(
        ForeignKey("statements.id"), primary_key=True, autoincrement=False
    )
    words: Mapped[str] = mapped_column(comment="of the content in order, parted by a space")
    stems: Mapped[str] = mapped_column(comment="of the words, but for those that are one")
    published: Mapped[date | None] = mapped_column(comment="the article's day, for the order")
    article_id: Mapped[int] = mapped_column(comment="the statement's")
    type: Mapped[str] = mapped_column(String(16), comment="the statement's")


class StatementSource(Base):
    """A source named for a statement, and where."""

    __tablename__ = "statement_sources"
    __table_args__ = (_span("span"), {"sqlite_with_rowid": False})

    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    start_char: Mapped[int]
    end_char: Mapped[int]


class Mismatch(Base):
    """Two names in one article, or across two, that contradict each other, with the evidence.

    One found between articles belongs to no reading: `superseded_at` tells until when it held.
    """

    __tablename__ = "mismatches"
    __table_args__ = (
        UniqueConstraint("reading_id", "ordinal"),
        _one_of("kind", records.MismatchKind),
        CheckConstraint("score >= 0 AND score <= 1", name="score"),
        _span("first", "first_start", "first_end"),
        _span("second", "second_start", "second_end"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reading_id: Mapped[int | None] = mapped_column(
        ForeignKey("readings.id"), comment="null: found between articles"
    )
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), index=True)
    second_article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), index=True)
    ordinal: Mapped[int | None] = mapped_column(
        comment="place among the reading's mismatches, from 0"
    )
    kind: Mapped[str] = mapped_column(String(32))
    first_name: Mapped[str]
    first_start: Mapped[int]
    first_end: Mapped[int]
    second_name: Mapped[str]
    second_start: Mapped[int]
    second_end: Mapped[int]
    score: Mapped[float]
    evidence: Mapped[str] = mapped_column(comment="one sentence")
    key: Mapped[str] = mapped_column(index=True, comment="by which reviews know it in every run")
    known: Mapped[bool] = mapped_column(comment="the registry lists both names as one's")
    superseded_at: Mapped[datetime | None] = mapped_column(
        comment="null: holds, if its reading is current"
    )


class Review(Base):
    """What somebody decided about a statement, a mismatch or two speakers that may be one."""

    __tablename__ = "reviews"
    __table_args__ = (
        _one_of("subject", ("mismatch", "merge", "statement", "alias")),
        _one_of("state", records.ReviewState),
        Index(
            "uq_reviews_current",
            "subject",
            "key",
            unique=True,
            sqlite_where=text("superseded_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(16))
    key: Mapped[str] = mapped_column(comment="of what is reviewed, the same in every run")
    # No foreign keys: where a statement has to go for good, what was decided about it stays.
    statement_id: Mapped[int | None] = mapped_column(
        index=True, comment="of a statement: the one under which its reviews are kept"
    )
    made_id: Mapped[int | None] = mapped_column(
        index=True,
        comment="the statement as it was confirmed or corrected; null: there is none",
    )
    # Of a mismatch as well: what was decided about its two people.
    cause_id: Mapped[int | None] = mapped_column(
        ForeignKey("reviews.id"), index=True, comment="the review of an alias that this one follows"
    )
    state: Mapped[str] = mapped_column(String(16))
    correction: Mapped[str | None] = mapped_column(comment="JSON: what was put in place of what")
    author: Mapped[str] = mapped_column(comment="who decided")
    reason: Mapped[str | None] = mapped_column(comment="why")
    decided_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None] = mapped_column(comment="null: this holds")


class Official(Base):
    """An office-holder of the registry; the name is that of the speaker whom articles quote."""

    __tablename__ = "officials"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True, comment="the folded name")
    name: Mapped[str]
    wikidata: Mapped[str | None] = mapped_column(comment="the id of the item, such as Q7747")
    imported_at: Mapped[datetime]


class OfficialAlias(Base):
    """Another name under which papers print an official."""

    __tablename__ = "official_aliases"
    __table_args__ = ({"sqlite_with_rowid": False},)

    official_id: Mapped[int] = mapped_column(ForeignKey("officials.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(index=True, comment="the folded name")
    name: Mapped[str] = mapped_column(comment="as printed")
    shared: Mapped[bool] = mapped_column(comment="another official has it as well")


class Term(Base):
    """An office that an official held."""

    __tablename__ = "terms"
    __table_args__ = (
        CheckConstraint("since <= until", name="days"),
        {"sqlite_with_rowid": False},
    )

    official_id: Mapped[int] = mapped_column(ForeignKey("officials.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    office: Mapped[str]
    body: Mapped[str | None]
    country: Mapped[str | None]
    since: Mapped[date | None] = mapped_column(comment="first day; null: not known")
    until: Mapped[date | None] = mapped_column(comment="last day; null: not known, or in office")


class Identity(Base):
    """Who the speaker of one article is across articles; no row: the speaker itself."""

    __tablename__ = "identities"
    __table_args__ = (
        CheckConstraint("score >= 0 AND score <= 1", name="score"),
        Index(
            "uq_identities_current",
            "article_id",
            "speaker_id",
            unique=True,
            sqlite_where=text("superseded_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), index=True)
    speaker_id: Mapped[int] = mapped_column(
        ForeignKey("speakers.id"), index=True, comment="as the article names them"
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("speakers.id"), index=True, comment="who that is across articles"
    )
    score: Mapped[float]
    evidence: Mapped[str] = mapped_column(comment="one sentence")
    author: Mapped[str] = mapped_column(comment="who decided: the program's version, or a name")
    decided_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None] = mapped_column(comment="null: this holds")


class Proposal(Base):
    """Two speakers that may be one, until somebody decides."""

    __tablename__ = "proposals"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        _one_of("state", ("open", "confirmed", "dismissed")),
        CheckConstraint("score >= 0 AND score <= 1", name="score"),
        # Somebody may be looking at the list, about to decide, while one goes and another comes.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("speakers.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("speakers.id"), index=True)
    score: Mapped[float]
    evidence: Mapped[str] = mapped_column(comment="one sentence")
    state: Mapped[str] = mapped_column(String(16), default="open")
    proposed_at: Mapped[datetime]


class Event(Base):
    """Something that happened to the database, for good; `events.py` says how it is hashed."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_about_about_id", "about", "about_id"),
        Index("ix_events_forgotten", "about_id", sqlite_where=text("kind = 'article forgotten'")),
    )

    id: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, comment="from 1, without gaps"
    )
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(32), comment="what happened")
    author: Mapped[str] = mapped_column(comment="the program's version, or a name")
    about: Mapped[str] = mapped_column(String(16), comment="article, reading, run …")
    about_id: Mapped[int | None] = mapped_column(comment="its id; null: all of them")
    payload: Mapped[str] = mapped_column(comment="JSON, to the letter as hashed")
    previous: Mapped[str] = mapped_column(String(64), comment="hash of the event before")
    hash: Mapped[str] = mapped_column(
        String(64), comment="SHA-256 of the event as JSON, which holds `previous`"
    )
