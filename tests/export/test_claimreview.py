"""Claims as schema.org has them, checked against what the vocabulary allows."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from quotetrack.export.schema import Subject
from quotetrack.records import SpeakerKind, StoredClaim, StoredStatement
from tests.export.samples import BARE, CLAIM, FULL, HEAD, REVIEWED, Listed, write_report
from tests.export.schema_org import find_faults

BODY = replace(
    FULL,
    statement=replace(FULL.statement, speaker="Kementerian", kind=SpeakerKind.ORGANISATION),
)
NAMELESS = replace(BARE, mention="Seorang pejabat")


def make_claim(*statements: StoredStatement) -> StoredClaim:
    """Return a claim of these statements."""
    return StoredClaim(5, statements[0], len(statements), 1, statements)


TWICE = make_claim(FULL, replace(FULL, id=8, content="sekali lagi"), replace(FULL, article_id=9))
CONTENTS = Listed(
    said=(CLAIM, make_claim(BODY), make_claim(NAMELESS), make_claim(BARE), TWICE),
    items={4: "Q42"},
)


def write(contents: Listed = CONTENTS) -> dict[str, Any]:
    """Return the feed as it is read back."""
    data = write_report(Subject.CLAIMS, "claimreview", contents, filters={"since": "2022-12-01"})
    read: dict[str, Any] = json.loads(data)
    return read


@pytest.mark.parametrize("contents", [CONTENTS, Listed()])
def test_the_feed_keeps_the_rules_of_the_vocabulary(contents: Listed) -> None:
    feed = write(contents)
    assert feed["@context"] == "https://schema.org"
    assert find_faults(feed) == []
    assert len(feed["dataFeedElement"]) == len(contents.said)


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        ({"@type": "Organization", "jobTitle": "x"}, "Organization has no property jobTitle"),
        ({"@type": "Claim", "author": "Budi"}, "author is not to be 'Budi'"),
        ({"@type": "Claim", "url": "javascript:x"}, "url is not to be 'javascript:x'"),
        ({"@type": "Claim", "datePublished": "26 Des"}, "datePublished is not to be '26 Des'"),
        ({"@type": "Claim", "hasPart": {"@type": "Claims"}}, "no type Claims"),
        ({"@type": "Claim", "text": ""}, "text is not to be ''"),
    ],
)
def test_the_check_finds_what_is_wrong(node: dict[str, Any], fault: str) -> None:
    assert fault in find_faults(node)


def test_who_said_it() -> None:
    claim, body, nameless, bare, _ = write()["dataFeedElement"]
    assert claim["@type"] == ["Claim", "Quotation"]
    assert claim["author"] == {
        "@type": "Person",
        "name": "Mikhail Galuzin",
        "jobTitle": "Wakil Menteri Luar Negeri Rusia",
        "sameAs": "http://www.wikidata.org/entity/Q42",
    }
    assert body["author"] == {"@type": "Organization", "name": "Kementerian"}
    assert ("author" in nameless, nameless["creditText"]) == (False, "Seorang pejabat")
    assert nameless["@type"] == "Claim"
    assert not {"author", "creditText", "datePublished"} & set(bare)


def test_where_it_appeared() -> None:
    claim, *_, twice = write()["dataFeedElement"]
    first, second = claim["appearance"]
    assert claim["firstAppearance"] == first
    assert (first["url"], first["headline"]) == (FULL.url, FULL.title)
    assert first["publisher"]["name"] == FULL.outlet
    assert (claim["datePublished"], first["datePublished"]) == ("2022-12-26", "2022-12-26")
    assert second["identifier"]["value"] == REVIEWED.sha256
    # An article that prints it twice is one appearance.
    assert [len(article["hasPart"]) for article in twice["appearance"]] == [2, 1]
    assert twice["firstAppearance"]["hasPart"][1]["text"] == "sekali lagi"


def test_a_review_is_about_the_attribution_and_rates_nothing() -> None:
    feed = write()
    (review,) = feed["dataFeedElement"][0]["review"]
    assert (review["@type"], review["reviewAspect"]) == ("Review", "attribution")
    assert review["reviewBody"] == "statement 7 corrected: seen in the video"
    assert (review["author"]["name"], review["datePublished"]) == ("Rina", "2026-03-01T12:30:15Z")
    assert "review" not in feed["dataFeedElement"][1]
    assert "ating" not in json.dumps(feed)


def test_the_feed_says_what_it_is_of() -> None:
    feed = write()
    assert feed["dateModified"] == "2026-03-02T08:00:00Z"
    assert feed["identifier"]["value"] == HEAD.hash
    assert "Filters: since: 2022-12-01" in feed["description"]
    (technique,) = feed["measurementTechnique"]
    assert "runs 1 to 2: 3 articles" in technique
