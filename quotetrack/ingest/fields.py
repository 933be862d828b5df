"""The fields of one article as JSON lines and CSV carry them: checked, then an Article."""

from __future__ import annotations

from collections.abc import Mapping

from quotetrack.errors import InputError
from quotetrack.ingest.dateline import find_dateline_outlet
from quotetrack.ingest.dates import find_date
from quotetrack.ingest.decode import check_characters
from quotetrack.outlets import find_outlet_at
from quotetrack.records import Article


def read_fields(fields: Mapping[str, object], place: str) -> Article:
    """Return the article that the fields `text`, `id`, `title`, `outlet`, `url`, `date` give.

    Only `text` must be there. An outlet that is not given is taken from the dateline, else from
    the URL; a date that cannot be read counts as none. Raises InputError, naming `place`, for a
    field that is missing or of the wrong kind.
    """
    text = fields.get("text")
    if text is None:
        raise InputError(f"{place}: has no field “text”: that is where the article's text belongs")
    if not isinstance(text, str):
        raise InputError(f"{place}: “text” is {_kind(text)}, not a string")
    if not text.strip():
        raise InputError(f"{place}: “text” is empty: an article needs a text")
    check_characters(text, place)
    title = _find_string(fields, "title", place)
    body_start = _find_body_start(text, title)
    date = fields.get("date")
    url = _find_string(fields, "url", place)
    outlet = _find_string(fields, "outlet", place) or find_dateline_outlet(text, body_start)
    return Article(
        text=text,
        title=title,
        outlet=outlet or find_outlet_at(url),
        url=url,
        published=find_date(date) if isinstance(date, str) else None,
        id=_find_id(fields, place),
        body_start=body_start,
        origin=place,
    )


def _find_string(fields: Mapping[str, object], name: str, place: str) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(f"{place}: “{name}” is {_kind(value)}, not a string")
    check_characters(value, place)
    return value.strip() or None


def _find_id(fields: Mapping[str, object], place: str) -> str | None:
    value = fields.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _find_string(fields, "id", place)


def _find_body_start(text: str, title: str | None) -> int:
    """Return where the body begins: behind the title if the text repeats it as its first line."""
    start = text.lstrip()
    if title is None or not start.startswith(title):
        return 0
    rest = start[len(title) :]
    body = rest.lstrip()
    first_break = rest[: len(rest) - len(body)]
    return len(text) - len(body) if body and ("\n" in first_break or "\r" in first_break) else 0


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list"}
    return names.get(type(value), "an object")
