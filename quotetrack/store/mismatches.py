"""Mismatches: what contradicts what, and what was decided about it. What holds now only."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from quotetrack import records
from quotetrack.errors import NotFoundError
from quotetrack.records import (
    MismatchKind,
    Passage,
    QuoteFilter,
    ReviewState,
    Span,
    StoredMismatch,
    StoredPlace,
)
from quotetrack.store.current import is_current
from quotetrack.store.engine import is_among
from quotetrack.store.identities import is_said_by
from quotetrack.store.keys import fold_name
from quotetrack.store.models import Article, Mismatch, Reading, Review, Statement
from quotetrack.store.reviews import is_review_of_mismatch
from quotetrack.store.speakers import find_names
from quotetrack.store.statements import read_article_conditions

_PAGE = 500  # mismatches fetched at a time
_AROUND = 400  # characters of a passage before a name, and behind it

_SECOND = aliased(Article)
_STATE = func.coalesce(Review.state, ReviewState.OPEN.value)
_PLACE = ("external_id", "sha256", "title", "outlet", "published", "url")


def list_mismatches(
    session: Session,
    state: str | None = None,
    *,
    kind: MismatchKind | None = None,
    everything: bool = False,
    wanted: QuoteFilter | None = None,
) -> Generator[StoredMismatch]:
    """Yield the mismatches in a state (open, confirmed, dismissed) and of a kind, else all.

    By date and article of the first place. Those that the registry explains come with `everything`
    only, and so do dismissed ones unless they are asked for. A filter wants one of the two articles
    to fit and one of the names to be the speaker's; its `type` says nothing here. Streams, so do
    not commit while it runs. Raises NotFoundError for a state that there is not.
    """
    if state is not None and state not in set(ReviewState):
        raise NotFoundError(f"no state {state!r}: choose one of {', '.join(ReviewState)}")
    conditions: list[ColumnElement[bool]] = []
    if state is not None:
        conditions.append(_STATE.in_([state]))
    elif not everything:
        conditions.append(_STATE.is_distinct_from(ReviewState.DISMISSED.value))
    if kind is not None:
        conditions.append(Mismatch.kind == kind.value)
    if not everything:
        conditions.append(Mismatch.known.is_(False))
    if wanted is None or wanted.speaker_ids is None:
        return _stream(session, [*conditions, *_read_wanted(session, wanted)])
    conditions += _read_wanted(session, wanted)
    names = find_names(session, wanted.speaker_ids)
    return (
        m for m in _stream(session, conditions) if names & set(map(fold_name, m.mismatch.names))
    )


def _read_wanted(session: Session, wanted: QuoteFilter | None) -> Iterator[ColumnElement[bool]]:
    """Yield what a mismatch must fulfil to be wanted, but for the names."""
    if wanted is None:
        return
    if wanted.speaker_ids is not None:
        quoting = select(Statement.article_id).where(is_said_by(wanted.speaker_ids), is_current())
        yield or_(Mismatch.article_id.in_(quoting), Mismatch.second_article_id.in_(quoting))
    sides = [read_article_conditions(session, wanted, article) for article in (Article, _SECOND)]
    if any(sides):
        yield or_(*(and_(*side) for side in sides))


def find_article_mismatches(
    session: Session, article_ids: Sequence[int]
) -> Generator[StoredMismatch]:
    """Yield the mismatches that one of the articles has a side in, in the order of the list.

    Those that the registry explains are left out.
    """
    either = or_(Mismatch.article_id.in_(article_ids), Mismatch.second_article_id.in_(article_ids))
    return _stream(session, [either, Mismatch.known.is_(False)])


def find_named_mismatches(
    session: Session, article_ids: Collection[int], names: Iterable[str]
) -> Generator[StoredMismatch]:
    """Yield those of `find_article_mismatches` that have one of the names; of many articles."""
    keys = set(map(fold_name, names))
    sides = (Mismatch.article_id, Mismatch.second_article_id)
    # First which, then all about them: of many articles there may be more than are wanted.
    query = select(Mismatch.id, Mismatch.first_name, Mismatch.second_name).where(
        or_(*(is_among(session.connection(), side, article_ids) for side in sides)),
        Mismatch.known.is_(False),
        Mismatch.superseded_at.is_(None),
    )
    ids = [id_ for id_, *pair in session.execute(query) if keys & set(map(fold_name, pair))]
    return _stream(session, [is_among(session.connection(), Mismatch.id, ids)])


def get_mismatch(session: Session, id_: int) -> StoredMismatch:
    """Return a mismatch that holds now. Raises NotFoundError if there is none with this id."""
    for stored in _stream(session, [Mismatch.id == id_]):
        return stored
    raise NotFoundError(f"no mismatch {id_}: `quotetrack mismatches` lists those there are")


def count_mismatches(session: Session, state: ReviewState) -> int:
    """Return how many mismatches are in a state, without those that the registry explains."""
    query = _of_current(select(func.count(Mismatch.id)))
    return session.scalar(query.where(_STATE.in_([state.value]), Mismatch.known.is_(False))) or 0


def list_likeliest(
    session: Session,
    state: ReviewState,
    kind: MismatchKind | None = None,
    after: tuple[float, int] | None = None,
    most: int = 10,
) -> tuple[list[StoredMismatch], tuple[float, int] | None]:
    """Return the next mismatches in a state, the highest score first, and what follows them.

    `after` is what the page before gave; None stands for the first page, and for no next one.
    """
    query = _of_current(select(Mismatch.id, Mismatch.score))
    query = query.where(_STATE.in_([state.value]), Mismatch.known.is_(False))
    if kind is not None:
        query = query.where(Mismatch.kind == kind.value)
    if after is not None:
        score, id_ = after
        behind = or_(Mismatch.score < score, Mismatch.id > id_)
        query = query.where(Mismatch.score <= score, behind)
    rows = session.execute(query.order_by(Mismatch.score.desc(), Mismatch.id).limit(most + 1)).all()
    shown = [row.id for row in rows[:most]]
    found = {stored.id: stored for stored in _stream(session, [Mismatch.id.in_(shown)])}
    follows = (rows[most - 1].score, rows[most - 1].id) if len(rows) > most else None
    return [found[id_] for id_ in shown if id_ in found], follows


def find_passages(
    session: Session, mismatches: Sequence[StoredMismatch]
) -> dict[int, tuple[Passage, Passage]]:
    """Return by its id the passages in which the two names of a mismatch stand, a line each.

    Holds no more of an article than some hundred characters on either side.
    """
    columns = (Mismatch.id, *_cut(Article, Mismatch.first_start, Mismatch.first_end))
    query = select(*columns, *_cut(_SECOND, Mismatch.second_start, Mismatch.second_end))
    query = query.join(Article, Article.id == Mismatch.article_id)
    query = query.join(_SECOND, _SECOND.id == Mismatch.second_article_id)
    rows = session.execute(query.where(Mismatch.id.in_([stored.id for stored in mismatches])))
    texts = {id_: (first, second) for id_, first, second in rows}
    return {
        stored.id: (
            _read_passage(texts[stored.id][0], stored.mismatch.spans[0]),
            _read_passage(texts[stored.id][1], stored.mismatch.spans[1]),
        )
        for stored in mismatches
    }


def _cut(
    article: Any, start: InstrumentedAttribute[int], end: InstrumentedAttribute[int]
) -> tuple[ColumnElement[str]]:
    """Return the characters around a name; the engines count them from 1."""
    first = case((start > _AROUND, start - _AROUND + 1), else_=1)
    return (func.substr(article.text, first, end + _AROUND - first + 1),)


def _read_passage(text: str, name: Span) -> Passage:
    """Return the line around a name; cut between words where it is longer than what was read."""
    offset = max(0, name.start_char - _AROUND)
    before = text[: name.start_char - offset]
    start = before.rfind("\n") + 1
    if start == 0 and offset > 0:
        start = before.find(" ") + 1
    end = text.find("\n", name.end_char - offset)
    if end < 0:
        end = len(text)
        if offset + end == name.end_char + _AROUND:
            end = max(text.rfind(" ", name.end_char - offset), name.end_char - offset)
    return Passage(text[start:end], Span(offset + start, offset + end), name)


def _of_current(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Return a query on mismatches, kept to those that hold, with what is decided about them."""
    return (
        query.select_from(Mismatch)
        .outerjoin(Reading, Reading.id == Mismatch.reading_id)
        .outerjoin(Review, is_review_of_mismatch())
        .where(Reading.superseded_at.is_(None), Mismatch.superseded_at.is_(None))
    )


def _stream(
    session: Session, conditions: Sequence[ColumnElement[bool]]
) -> Generator[StoredMismatch]:
    query = _of_current(
        select(
            *Mismatch.__table__.columns,
            *(getattr(Article, name) for name in _PLACE),
            *(getattr(_SECOND, name).label(f"second_{name}") for name in _PLACE),
            Review.state,
            Review.author,
            Review.reason,
            Review.decided_at,
        )
    )
    query = (
        query.join(Article, Article.id == Mismatch.article_id)
        .join(_SECOND, _SECOND.id == Mismatch.second_article_id)
        .where(*conditions)
        .order_by(Article.published.nulls_last(), Article.id, Mismatch.first_start, Mismatch.id)
    )
    with session.execute(query, execution_options={"yield_per": _PAGE}) as result:
        yield from map(_read_row, result)


def _read_row(row: Row[*tuple[Any, ...]]) -> StoredMismatch:
    review = None
    if row.state is not None:
        review = records.Review(ReviewState(row.state), row.author, row.decided_at, row.reason)
    return StoredMismatch(
        id=row.id,
        mismatch=records.Mismatch(
            kind=MismatchKind(row.kind),
            names=(row.first_name, row.second_name),
            spans=(Span(row.first_start, row.first_end), Span(row.second_start, row.second_end)),
            score=row.score,
            evidence=row.evidence,
        ),
        first=StoredPlace(
            row.article_id,
            row.external_id or row.sha256,
            row.title,
            row.outlet,
            row.published,
            row.url,
        ),
        second=StoredPlace(
            row.second_article_id,
            row.second_external_id or row.second_sha256,
            row.second_title,
            row.second_outlet,
            row.second_published,
            row.second_url,
        ),
        known=row.known,
        review=review,
    )
