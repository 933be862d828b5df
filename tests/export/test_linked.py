"""What the JSON-LD formats share."""

from __future__ import annotations

import io
import json

import pytest

from quotetrack.export.linked import read_wikidata, write_list


@pytest.mark.parametrize("values", [[], [{"a": 1}], [{"a": "“b”"}, {"a": "c\n\u2028"}]])
def test_a_value_a_line(values: list[object]) -> None:
    stream = io.StringIO()
    assert write_list(iter(values), stream) == len(values)
    assert json.loads(stream.getvalue()) == values
    assert len(stream.getvalue().splitlines()) == (len(values) + 2 if values else 1)


@pytest.mark.parametrize(
    ("item", "address"),
    [
        ("Q7747", "http://www.wikidata.org/entity/Q7747"),
        ("", None),
        ("Q0", None),
        ("Q1 onmouseover=", None),
        ("https://example.org", None),
    ],
)
def test_only_an_item_has_an_address(item: str, address: str | None) -> None:
    assert read_wikidata(4, {4: item}) == address
    assert read_wikidata(5, {4: item}) is None
    assert read_wikidata(None, {4: item}) is None
