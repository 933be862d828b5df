"""How values are written in a language: days, numbers, counts. What is returned is plain text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Protocol

from quotetrack.html.words import MONTHS


class Speaks(Protocol):
    """Whatever knows its language and has the words of it."""

    @property
    def language(self) -> str:
        """Return "en" or "id"."""

    def t(self, key: str, *values: object) -> str:
        """Return what a key says, with values in its places."""


def show_day(words: Speaks, day: date | None) -> str:
    """Return "26 December 2022", or that there is no day."""
    if day is None:
        return words.t("undated")
    return f"{day.day} {MONTHS[words.language][day.month - 1]} {day.year}"


def show_month(words: Speaks, month: str) -> str:
    """Return "December 2022" for "2022-12"."""
    year, number = month.split("-")
    return f"{MONTHS[words.language][int(number) - 1]} {year}"


def show_moment(words: Speaks, moment: datetime) -> str:
    """Return day and minute, in UTC."""
    utc = moment.astimezone(UTC)
    return f"{show_day(words, utc.date())} {utc:%H:%M} UTC"


def show_number(words: Speaks, number: int) -> str:
    """Return "200,000", in Indonesian "200.000"."""
    grouped = f"{number:,}"
    return grouped if words.language == "en" else grouped.replace(",", ".")


def show_count(words: Speaks, what: str, number: int) -> str:
    """Return "7 statements", "1 statement"."""
    key = "one" if number == 1 else "count"
    return words.t(f"{key}.{what}", show_number(words, number))


def show_share(words: Speaks, share: float) -> str:
    """Return "0.90", in Indonesian "0,90"."""
    written = f"{share:.2f}"
    return written if words.language == "en" else written.replace(".", ",")


def is_address(url: str | None) -> bool:
    """Return whether a link may lead to an article's address: not to "javascript:…"."""
    return url is not None and url.lower().startswith(("https://", "http://"))


# By the names under which templates know them.
SHOWS: Mapping[str, Callable[..., str]] = {
    "day": show_day,
    "month": show_month,
    "moment": show_moment,
    "number": show_number,
    "count": show_count,
    "share": show_share,
}
