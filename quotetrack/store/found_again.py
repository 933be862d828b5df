"""Which reviewed statement a later run has found again, its edges perhaps moved.

Two contents are one that share half of the letters that either has, as `evaluation/matching.py`
has it; they are compared with the statement as it was found and as it was corrected. What nobody
reviewed is compared as well, so that a rejected statement does not take its neighbour along.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, exists, select

from quotetrack import records
from quotetrack.evaluation.matching import find_pairs
from quotetrack.records import ReviewState
from quotetrack.store.models import Reading, Review, Statement
from quotetrack.store.rows import Row
from quotetrack.store.statements import find_parts


class _Known(NamedTuple):
    """A content that an earlier run found, by the row it is in; the root, if it was reviewed."""

    row_id: int
    root: int | None = None
    is_decided: bool = False


def match_reviews(
    connection: Connection, readings: Sequence[records.Reading], rows: Sequence[Row]
) -> None:
    """Have the rows of new statements point to the reviewed statements that they are.

    What is decided about one holds for it again: the row is not listed, what the review made is,
    or nothing where it was dismissed. `rows` are the readings', in their order.
    """
    reviewed = _find_reviewed(connection, {row["article_id"] for row in rows})
    if not reviewed:
        return
    unreviewed = _find_unreviewed(connection, rows, set(reviewed))
    left = iter(rows)
    for reading in readings:
        own = [next(left) for _ in reading.statements]
        article_id = own[0]["article_id"] if own else None
        if article_id in reviewed:
            known = [*unreviewed[article_id], *reviewed[article_id]]
            _match(connection, reading, own, known)


def _match(
    connection: Connection, reading: records.Reading, rows: list[Row], known: list[_Known]
) -> None:
    parts = find_parts(connection, [one.row_id for one in known])
    # What was not corrected has one content: two would claim two statements that overlap.
    contents = list({(one.root or -one.row_id, parts[one.row_id]): one for one in known}.values())
    pairs = find_pairs(
        [parts[one.row_id] for one in contents],
        [statement.content for statement in reading.statements],
        reading.article.text,
    )
    for anchor, place, _ in pairs:
        found = contents[anchor]
        if found.root is not None:
            rows[place] |= {"root_id": found.root, "listed": not found.is_decided}


def _find_reviewed(connection: Connection, article_ids: set[int]) -> dict[int, list[_Known]]:
    """Return the reviewed statements by article, each as it was found and as it was made."""
    query = (
        select(Statement.article_id, Statement.id, Review.made_id, Review.state)
        .join(Review, Review.statement_id == Statement.id)
        .where(Statement.article_id.in_(article_ids), Review.superseded_at.is_(None))
        .order_by(Statement.id)
    )
    found: defaultdict[int, list[_Known]] = defaultdict(list)
    for article_id, root, made_id, state in connection.execute(query):
        for id_ in (root, made_id):
            if id_ is not None:
                found[article_id].append(_Known(id_, root, state != ReviewState.OPEN))
    return dict(found)


def _find_unreviewed(
    connection: Connection, rows: Sequence[Row], article_ids: set[int]
) -> defaultdict[int, list[_Known]]:
    """Return what the readings found that these supersede, and nobody has reviewed, by article."""
    reading_ids = {row["reading_id"] for row in rows if row["article_id"] in article_ids}
    query = (
        select(Statement.article_id, Statement.id)
        .join(Reading, Reading.id == Statement.reading_id)
        .where(
            Reading.superseded_by.in_(reading_ids),
            Statement.place.is_(None),
            Statement.root_id.is_(None),
            ~exists().where(Review.statement_id == Statement.id),
        )
        .order_by(Statement.id)
    )
    found: defaultdict[int, list[_Known]] = defaultdict(list)
    for article_id, id_ in connection.execute(query):
        found[article_id].append(_Known(id_))
    return found
