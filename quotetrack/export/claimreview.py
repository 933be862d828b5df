"""Claims as schema.org JSON-LD, for what checks facts with ClaimReview.

A ClaimReview rates whether a claim is true, which nothing here does: what is written is the Claim
that a ClaimReview has as its `itemReviewed`. What people decided is about who said what, so it is a
plain Review of the aspect "attribution". One document: a DataFeed, a claim a line. A claim that is
quoted is a Quotation as well; one whose speaker has no name has what the paper calls them as
`creditText`, and no author.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from quotetrack.export.about import About, tell, tell_reader, write_moment
from quotetrack.export.file import write_text
from quotetrack.export.jsonl import dump
from quotetrack.export.linked import read_wikidata, write_list
from quotetrack.export.report import Report, Written
from quotetrack.records import SpeakerKind, StatementType, StoredClaim, StoredStatement

CONTEXT = "https://schema.org"
_LANGUAGE = "id"
_ASPECT = "attribution"

_Node = dict[str, object]


def write(report: Report, stream: BinaryIO) -> Written:
    """Write the feed, its elements as the claims come."""
    items, feed = report.contents.wikidata(), _read_feed(report.about)
    claims = (read_claim(claim, items) for claim in report.contents.claims())
    with write_text(stream) as text:
        text.write(f'{dump(feed)[:-1]},\n"dataFeedElement": ')
        count = write_list(claims, text)
        text.write("}\n")
    return Written(count)


def read_claim(claim: StoredClaim, items: Mapping[int, str]) -> _Node:
    """Return the Claim with its appearances, an article each; `items` are of Wikidata."""
    first = claim.first
    quoted = first.statement.type is StatementType.DIRECT
    appearances = list(_read_appearances(claim))
    node: _Node = {
        "@type": ["Claim", "Quotation"] if quoted else "Claim",
        "identifier": f"claim {claim.id}",
        "text": first.content,
        "inLanguage": _LANGUAGE,
        **_read_day(first),
        **_read_author(first, items),
        "firstAppearance": appearances[0],
        "appearance": appearances,
    }
    reviews = [_read_review(stored) for stored in claim.statements if stored.review is not None]
    return node | ({"review": reviews} if reviews else {})


def _read_author(stored: StoredStatement, items: Mapping[int, str]) -> _Node:
    statement = stored.statement
    if statement.speaker is None:
        return {"creditText": stored.mention} if stored.mention else {}
    if statement.kind is SpeakerKind.ORGANISATION:
        return {"author": {"@type": "Organization", "name": statement.speaker}}
    author: _Node = {"@type": "Person", "name": statement.speaker}
    if statement.role is not None:
        author["jobTitle"] = statement.role
    address = read_wikidata(stored.speaker_id, items)
    if address is not None:
        author["sameAs"] = address
    return {"author": author}


def _read_appearances(claim: StoredClaim) -> Iterator[_Node]:
    """Yield the articles in order of appearance, each with the claim in its own words."""
    articles: dict[int, list[StoredStatement]] = {}
    for stored in claim.statements:
        articles.setdefault(stored.article_id, []).append(stored)
    for printed in articles.values():
        yield _read_article(printed[0]) | {"hasPart": [_read_part(stored) for stored in printed]}


def _read_article(stored: StoredStatement) -> _Node:
    node: _Node = {
        "@type": "NewsArticle",
        "identifier": {"@type": "PropertyValue", "propertyID": "SHA-256", "value": stored.sha256},
        **_read_day(stored),
    }
    if stored.title:
        node["headline"] = stored.title
    if stored.url:
        node["url"] = stored.url
    if stored.outlet:
        node["publisher"] = {"@type": "Organization", "name": stored.outlet}
    return node


def _read_part(stored: StoredStatement) -> _Node:
    quoted = stored.statement.type is StatementType.DIRECT
    return {
        "@type": "Quotation" if quoted else "CreativeWork",
        "identifier": f"statement {stored.id}",
        "text": stored.content,
    }


def _read_day(stored: StoredStatement) -> _Node:
    return {"datePublished": stored.published.isoformat()} if stored.published else {}


def _read_review(stored: StoredStatement) -> _Node:
    review = stored.review
    assert review is not None
    note = f": {review.reason}" if review.reason else ""
    return {
        "@type": "Review",
        "reviewAspect": _ASPECT,
        "author": {"@type": "Person", "name": review.author},
        "datePublished": write_moment(review.decided_at),
        "reviewBody": f"statement {stored.id} {review.state.value}{note}",
    }


def _read_feed(about: About) -> _Node:
    return {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "name": "Claims made in Indonesian news",
        "description": "; ".join(f"{heading}: {line}" for heading, line in tell(about)),
        "inLanguage": _LANGUAGE,
        "dateModified": about.moment,
        "measurementTechnique": [tell_reader(read_by) for read_by in about.read_by],
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "audit head",
            "value": about.head.hash,
        },
    }
