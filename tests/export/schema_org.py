"""What schema.org allows, of the types that a report uses.

Written down after the vocabulary's own definition, `data/schema.ttl` of the repository
schemaorg/schemaorg on GitHub, and compared with its release 12.0: of each type its parents
(`rdfs:subClassOf`), of each property the types that have it (`domainIncludes`) and what its values
are (`rangeIncludes`), as far as either occurs here. A type has the properties of its parents as
well. Text, addresses and days are strings, checked for their form where only an address or a day
is allowed.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

PARENTS = {
    "Thing": (),
    "CreativeWork": ("Thing",),
    "Claim": ("CreativeWork",),
    "Quotation": ("CreativeWork",),
    "Review": ("CreativeWork",),
    "Article": ("CreativeWork",),
    "NewsArticle": ("Article",),
    "Dataset": ("CreativeWork",),
    "DataFeed": ("Dataset",),
    "Person": ("Thing",),
    "Organization": ("Thing",),
    "Intangible": ("Thing",),
    "StructuredValue": ("Intangible",),
    "PropertyValue": ("StructuredValue",),
}

# property: (types that have it, what its values are)
PROPERTIES: dict[str, tuple[set[str], set[str]]] = {
    "appearance": ({"Claim"}, {"CreativeWork"}),
    "author": ({"CreativeWork"}, {"Organization", "Person"}),
    "creditText": ({"CreativeWork"}, {"Text"}),
    "dataFeedElement": ({"DataFeed"}, {"Text", "Thing"}),
    "dateModified": ({"CreativeWork"}, {"Date", "DateTime"}),
    "datePublished": ({"CreativeWork"}, {"Date", "DateTime"}),
    "description": ({"Thing"}, {"Text"}),
    "firstAppearance": ({"Claim"}, {"CreativeWork"}),
    "hasPart": ({"CreativeWork"}, {"CreativeWork"}),
    "headline": ({"CreativeWork"}, {"Text"}),
    "identifier": ({"Thing"}, {"PropertyValue", "Text", "URL"}),
    "inLanguage": ({"CreativeWork"}, {"Text"}),
    "jobTitle": ({"Person"}, {"Text"}),
    "measurementTechnique": ({"Dataset"}, {"Text", "URL"}),
    "name": ({"Thing"}, {"Text"}),
    "propertyID": ({"PropertyValue"}, {"Text", "URL"}),
    "publisher": ({"CreativeWork"}, {"Organization", "Person"}),
    "review": ({"CreativeWork"}, {"Review"}),
    "reviewAspect": ({"Review"}, {"Text"}),
    "reviewBody": ({"Review"}, {"Text"}),
    "sameAs": ({"Thing"}, {"URL"}),
    "text": ({"CreativeWork"}, {"Text"}),
    "url": ({"Thing"}, {"URL"}),
    "value": ({"PropertyValue"}, {"Text"}),
}

_DAY = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")


def find_faults(node: dict[str, Any]) -> list[str]:
    """Return what is wrong with a node and those inside it."""
    types = _read_types(node)
    faults = [f"no type {type_}" for type_ in types if type_ not in PARENTS]
    known = {name for type_ in types for name in _find_lineage(type_)}
    for name, values in node.items():
        if name.startswith("@"):
            continue
        if name not in PROPERTIES or not PROPERTIES[name][0] & known:
            faults.append(f"{'/'.join(types)} has no property {name}")
            continue
        for value in values if isinstance(values, list) else [values]:
            if not _is_one_of(value, PROPERTIES[name][1]):
                faults.append(f"{name} is not to be {value!r}")
            if isinstance(value, dict):
                faults += find_faults(value)
    return faults


def _read_types(node: dict[str, Any]) -> list[str]:
    types = node.get("@type", [])
    return [types] if isinstance(types, str) else types


def _find_lineage(type_: str) -> set[str]:
    parents = PARENTS.get(type_, ())
    return {type_}.union(*map(_find_lineage, parents))


def _is_one_of(value: Any, ranges: set[str]) -> bool:
    if isinstance(value, dict):
        return any(ranges & _find_lineage(type_) for type_ in _read_types(value))
    if not isinstance(value, str) or not value:
        return False
    if "Text" in ranges:
        return True
    if "URL" in ranges and urlsplit(value).scheme in ("http", "https"):
        return True
    return bool(ranges & {"Date", "DateTime"}) and _DAY.fullmatch(value) is not None
