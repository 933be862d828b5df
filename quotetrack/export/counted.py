"""How many statements a report is about: by day, speaker and outlet, by type, named or not.

Counted in one pass; held are counts, not statements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from quotetrack.html.charts import list_months
from quotetrack.records import SpeakerKind, StatementType, StoredStatement

# A chart has a bar a day for up to two months, a bar a month for up to five years.
_MOST_DAYS, _MOST_MONTHS = 62, 60


class Unit(StrEnum):
    """What one bar of a chart over time stands for."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(slots=True)
class Counted:
    """How many statements there are, and of what; `days` leaves out undated ones."""

    statements: int = 0
    reviewed: int = 0
    undated: int = 0
    named: int = 0
    days: Counter[date] = field(default_factory=Counter)
    types: Counter[StatementType] = field(default_factory=Counter)
    speakers: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    articles: set[int] = field(default_factory=set)
    claims: set[int] = field(default_factory=set)

    def add(self, stored: StoredStatement) -> None:
        """Count a statement."""
        statement = stored.statement
        self.statements += 1
        self.reviewed += stored.review is not None
        self.types[statement.type] += 1
        self.articles.add(stored.article_id)
        if stored.claim_id is not None:
            self.claims.add(stored.claim_id)
        if stored.outlet:
            self.outlets[stored.outlet] += 1
        if stored.published is None:
            self.undated += 1
        else:
            self.days[stored.published] += 1
        if statement.speaker is not None and statement.kind is not SpeakerKind.UNNAMED:
            self.named += 1
            self.speakers[statement.speaker] += 1

    def periods(self) -> tuple[Unit, list[tuple[str, int]]]:
        """Return statements by day, month or year, whichever fits: "2022-12" and how many.

        From the first to the last, the empty ones between them as well.
        """
        if not self.days:
            return Unit.MONTH, []
        first, last = min(self.days), max(self.days)
        days = (last - first).days + 1
        if days <= _MOST_DAYS:
            listed = [(first + timedelta(days=n)).isoformat() for n in range(days)]
            return Unit.DAY, self._count(listed, 10)
        months = list_months(f"{first:%Y-%m}", f"{last:%Y-%m}")
        if len(months) <= _MOST_MONTHS:
            return Unit.MONTH, self._count(months, 7)
        years = [f"{year:04}" for year in range(first.year, last.year + 1)]
        return Unit.YEAR, self._count(years, 4)

    def _count(self, periods: Sequence[str], length: int) -> list[tuple[str, int]]:
        counts: Counter[str] = Counter()
        for day, count in self.days.items():
            counts[day.isoformat()[:length]] += count
        return [(period, counts[period]) for period in periods]


def count(statements: Iterable[StoredStatement]) -> Counted:
    """Return how many statements there are."""
    counted = Counted()
    for stored in statements:
        counted.add(stored)
    return counted
