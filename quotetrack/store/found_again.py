"""Which reviewed statement a later run has found again, its edges perhaps moved.

Two contents are one that share half of the letters that either has, as `evaluation/matching.py`
has it; they are compared with the statement as it was found and as it was corrected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select

from quotetrack import records
from quotetrack.evaluation.matching import find_pairs
from quotetrack.records import ReviewState
from quotetrack.store.models import Review, Statement
from quotetrack.store.rows import Row
from quotetrack.store.statements import find_parts


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
    ids = {id_ for found in reviewed.values() for _, id_, _ in found}
    parts = find_parts(connection, sorted(ids))
    left = iter(rows)
    for reading in readings:
        own = [next(left) for _ in reading.statements]
        anchors = reviewed.get(own[0]["article_id"], []) if own else []
        # What was not corrected has one content: two would claim two statements that overlap.
        contents = {(root, parts[id_]): decided for root, id_, decided in anchors}
        pairs = find_pairs(
            [content for _, content in contents],
            [statement.content for statement in reading.statements],
            reading.article.text,
        )
        known = list(contents)
        for anchor, place, _ in pairs:
            root, _ = known[anchor]
            own[place] |= {"root_id": root, "listed": not contents[known[anchor]]}


def _find_reviewed(
    connection: Connection, article_ids: set[int]
) -> dict[int, list[tuple[int, int, bool]]]:
    """Return by article's id the reviewed statements: root, row of a content, whether decided."""
    query = (
        select(Statement.article_id, Statement.id, Review.made_id, Review.state)
        .join(Review, Review.statement_id == Statement.id)
        .where(Statement.article_id.in_(article_ids), Review.superseded_at.is_(None))
        .order_by(Statement.id)
    )
    found: defaultdict[int, list[tuple[int, int, bool]]] = defaultdict(list)
    for article_id, root, made_id, state in connection.execute(query):
        for id_ in (root, made_id):
            if id_ is not None:
                found[article_id].append((root, id_, state != ReviewState.OPEN))
    return found
