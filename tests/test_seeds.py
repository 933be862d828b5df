"""Every line of the registry is well formed, so that a slip in it is seen at once."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from quotetrack.store.keys import fold_name


def read(name: str) -> list[dict[str, Any]]:
    """Return the lines of a seed file."""
    text = files("quotetrack.seeds").joinpath(name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


OFFICIALS = read("officials.jsonl")
OUTLETS = read("outlets.jsonl")
OFFICE_FIELDS = {"office", "body", "country", "from", "to"}


def test_there_are_enough() -> None:
    assert len(OFFICIALS) >= 200
    countries = {office["country"] for official in OFFICIALS for office in official["offices"]}
    assert {"Indonesia", "Rusia", "Belarusia", "Ukraina", "Amerika Serikat"} <= countries


@pytest.mark.parametrize("official", OFFICIALS, ids=lambda official: official["name"])
def test_an_official_is_whole(official: dict[str, Any]) -> None:
    assert set(official) == {"name", "aliases", "shared_aliases", "offices", "wikidata"}
    names = [official["name"], *official["aliases"], *official["shared_aliases"]]
    assert all(name and name == " ".join(name.split()) for name in names)
    assert len(set(names)) == len(names)
    assert official["offices"]
    for office in official["offices"]:
        assert set(office) == OFFICE_FIELDS
        assert office["office"]
        days = [date.fromisoformat(office[day]) for day in ("from", "to") if office[day]]
        assert days == sorted(days)
        assert office["from"] or not office["to"]


@pytest.mark.parametrize("rows", [OFFICIALS, OUTLETS], ids=["officials", "outlets"])
def test_no_name_is_two(rows: list[dict[str, Any]]) -> None:
    owners = Counter(
        key for row in rows for key in {fold_name(name) for name in [row["name"], *row["aliases"]]}
    )
    assert [key for key, count in owners.items() if count > 1] == []


def test_what_is_marked_as_shared_is_shared() -> None:
    owners = Counter(fold_name(alias) for row in OFFICIALS for alias in row["shared_aliases"])
    assert [alias for alias, count in owners.items() if count == 1] == []


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet["name"])
def test_an_outlet_is_whole(outlet: dict[str, Any]) -> None:
    assert set(outlet) == {"name", "aliases", "domain", "country"}
    assert outlet["name"]
    assert outlet["country"]
    assert outlet["domain"] == outlet["domain"].lower().strip("/")


def test_domains_are_unique() -> None:
    domains = Counter(outlet["domain"] for outlet in OUTLETS if outlet["domain"])
    assert [domain for domain, count in domains.items() if count > 1] == []
