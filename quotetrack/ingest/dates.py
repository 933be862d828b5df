"""Dates as Indonesian papers print them: weekdays, times, zones and labels around the day."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february pebruari feb peb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt ags aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")
_WORDS = re.compile(r"(?<!\d)(\d{1,2})[\s-]+([A-Za-z]+)\.?,?[\s-]+(\d{4})(?!\d)")
_MONTH_FIRST = re.compile(r"(?<![A-Za-z])([A-Za-z]+)\.?\s+(\d{1,2}),\s*(\d{4})(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_INDONESIAN_ZONE = re.compile(r"\bWI(?:B|TA|T)\b")


def find_date(printed: str) -> date | None:
    """Return the day that a printed date names, or None where it names none beyond doubt.

    Reads ISO dates, "Tayang: Senin, 9 Juni 2025 21:47 WIB", "Senin, 9 Jun 2025", "10/21/2025
    22:49". Of "10/4/2025" nobody can say which number is the month, so it gives None, unless
    WIB, WITA or WIT behind the time shows that the day comes first.
    """
    if match := _ISO.match(printed):
        return _find_day(*match.groups())
    for match in _WORDS.finditer(printed):
        day, month, year = match.groups()
        if month.casefold() in _MONTHS:
            return _find_day(year, str(_MONTHS[month.casefold()]), day)
    for match in _MONTH_FIRST.finditer(printed):
        month, day, year = match.groups()
        if month.casefold() in _MONTHS:
            return _find_day(year, str(_MONTHS[month.casefold()]), day)
    if match := _NUMBERS.search(printed):
        first, second, year = match.groups()
        return _find_numeric(first, second, year, bool(_INDONESIAN_ZONE.search(printed)))
    return None


def _find_numeric(first: str, second: str, year: str, day_first: bool) -> date | None:
    if day_first or int(first) > 12 or first == second:
        return _find_day(year, second, first)
    return _find_day(year, first, second) if int(second) > 12 else None


def _find_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
