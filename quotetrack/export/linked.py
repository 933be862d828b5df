"""What the JSON-LD formats share: lists written as they come, and addresses of Wikidata items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TextIO

from quotetrack.export.jsonl import dump


def write_list(values: Iterable[object], stream: TextIO) -> int:
    """Write a JSON array, a value a line, as the values come; return how many."""
    count = 0
    for value in values:
        stream.write(("[\n" if count == 0 else ",\n") + dump(value))
        count += 1
    stream.write("\n]" if count else "[]")
    return count


def read_wikidata(speaker_id: int | None, items: Mapping[int, str]) -> str | None:
    """Return the address of a speaker's Wikidata item, None if there is none of that form."""
    item = items.get(speaker_id, "") if speaker_id is not None else ""
    return f"http://www.wikidata.org/entity/{item}" if re.fullmatch(r"Q[1-9]\d*", item) else None
