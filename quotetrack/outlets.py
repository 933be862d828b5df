"""Outlets by every name that they print themselves under, and by their address.

`get_outlet("KOMPAS.com")` -> "Kompas"; `find_outlet_at("https://news.detik.com/x")` -> "Detik"
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit


@cache
def _read_names() -> dict[str, str]:
    """Return the registry's outlets by the folded forms of their names, aliases and domains."""
    names: dict[str, str] = {}
    text = files("quotetrack.seeds").joinpath("outlets.jsonl").read_text(encoding="utf-8")
    for line in text.splitlines():
        outlet = json.loads(line)
        for form in (outlet["name"], *outlet["aliases"], outlet["domain"]):
            if form:
                names[_fold(form)] = outlet["name"]
    return names


def get_outlet(name: str) -> str:
    """Return the outlet's name in the registry; the name itself if it is not there."""
    return _read_names().get(_fold(name), name)


def find_outlet_at(url: str | None) -> str | None:
    """Return the outlet whose address a URL has, None if the registry knows of none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:  # "http://[": no address at all
        return None
    parts = [_fold(part) for part in host.split(".")]
    tails = (" ".join(parts[i:]) for i in range(len(parts) - 1))
    return next((found for tail in tails if (found := _read_names().get(tail))), None)


def _fold(name: str) -> str:
    return " ".join(re.split(r"\W+", name.casefold())).strip()
