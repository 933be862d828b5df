"""Reviews of statements: confirmed, dismissed, corrected, or left open again.

What the program found stays as it is; a confirmed or corrected statement is a row of its own, made
by the review. Reviews are kept under the id of the statement that was reviewed first, its root;
what later runs find again points to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, func, select
from sqlalchemy.orm import Session

from quotetrack import records
from quotetrack.errors import NotFoundError, QuotetrackError
from quotetrack.records import Reviewed, ReviewState, SpeakerKind, Verdict
from quotetrack.store.claim_keys import add_claims
from quotetrack.store.corrections import correct, find_changes
from quotetrack.store.current import ROOT, is_of_root, settle
from quotetrack.store.events import dump
from quotetrack.store.keys import fold_name
from quotetrack.store.models import Article, Reading, Review, Speaker, Statement
from quotetrack.store.names import add_names
from quotetrack.store.reviews import save_reviews
from quotetrack.store.rows import statement_row
from quotetrack.store.session import begin_writing
from quotetrack.store.statement_rows import add_statements
from quotetrack.store.statements import find_parts, find_sources, read_statement

_CHUNK = 200  # statements reviewed at a time
_KEPT = (ReviewState.CONFIRMED, ReviewState.CORRECTED)

_COLUMNS = (
    *(Statement.id, Statement.article_id, Statement.reading_id, Statement.ordinal),
    *(Statement.place, Statement.listed, Statement.type, Statement.kind, Statement.role),
    *(Statement.content, Statement.cue, Statement.mention),
    *(Statement.cue_start, Statement.cue_end, Statement.mention_start, Statement.mention_end),
    *(Statement.resolution, Statement.rule, Statement.confidence),
    *(ROOT.label("root"), Speaker.name.label("speaker"), Article.text),
    exists()
    .where(Reading.id == Statement.reading_id, Reading.superseded_at.is_(None))
    .label("read"),
    exists().where(Review.statement_id == ROOT).label("reviewed"),
)


@dataclass(frozen=True, slots=True)
class _Held:
    """A statement as it holds, or last held: what a review is about."""

    row: Row[*tuple[Any, ...]]
    statement: records.Statement
    found: bool  # by the article's current reading


def review_statements(session: Session, ids: Sequence[int], verdict: Verdict) -> list[Reviewed]:
    """Return what a verdict changed about each of the statements, by their ids, in order.

    It holds in every later run, until somebody decides otherwise. Raises NotFoundError for an id
    that there is not, or not any more, QuotetrackError without an author, for a correction that
    corrects nothing and for a statement whose article's text is gone.
    """
    begin_writing(session)
    return review_rows(session.connection(), ids, verdict)


def review_rows(connection: Connection, ids: Sequence[int], verdict: Verdict) -> list[Reviewed]:
    """Do what `review_statements` does; the caller holds the write lock."""
    if (verdict.state is ReviewState.CORRECTED) != (verdict.correction is not None):
        raise QuotetrackError("a correction needs what is corrected, and nothing else has it")
    now = datetime.now(UTC)
    roots = _find_roots(connection, ids)
    done: list[Reviewed] = []
    for start in range(0, len(roots), _CHUNK):
        held = _find_held(connection, roots[start : start + _CHUNK])
        done += _review(connection, held, verdict, now)
    return done


def _find_roots(connection: Connection, ids: Sequence[int]) -> list[int]:
    """Return the roots of statements, each once, in order."""
    found: dict[int, int] = {}
    for start in range(0, len(ids), _CHUNK):
        query = select(Statement.id, ROOT).where(Statement.id.in_(ids[start : start + _CHUNK]))
        found |= dict(connection.execute(query).all())
    for id_ in ids:
        if id_ not in found:
            raise NotFoundError(
                f"no statement {id_}: `quotetrack quotes` lists those there are, by number"
            )
    return list(dict.fromkeys(found[id_] for id_ in ids))


def _find_held(connection: Connection, roots: Sequence[int]) -> list[_Held]:
    """Return for each root what is listed, else what the program finds now, else what it found."""
    query = (
        select(*_COLUMNS)
        .join(Article, Article.id == Statement.article_id)
        .outerjoin(Speaker, Speaker.id == Statement.speaker_id)
        .where(is_of_root(roots))
    )
    chosen: dict[int, Row[*tuple[Any, ...]]] = {}
    found: set[int] = set()
    for row in connection.execute(query.order_by(Statement.id)):
        if row.root not in chosen or _rank(row) >= _rank(chosen[row.root]):
            chosen[row.root] = row
        if row.read and row.place is None:
            found.add(row.root)
    ids = [row.id for row in chosen.values()]
    parts, sources = find_parts(connection, ids), find_sources(connection, ids)
    held: list[_Held] = []
    for root in roots:
        row = chosen[root]
        if not (row.listed or row.read or row.reviewed):
            raise NotFoundError(
                f"statement {root} is of an earlier run, and a later one read the article anew: "
                f"`quotetrack show {row.article_id}` prints what holds now"
            )
        statement = read_statement(row, parts[row.id], sources.get(row.id, ()))
        held.append(_Held(row, statement, root in found))
    return held


def _rank(row: Row[*tuple[Any, ...]]) -> tuple[bool, bool]:
    return row.listed, row.read and row.place is None


def _review(
    connection: Connection, held: Sequence[_Held], verdict: Verdict, now: datetime
) -> list[Reviewed]:
    after, is_new = _decide(connection, held, verdict)
    changes = [
        find_changes(before.statement, statement)
        for before, statement in zip(held, after, strict=True)
    ]
    if verdict.state is ReviewState.CORRECTED and not any(changes):
        raise QuotetrackError(f"nothing to correct: statement {held[0].row.root} has it so already")
    made: Sequence[int | None] = [None] * len(held)
    if verdict.state in _KEPT:
        made = _make(connection, held, after, now)
    rows = [
        {
            "subject": "statement",
            "key": str(before.row.root),
            "statement_id": before.row.root,
            "made_id": made_id,
            "cause_id": verdict.cause_id,
            "correction": dump(changed) if changed else None,
        }
        for before, made_id, changed in zip(held, made, changes, strict=True)
    ]
    save_reviews(connection, rows, verdict.state, verdict.author, verdict.reason, now)
    settle(connection, [before.row.root for before in held])
    return [
        Reviewed(before.row.root, verdict.state, changed, before.found, is_new)
        for before, changed in zip(held, changes, strict=True)
    ]


def _decide(
    connection: Connection, held: Sequence[_Held], verdict: Verdict
) -> tuple[list[records.Statement], bool]:
    """Return the statements as they are decided to be, and whether their speaker is a new one."""
    before = [one.statement for one in held]
    if verdict.state is ReviewState.CONFIRMED:
        return [replace(statement, confidence=1.0) for statement in before], False
    if verdict.correction is None:
        return before, False
    for one in held:
        if not one.row.text:
            raise QuotetrackError(
                f"the text of article {one.row.article_id} was removed: statement {one.row.root} "
                "can be confirmed or rejected, not corrected"
            )
    correction, is_new = verdict.correction, False
    if correction.speaker and correction.kind is None:
        kinds = select(Speaker.kind).where(Speaker.key == fold_name(correction.speaker))
        known = sorted(connection.scalars(kinds), key=lambda kind: kind != SpeakerKind.PERSON)
        is_new = not known
        kind = SpeakerKind(known[0]) if known else SpeakerKind.PERSON
        correction = replace(correction, kind=kind)
    return [correct(one.statement, one.row.text, correction) for one in held], is_new


def _make(
    connection: Connection,
    held: Sequence[_Held],
    statements: Sequence[records.Statement],
    now: datetime,
) -> list[int]:
    """Return the ids of new rows, one for each statement as it is decided to be."""
    readings = [
        records.Reading(records.Article(one.row.text), (statement,))
        for one, statement in zip(held, statements, strict=True)
    ]
    names = add_names(connection, readings, now)
    ordinals = _find_ordinals(connection, {one.row.reading_id for one in held})
    rows: list[dict[str, Any]] = []
    for one, statement in zip(held, statements, strict=True):
        ordinals[one.row.reading_id] -= 1
        place = one.row.ordinal if one.row.place is None else one.row.place
        printed = {"content": one.row.content, "cue": one.row.cue, "mention": one.row.mention}
        row = statement_row(statement, one.row.text, names) | ({} if one.row.text else printed)
        ids = {"article_id": one.row.article_id, "reading_id": one.row.reading_id}
        own = {"ordinal": ordinals[one.row.reading_id], "place": place, "root_id": one.row.root}
        rows.append(row | ids | own)
    for row, claim_id in zip(rows, add_claims(connection, rows, now), strict=True):
        row["claim_id"] = claim_id
    return add_statements(connection, names, list(zip(statements, rows, strict=True)))


def _find_ordinals(connection: Connection, reading_ids: set[int]) -> dict[int, int]:
    """Return the lowest ordinal of each reading, at most 0."""
    lowest = select(Statement.reading_id, func.min(Statement.ordinal))
    query = lowest.where(Statement.reading_id.in_(reading_ids)).group_by(Statement.reading_id)
    return {id_: min(0, ordinal) for id_, ordinal in connection.execute(query)}
