"""What a report's rows are made of: one schema a subject, the same in every format.

A schema has a version, which goes up when a field goes, is renamed, or means something else; new
fields may come without that. Rows hold values fit for JSON; each format makes of a field's type
what it has: a date, a list, an end of an offset.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Row = dict[str, Any]


class Subject(StrEnum):
    """What the rows of a report are about."""

    CLAIMS = "claims"
    STATEMENTS = "statements"
    SPEAKERS = "speakers"
    MISMATCHES = "mismatches"
    REVIEWS = "reviews"


class FieldType(StrEnum):
    """What a value is. Days and moments are ISO 8601 in a row, moments in UTC."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    DAY = "day"
    MOMENT = "moment"
    SPAN = "span"  # [start, end] in characters of the article's text, end excluded


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a row; `many` has a list of values, `pair` a list of two: one a side."""

    name: str
    type: FieldType
    about: str
    many: bool = False
    pair: bool = False

    @property
    def printed_type(self) -> str:
        """The type as documents name it."""
        return f"list of {self.type}" if self.many or self.pair else self.type.value


@dataclass(frozen=True, slots=True)
class Schema:
    """The fields of the rows about a subject, in order, and how a record becomes a row."""

    version: int
    fields: tuple[Field, ...]
    read_row: Callable[[Any], Row]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(field.name for field in self.fields)
