"""Rows against what events recorded of them: which were altered, removed or inserted by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, select

from quotetrack import records
from quotetrack.records import AuditCounts, EventKind, StoredEvent
from quotetrack.store.audit_forgotten import FORGOTTEN_FIELDS, read_gone
from quotetrack.store.audit_lists import ListAudit, OfficialAudit
from quotetrack.store.audit_readings import (
    ClaimAudit,
    check_readings,
    find_hidden_readings,
)
from quotetrack.store.audit_reviews import ReviewAudit
from quotetrack.store.digests import (
    CONTRADICTIONS,
    IDENTITIES,
    LINKED,
    REVIEWED,
    describe_article,
    describe_runs,
)
from quotetrack.store.events import tell
from quotetrack.store.models import Article, Event, Reading, Review, Run

_TEXTS = 20  # articles whose text is fetched at a time

_Events = Sequence[StoredEvent]
_Checks = dict[EventKind, Callable[[_Events], dict[int, list[str]]]]

_REVIEW = frozenset({*REVIEWED, "supersedes"})
_LINKED_REVIEW = _REVIEW | {*LINKED, "made"}
# What the payload of an event must have for the rows to be compared with it.
_FIELDS = {
    EventKind.ARTICLE_STORED.value: frozenset({"sha256", "row"}),
    EventKind.ARTICLE_FORGOTTEN.value: FORGOTTEN_FIELDS,
    EventKind.ARTICLE_READ.value: frozenset({"statements", "mismatches", "supersedes", "digest"}),
    EventKind.STATEMENTS_CLAIMED.value: frozenset({"statements"}),
    EventKind.SPEAKERS_IDENTIFIED.value: frozenset({"identities", "superseded"}),
    EventKind.ARTICLES_COMPARED.value: frozenset({"mismatches", "superseded"}),
    EventKind.MISMATCH_DECIDED.value: _REVIEW,
    EventKind.PROPOSAL_DECIDED.value: _REVIEW,
    EventKind.STATEMENT_REVIEWED.value: _LINKED_REVIEW,
    EventKind.ALIAS_REVIEWED.value: _LINKED_REVIEW,
    EventKind.OFFICIALS_IMPORTED.value: frozenset({"officials"}),
}


class RowAudit:
    """The rows of one database, checked event by event."""

    def __init__(self, connection: Connection, counts: AuditCounts) -> None:
        self._connection = connection
        self._counts = counts
        self._gone = read_gone(connection)
        self._claims = ClaimAudit(connection)
        self._identities = ListAudit(connection, IDENTITIES, self._gone)
        self._contradictions = ListAudit(connection, CONTRADICTIONS, self._gone)
        self._reviews = ReviewAudit(connection, self._claims, self._gone)
        self._officials = OfficialAudit(connection)

    def check(self, events: _Events) -> Iterator[str]:
        """Yield what differs from what the events recorded, a sentence each, in their order."""
        found: dict[int, list[str]] = {}
        of_kind: defaultdict[str, list[StoredEvent]] = defaultdict(list)
        for event in events:
            if _FIELDS.get(event.kind, frozenset()) <= event.payload.keys():
                of_kind[event.kind].append(event)
            else:
                found[event.number] = [
                    f"event {event.number} ({event.kind}) was inserted by hand: it lacks what the "
                    "program records"
                ]
        checks: _Checks = {
            EventKind.ARTICLE_STORED: self._check_articles,
            EventKind.ARTICLE_READ: partial(
                check_readings, self._connection, self._counts, self._claims, self._gone
            ),
            EventKind.RUN_BEGUN: partial(self._check_runs, 0),
            EventKind.RUN_ENDED: partial(self._check_runs, 1),
            EventKind.STATEMENT_REVIEWED: self._reviews.check,
            EventKind.ALIAS_REVIEWED: self._reviews.check,
            # After what makes statements: where one has another claim since, this tells it.
            EventKind.STATEMENTS_CLAIMED: self._claims.check,
            EventKind.SPEAKERS_IDENTIFIED: self._identities.check,
            EventKind.ARTICLES_COMPARED: self._contradictions.check,
            EventKind.MISMATCH_DECIDED: self._reviews.check,
            EventKind.PROPOSAL_DECIDED: self._reviews.check,
            EventKind.OFFICIALS_IMPORTED: self._officials.check,
        }
        for kind, check in checks.items():
            if of_kind[kind]:
                found |= check(of_kind[kind])
        for number in sorted(found):
            yield from found[number]

    def finish(self) -> Iterator[str]:
        """Yield the rows that no event told of, and those whose last event says otherwise."""
        nouns: tuple[tuple[str, type[Article | Run | Reading | Review]], ...]
        nouns = (("article", Article), ("run", Run), ("reading", Reading), ("review", Review))
        for noun, table in nouns:
            told = select(Event.id).where(Event.about == noun, Event.about_id == table.id)
            untold = select(table.id).where(~told.exists()).order_by(table.id)
            for id_ in self._connection.scalars(untold):
                yield f"{noun} {id_} was inserted by hand: no event tells of it"
        yield from find_hidden_readings(self._connection)
        yield from self._claims.finish()
        yield from self._identities.finish()
        yield from self._contradictions.finish()
        yield from self._officials.finish()
        yield from self._reviews.finish()

    def _check_articles(self, events: _Events) -> dict[int, list[str]]:
        told = {event.about_id: event for event in events}
        found = {
            event.number: [f"article {event.about_id} was removed by hand: {tell(event)}"]
            for event in events
        }
        query = select(*Article.__table__.columns).where(Article.id.in_(told))
        with self._connection.execute(query, execution_options={"yield_per": _TEXTS}) as rows:
            for row in rows.mappings():
                event = told[row["id"]]
                found[event.number] = list(self._check_article(dict(row), event))
        self._counts.articles += len(events)
        return found

    def _check_article(self, row: dict[str, Any], event: StoredEvent) -> Iterator[str]:
        text = records.Article(row["text"])
        forgotten = self._gone.articles.get(row["id"])
        if forgotten is not None:
            self._counts.forgotten += 1
            event = forgotten
            if text.text:
                yield f"the text of article {row['id']} was put back by hand: {tell(event)}"
        recorded = event.payload
        if forgotten is None and text.sha256 != recorded["sha256"]:
            yield f"the text of article {row['id']} was altered by hand: {tell(event)}"
        described = describe_article(row)
        if any(recorded[name] != value for name, value in described.items()):
            yield f"article {row['id']} (but for its text) was altered by hand: {tell(event)}"

    def _check_runs(self, which: int, events: _Events) -> dict[int, list[str]]:
        ids = [event.about_id for event in events if event.about_id is not None]
        described = describe_runs(self._connection, ids)
        found: dict[int, list[str]] = {}
        for event in events:
            if event.about_id not in described:
                found[event.number] = [f"run {event.about_id} was removed by hand: {tell(event)}"]
            elif not described[event.about_id][which].items() <= event.payload.items():
                found[event.number] = [f"run {event.about_id} was altered by hand: {tell(event)}"]
        return found
