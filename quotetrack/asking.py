"""What is asked for on the command line and on the page, before the database is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quotetrack.errors import QuotetrackError
from quotetrack.records import StatementType


@dataclass(frozen=True, slots=True)
class QuoteOptions:
    """What the user asks for; the speaker still by name. Days are inclusive."""

    speaker: str | None = None
    type: StatementType | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    at: date | None = None
    raw: bool = False

    def check(self, mark: str = "") -> None:
        """Raise QuotetrackError if they cannot go together; `mark` stands before their names."""
        if self.since and self.until and self.since > self.until:
            raise QuotetrackError(f"{mark}since {self.since} lies after {mark}until {self.until}")
        if self.at and not self.speaker:
            raise QuotetrackError(
                f"{mark}at needs an office: {mark}speaker 'Menteri Luar Negeri Rusia'"
            )
