"""A claim's statements a page at a time: a few columns of all, all columns of those on the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from quotetrack.records import Attributed, ClaimPart
from quotetrack.store.claims import explain_none
from quotetrack.store.identities import PERSON
from quotetrack.store.models import Article, Speaker, Statement
from quotetrack.store.statements import IN_ORDER, find_statements, from_current

_COLUMNS = (
    Statement.id,
    Statement.article_id,
    Statement.role,
    PERSON.label("speaker_id"),
    Speaker.name.label("speaker"),
    Article.outlet,
    Article.published,
)
_Rows = Sequence[Row[*tuple[Any, ...]]]


def read_claim_part(
    session: Session, claim_id: int, after: tuple[date | None, int] | None = None, most: int = 50
) -> ClaimPart:
    """Return a claim with the next of its statements.

    `after` is what the page before gave; None stands for the first page. Raises NotFoundError if
    there is no claim with this id, or nothing that holds now is of it.
    """
    query = from_current(select(*_COLUMNS)).where(Statement.claim_id == claim_id)
    rows = session.execute(query.order_by(*IN_ORDER)).all()
    if not rows:
        raise explain_none(claim_id)
    begin = _find_begin(rows, after)
    shown = rows[begin : begin + most]
    found = find_statements(session, [rows[0].id, *(row.id for row in shown)])
    more = begin + most < len(rows)
    return ClaimPart(
        first=found[rows[0].id],
        appearances=len({row.article_id for row in rows}),
        outlets=len({row.outlet for row in rows} - {None}),
        attributed=_attribute(rows),
        statements=tuple(found[row.id] for row in shown),
        follows=(shown[-1].published, shown[-1].id) if more else None,
    )


def _find_begin(rows: _Rows, after: tuple[date | None, int] | None) -> int:
    """Return the place behind the row that a page ended with, or behind its day if it is gone."""
    if after is None:
        return 0
    day, id_ = after
    for place, row in enumerate(rows):
        if row.id == id_:
            return place + 1
    last = day or date.max
    return sum(1 for row in rows if (row.published or date.max) <= last)


def _attribute(rows: _Rows) -> tuple[Attributed, ...]:
    """Return to whom the statements are given, in the order in which that was printed first."""
    given: defaultdict[tuple[str | None, int | None, str | None], list[str | None]]
    given = defaultdict(list)
    for row in rows:
        given[row.speaker, row.speaker_id, row.role].append(row.outlet)
    return tuple(
        Attributed(*who, tuple(dict.fromkeys(o for o in outlets if o)), len(outlets))
        for who, outlets in given.items()
    )
