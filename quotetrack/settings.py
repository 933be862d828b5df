"""Settings, and the only place that reads environment variables."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from quotetrack.errors import QuotetrackError

DEFAULT_DATABASE_URL = "sqlite:///quotetrack.db"
DEFAULT_MAX_ARTICLE_BYTES = 10_000_000
_LAST_EPOCH = 253_402_300_799  # the end of 9999


@dataclass(frozen=True, slots=True)
class Settings:
    """What may differ from one machine to the next."""

    database_url: str = DEFAULT_DATABASE_URL
    max_article_bytes: int = DEFAULT_MAX_ARTICLE_BYTES
    reviewer: str | None = None  # who decides where no name is given
    report_time: datetime | None = None  # what a report names as its time, None: when it is made

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Return the settings that QUOTETRACK_… variables give, the defaults for the others.

        SOURCE_DATE_EPOCH, which build tools know as well, fixes the time that a report names, so
        that two reports of one state are the same byte for byte.
        """
        limit = environ.get("QUOTETRACK_MAX_ARTICLE_BYTES", "")
        if limit and not (limit.isascii() and limit.isdigit() and int(limit) > 0):
            raise QuotetrackError(
                f"QUOTETRACK_MAX_ARTICLE_BYTES is {limit!r}: give a whole number of bytes above 0"
            )
        epoch = environ.get("SOURCE_DATE_EPOCH", "")
        return cls(
            database_url=environ.get("QUOTETRACK_DATABASE_URL") or DEFAULT_DATABASE_URL,
            max_article_bytes=int(limit) if limit else DEFAULT_MAX_ARTICLE_BYTES,
            reviewer=environ.get("QUOTETRACK_REVIEWER", "").strip() or None,
            report_time=_read_epoch(epoch) if epoch else None,
        )


def _read_epoch(epoch: str) -> datetime:
    if epoch.isascii() and epoch.isdigit() and int(epoch) <= _LAST_EPOCH:
        return datetime.fromtimestamp(int(epoch), UTC)
    raise QuotetrackError(
        f"SOURCE_DATE_EPOCH is {epoch!r}: give a whole number of seconds since 1970"
    )
