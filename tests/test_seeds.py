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
OFFICIAL_FIELDS = {"name", "aliases", "shared_aliases", "offices", "wikidata"}
OFFICE_FIELDS = {"office", "body", "country", "from", "to"}
DAY = "2014-10-20"


def test_there_are_enough() -> None:
    assert len(OFFICIALS) >= 1000
    countries = {office["country"] for official in OFFICIALS for office in official["offices"]}
    assert {"Indonesia", "Rusia", "Belarusia", "Ukraina", "Amerika Serikat"} <= countries
    assert {"Israel", "Palestina", "Iran", "China", "Jepang", "Australia", "Inggris"} <= countries


def find_fault(official: dict[str, Any]) -> str | None:
    """Return what is wrong with a line of the registry, None if it is whole."""
    if set(official) != OFFICIAL_FIELDS:
        return f"its fields are {sorted(official)}"
    names = [official["name"], *official["aliases"], *official["shared_aliases"]]
    if not all(name and name == " ".join(name.split()) for name in names):
        return "a name is empty or has spaces too many"
    if len(set(names)) < len(names):
        return "a name stands there twice"
    if not official["offices"]:
        return "has no office"
    faults = (find_fault_of_office(office) for office in official["offices"])
    return next((fault for fault in faults if fault), None)


def find_fault_of_office(office: dict[str, Any]) -> str | None:
    """Return what is wrong with an office of an official, None if it is whole."""
    if set(office) != OFFICE_FIELDS or not office["office"]:
        return f"the fields of an office are {office}"
    days = [date.fromisoformat(office[day]) for day in ("from", "to") if office[day]]
    if days != sorted(days):
        return f"“to” lies before “from”: {office}"
    return f"“to” without “from”: {office}" if office["to"] and not office["from"] else None


def test_every_official_is_whole() -> None:
    faults = {official["name"]: find_fault(official) for official in OFFICIALS}
    assert {name: fault for name, fault in faults.items() if fault} == {}


@pytest.mark.parametrize(
    "change",
    [
        {"aliases": ["Joko  Widodo"]},
        {"aliases": ["Joko Widodo"]},
        {"offices": []},
        {"offices": [{"office": "Presiden"}]},
        {"offices": [dict.fromkeys(["body", "country", "from"]) | {"office": "P", "to": DAY}]},
        {"born": DAY},
    ],
    ids=["spaces", "twice", "no office", "few fields", "no first day", "another field"],
)
def test_a_fault_is_found(change: dict[str, Any]) -> None:
    assert find_fault(OFFICIALS[0]) is None
    assert find_fault(OFFICIALS[0] | change)


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
