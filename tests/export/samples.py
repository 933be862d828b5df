"""What a report is made of, as the store hands it out, for the writers' tests."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from quotetrack.export.about import About
from quotetrack.export.formats import load_writer
from quotetrack.export.report import Report
from quotetrack.export.schema import Subject
from quotetrack.records import (
    Mismatch,
    MismatchKind,
    Passage,
    ReadBy,
    Resolution,
    Review,
    ReviewState,
    RunSettings,
    Source,
    Span,
    SpeakerKind,
    Statement,
    StatementType,
    StoredClaim,
    StoredEvent,
    StoredMismatch,
    StoredPlace,
    StoredReview,
    StoredSpeaker,
    StoredStatement,
)

FULL = StoredStatement(
    id=5,
    statement=Statement(
        type=StatementType.DIRECT,
        content=(Span(10, 20), Span(30, 45)),
        cue=Span(22, 26),
        mention=Span(27, 29),
        speaker="Mikhail Galuzin",
        kind=SpeakerKind.PERSON,
        role="Wakil Menteri Luar Negeri Rusia",
        sources=(Source("Sputnik", Span(50, 57)), Source("AFP", Span(60, 63))),
        resolution=Resolution.FULL_NAME,
        rule="quotation-cue",
        confidence=0.91234567,
    ),
    content="Angkatan “Bersenjata” … telah, menerima\n\nsenjata",
    cue="ujar",
    mention="ia",
    article_id=3,
    article_key="idn1",
    sha256="ab" * 32,
    title="Judul, dengan koma",
    outlet="Jatimcenter.com",
    url="https://example.org/1",
    published=date(2022, 12, 26),
    run_id=2,
    speaker_id=4,
    claim_id=8,
)
BARE = replace(
    FULL,
    id=6,
    statement=Statement(type=StatementType.INDIRECT, content=(Span(0, 4),)),
    content="=1+1",
    cue=None,
    mention=None,
    article_key="ab" * 32,
    title="@judul",
    outlet=None,
    url=None,
    published=None,
    speaker_id=None,
    claim_id=None,
)
DECIDED_AT = datetime(2026, 3, 1, 12, 30, 15, 250_000, UTC)
REVIEW = Review(ReviewState.CORRECTED, "Rina", DECIDED_AT, "seen in the video")
REVIEWED = replace(FULL, id=7, article_id=4, sha256="cd" * 32, review=REVIEW, published=None)
CLAIM = StoredClaim(id=8, first=FULL, appearances=2, outlets=1, statements=(FULL, REVIEWED))
SPEAKER = StoredSpeaker(
    id=4,
    name="Mikhail Galuzin",
    kind=SpeakerKind.PERSON,
    statements=3,
    articles=2,
    aliases=("Mikhail Galuzin", "Galuzin"),
    offices=("Wakil Menteri Luar Negeri Rusia",),
    reviewed=1,
)
MISMATCH = StoredMismatch(
    id=9,
    mismatch=Mismatch(
        MismatchKind.SPELLING,
        ("Mikhail Galuzin", "Mikhail Galuzyn"),
        (Span(10, 25), Span(3, 18)),
        0.95,
        "“Mikhail Galuzin” and “Mikhail Galuzyn” differ only in one letter.",
    ),
    first=StoredPlace(3, "idn1", "Judul", "Kompas", date(2022, 12, 26), "https://example.org/1"),
    second=StoredPlace(4, "cd" * 32, None, None, None),
    review=Review(ReviewState.CONFIRMED, "Rina", DECIDED_AT),
)
DECISION = StoredReview(
    id=2,
    subject="statement",
    subject_id=7,
    about=FULL.content,
    article_key="idn1",
    review=REVIEW,
    changes="speaker “Mikhail Galuzin” for “-”",
)


@dataclass(frozen=True)
class Listed:
    """What a report is made of, as lists."""

    quotes: Sequence[StoredStatement] = ()
    said: Sequence[StoredClaim] = ()
    people: Sequence[StoredSpeaker] = ()
    contradictions: Sequence[StoredMismatch] = ()
    decisions: Sequence[StoredReview] = ()
    articles: Mapping[int, str] = field(default_factory=dict)
    items: Mapping[int, str] = field(default_factory=dict)

    def statements(self) -> Iterator[StoredStatement]:
        """Return the statements."""
        return iter(self.quotes)

    def claims(self) -> Iterator[StoredClaim]:
        """Return the claims."""
        return iter(self.said)

    def speakers(self) -> Iterator[StoredSpeaker]:
        """Return the speakers."""
        return iter(self.people)

    def mismatches(self) -> Iterator[StoredMismatch]:
        """Return the mismatches."""
        return iter(self.contradictions)

    def reviews(self) -> Iterator[StoredReview]:
        """Return the reviews."""
        return iter(self.decisions)

    def texts(self, article_ids: Sequence[int]) -> Mapping[int, str]:
        """Return the texts of articles."""
        return {id_: self.articles[id_] for id_ in article_ids}

    def passages(
        self, mismatches: Sequence[StoredMismatch]
    ) -> Mapping[int, tuple[Passage, Passage]]:
        """Return the whole texts round the names of mismatches."""
        return {
            stored.id: (
                _read_passage(self.articles[stored.first.article_id], stored.mismatch.spans[0]),
                _read_passage(self.articles[stored.second.article_id], stored.mismatch.spans[1]),
            )
            for stored in mismatches
        }

    def wikidata(self) -> Mapping[int, str]:
        """Return the Wikidata items of speakers."""
        return self.items


def _read_passage(text: str, name: Span) -> Passage:
    return Passage(text, Span(0, len(text)), name)


# Long enough for the offsets of the statements above.
TEXT = "Awal kata Angkatan “B, ujar ia senjata telah menerima Sputnik, AFP. " * 2
CONTENTS = Listed(
    (FULL, BARE, REVIEWED), (CLAIM,), (SPEAKER,), (MISMATCH,), (DECISION,), {3: TEXT, 4: TEXT}
)
LISTS = {
    Subject.STATEMENTS: "quotes",
    Subject.CLAIMS: "said",
    Subject.SPEAKERS: "people",
    Subject.MISMATCHES: "contradictions",
    Subject.REVIEWS: "decisions",
}
HEAD = StoredEvent(
    number=12,
    at=datetime(2026, 3, 1, 12, 30, 15, tzinfo=UTC),
    kind="run ended",
    author="quotetrack 0.1.0",
    about="run",
    about_id=2,
    payload={},
    previous="0" * 64,
    hash="ef" * 32,
)
READ_BY = ReadBy(RunSettings("0.1.0", "id_news-0.1.0", "ab" * 32), 1, 2, 3)
AT = datetime(2026, 3, 2, 8, 0, 0, tzinfo=UTC)


def make_about(
    subject: Subject = Subject.STATEMENTS,
    format_: str = "csv",
    *,
    at: datetime = AT,
    filters: Mapping[str, str] | None = None,
    forgotten: int = 0,
) -> About:
    """Return what a report says of itself."""
    return About(subject, format_, at, HEAD, filters or {}, (READ_BY,), forgotten)


def write_report(
    subject: Subject,
    format_: str,
    contents: Listed = CONTENTS,
    *,
    at: datetime = AT,
    filters: Mapping[str, str] | None = None,
    with_bom: bool = False,
    language: str = "en",
) -> bytes:
    """Return a report as it is written."""
    about = make_about(subject, format_, at=at, filters=filters)
    stream = io.BytesIO()
    load_writer(format_)(Report(about, contents, with_bom, language), stream)
    return stream.getvalue()
