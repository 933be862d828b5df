"""A speaker's profile as `speakers show` prints it: for people, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from quotetrack.cli.listing import read_article_cell
from quotetrack.cli.output import Column
from quotetrack.records import SpeakerProfile, StoredStatement, Term

COLUMNS = (
    Column("What", width=12, style="dim"),
    Column("Is", ratio=3, style="bold"),
    Column("More", ratio=4),
)

Row = tuple[str, str, str]


def read_cells(profile: SpeakerProfile) -> Iterator[Row]:
    """Yield the profile as rows of COLUMNS."""
    speaker = profile.speaker
    counts = f"{speaker.statements} statements, {speaker.articles} articles"
    yield speaker.kind.value, speaker.name, counts
    for alias in profile.aliases:
        numbers = ", ".join(map(str, alias.ids))
        printed = f"{alias.statements} times: {', '.join(alias.outlets) or '-'}"
        yield f"alias {numbers}", alias.name, printed
    for term in profile.offices:
        yield "office", term.office, _show_days(term)
    for term in profile.terms:
        yield "registry", term.printed, _show_days(term)
    for what, quote in (("first", profile.first), ("last", profile.last)):
        day = quote.published.isoformat() if quote.published else "undated"
        yield what, quote.content, f"{day} {read_article_cell(quote)}"
    for name, count in profile.sources:
        yield "source", name, f"{count} times"
    for mismatch in profile.mismatches:
        yield "mismatch", " / ".join(mismatch.mismatch.names), mismatch.mismatch.evidence
    for name, evidence in profile.doubts:
        yield "perhaps", name, evidence


def read_row(profile: SpeakerProfile) -> dict[str, object]:
    """Return the profile as one JSON object."""
    speaker = profile.speaker
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind.value,
        "statements": speaker.statements,
        "articles": speaker.articles,
        "aliases": [
            {
                "ids": list(a.ids),
                "name": a.name,
                "statements": a.statements,
                "outlets": list(a.outlets),
            }
            for a in profile.aliases
        ],
        "offices": [_read_term(term) for term in profile.offices],
        "registry": [_read_term(term) for term in profile.terms],
        "first": _read_quote(profile.first),
        "last": _read_quote(profile.last),
        "sources": [{"name": name, "statements": count} for name, count in profile.sources],
        "mismatches": [
            {
                "kind": m.mismatch.kind.value,
                "names": list(m.mismatch.names),
                "evidence": m.mismatch.evidence,
                "state": m.state,
                "article_ids": [m.first.article_key, m.second.article_key],
            }
            for m in profile.mismatches
        ],
        "perhaps": [{"name": name, "evidence": why} for name, why in profile.doubts],
    }


def _show_days(term: Term) -> str:
    if not term.since:
        return ""
    return f"{term.since} to {term.until or 'now'}"


def _read_term(term: Term) -> dict[str, str | None]:
    return {
        "office": term.printed,
        "from": term.since.isoformat() if term.since else None,
        "to": term.until.isoformat() if term.until else None,
    }


def _read_quote(quote: StoredStatement) -> dict[str, object]:
    return {
        "content": quote.content,
        "published": quote.published.isoformat() if quote.published else None,
        "outlet": quote.outlet,
        "article_id": quote.article_key,
    }
