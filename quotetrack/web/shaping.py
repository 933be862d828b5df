"""From what the store hands out to the shapes of pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from quotetrack.marking import Marked, find_marked
from quotetrack.records import (
    Figures,
    ListedArticle,
    ListedClaim,
    Passage,
    PastReview,
    Review,
    Source,
    Span,
    Statement,
    StoredMismatch,
    StoredPlace,
    StoredSpeaker,
    StoredStatement,
    Term,
)
from quotetrack.web.shapes import (
    ArticleRef,
    FiguresShape,
    ListedArticleShape,
    ListedClaimShape,
    MismatchShape,
    Pair,
    PassageShape,
    ReviewShape,
    SourceShape,
    SpeakerRef,
    SpeakerShape,
    StatementShape,
    TermShape,
)


def read_statement(
    stored: StoredStatement, history: Sequence[PastReview] = (), *, with_article: bool = True
) -> StatementShape:
    """Return the shape of a statement."""
    found = _read_bare(stored.id, stored.statement, stored.content, stored.cue, stored.mention)
    article = ArticleRef(
        id=stored.article_id,
        key=stored.article_key,
        title=stored.title,
        outlet=stored.outlet,
        url=stored.url,
        published=stored.published,
    )
    more = {
        "speaker_id": stored.speaker_id,
        "claim_id": stored.claim_id,
        "run": stored.run_id,
        "article": article if with_article else None,
        "review": read_review(stored.review) if stored.review else None,
        "history": [read_review(past.review, past.changes) for past in history],
        "found": stored.found,
    }
    return found.model_copy(update=more)


def read_unstored(number: int, statement: Statement, text: str) -> StatementShape:
    """Return the shape of a statement that is in no database, under a number."""
    content = " … ".join(part.of(text) for part in statement.content)
    cue = statement.cue.of(text) if statement.cue else None
    mention = statement.mention.of(text) if statement.mention else None
    return _read_bare(number, statement, content, cue, mention)


def _read_bare(
    id_: int, statement: Statement, content: str, cue: str | None, mention: str | None
) -> StatementShape:
    return StatementShape(
        id=id_,
        type=statement.type,
        content=content,
        content_offsets=list(statement.content),
        cue=cue,
        cue_offsets=statement.cue,
        mention=mention,
        mention_offsets=statement.mention,
        speaker=statement.speaker,
        kind=statement.kind,
        role=statement.role,
        sources=[SourceShape(name=s.name, offsets=s.span) for s in statement.sources],
        resolution=statement.resolution,
        rule=statement.rule,
        confidence=round(statement.confidence, 4),
    )


def find_marks(statements: Iterable[StatementShape]) -> list[Marked]:
    """Return what is marked of statements that are numbered from 1."""
    return find_marked(enumerate(map(_read_back, statements), start=1))


def _read_back(shape: StatementShape) -> Statement:
    return Statement(
        type=shape.type,
        content=tuple(Span(*part) for part in shape.content_offsets),
        cue=Span(*shape.cue_offsets) if shape.cue_offsets else None,
        mention=Span(*shape.mention_offsets) if shape.mention_offsets else None,
        sources=tuple(Source(source.name, Span(*source.offsets)) for source in shape.sources),
    )


def read_review(
    review: Review, changes: Mapping[str, tuple[str, str]] | None = None
) -> ReviewShape:
    """Return the shape of a decision."""
    return ReviewShape(
        state=review.state,
        by=review.author,
        at=review.decided_at,
        note=review.reason,
        changes=dict(changes or {}),
    )


def read_mismatch(
    stored: StoredMismatch,
    passages: tuple[Passage, Passage] | None = None,
    people: Pair | None = None,
) -> MismatchShape:
    """Return the shape of a mismatch."""
    mismatch = stored.mismatch
    first, second = map(_read_place, (stored.first, stored.second))
    return MismatchShape(
        id=stored.id,
        kind=mismatch.kind,
        names=mismatch.names,
        score=round(mismatch.score, 4),
        evidence=mismatch.evidence,
        state=stored.state,
        articles=(first, second),
        name_offsets=mismatch.spans,
        passages=(_read_passage(passages[0]), _read_passage(passages[1])) if passages else None,
        people=people,
        review=read_review(stored.review) if stored.review else None,
    )


def _read_passage(passage: Passage) -> PassageShape:
    return PassageShape(text=passage.text, span=passage.span, name=passage.name)


def _read_place(place: StoredPlace) -> ArticleRef:
    return ArticleRef(
        id=place.article_id,
        key=place.article_key,
        title=place.title,
        outlet=place.outlet,
        published=place.published,
    )


def read_listed_article(listed: ListedArticle) -> ListedArticleShape:
    """Return the shape of an article on a list."""
    return ListedArticleShape(
        id=listed.id,
        key=listed.key,
        title=listed.title,
        outlet=listed.outlet,
        url=listed.url,
        published=listed.published,
        statements=listed.statements,
    )


def read_figures(figures: Figures) -> FiguresShape:
    """Return the shape of figures."""
    return FiguresShape(**{name: getattr(figures, name) for name in FiguresShape.model_fields})


def read_speaker(stored: StoredSpeaker) -> SpeakerShape:
    """Return the shape of a speaker."""
    return SpeakerShape(
        id=stored.id,
        name=stored.name,
        kind=stored.kind,
        statements=stored.statements,
        articles=stored.articles,
        aliases=list(stored.aliases),
        offices=list(stored.offices),
    )


def read_term(term: Term) -> TermShape:
    """Return the shape of an office."""
    return TermShape(office=term.printed, since=term.since, until=term.until)


def read_listed_claim(listed: ListedClaim) -> ListedClaimShape:
    """Return the shape of a claim on a list."""
    return ListedClaimShape(
        id=listed.id,
        content=listed.content,
        type=listed.type,
        printed=listed.printed,
        speaker_id=listed.speaker_id,
        speaker=listed.speaker,
    )


def count_speakers(statements: Iterable[StatementShape]) -> list[SpeakerRef]:
    """Return who speaks in statements, whoever has most of them first."""
    named: dict[int, SpeakerRef] = {}
    for found in statements:
        if found.speaker_id is not None and found.speaker is not None:
            before = named.get(found.speaker_id)
            count = before.statements + 1 if before else 1
            named[found.speaker_id] = SpeakerRef(
                id=found.speaker_id, name=found.speaker, statements=count
            )
    return sorted(named.values(), key=lambda speaker: (-speaker.statements, speaker.name))
