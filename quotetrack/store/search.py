"""Statements by their words: the index of `search_index.py`, asked.

What a word is, and what a query asks for, is decided in `quotetrack/search.py`; here both engines
are asked for the same tokens.
"""

from __future__ import annotations

from collections.abc import Generator

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    column,
    literal,
    not_,
    select,
    table,
    text,
)
from sqlalchemy.orm import Session

from quotetrack.records import QuoteFilter, StoredStatement
from quotetrack.search import Query, Term
from quotetrack.store.identities import select_said_by
from quotetrack.store.models import Article, SearchEntry
from quotetrack.store.statements import find_statements, is_of_outlet

_PAGE = 500  # statements fetched or indexed at a time

_FTS5 = table("search_index", column("rowid"))
# To the letter as the migration indexes it.
_GIN = "array_to_tsvector(string_to_array(btrim(words || ' ' || stems), ' '))"


def search_statements(
    session: Session, query: Query, wanted: QuoteFilter, limit: int | None = None
) -> Generator[StoredStatement]:
    """Yield the statements that fit query and filter, or the first few.

    By day, undated ones last, then as they were read. Streams, so do not commit while it runs.
    """
    ids = _select_fitting(session, query, wanted).limit(limit)
    # First which, then all about them: few of those that have a common word are shown.
    with session.execute(ids, execution_options={"yield_per": _PAGE}) as result:
        for page in result.scalars().partitions():
            found = find_statements(session, page)
            yield from (found[id_] for id_ in page if id_ in found)


def _select_fitting(session: Session, query: Query, wanted: QuoteFilter) -> Select[int]:
    """Return the query for the ids of the statements that fit, in order."""
    conditions = [*has_words(session, query), *fits(session, wanted)]
    ids = select(SearchEntry.statement_id).where(*conditions)
    return ids.order_by(SearchEntry.published.nulls_last(), SearchEntry.statement_id)


def has_words(session: Session, query: Query) -> list[ColumnElement[bool]]:
    """Return the conditions that an entry has what a query asks for, for the index to answer."""
    return [_has_tokens(session.connection(), query), *_list_phrases(query)]


def shows_words(query: Query) -> list[ColumnElement[bool]]:
    """Return the same conditions, for a look at each of some entries without the index."""
    wanted = [_shows(token) for term in query.wanted for token in _list_tokens(term, " {}", "*")]
    unwanted = [not_(_shows(token)) for token in _list_unwanted(query, " {}", "*")]
    return [*wanted, *unwanted, *_list_phrases(query)]


def _shows(token: str) -> ColumnElement[bool]:
    entry = literal(" ") + SearchEntry.words + " " + SearchEntry.stems + " "
    sought = token.removesuffix("*") if token.endswith("*") else f"{token} "
    return entry.contains(sought, autoescape=True)


def _list_phrases(query: Query) -> list[ColumnElement[bool]]:
    phrases = [_is_printed(term) for term in query.wanted if term.as_printed]
    return [*phrases, *(not_(_is_printed(term)) for term in query.unwanted if term.as_printed)]


def fits(session: Session, wanted: QuoteFilter) -> list[ColumnElement[bool]]:
    """Return the conditions that the statement of an entry fits a filter."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.since is not None:
        conditions.append(SearchEntry.published >= wanted.since)
    if wanted.until is not None:
        conditions.append(SearchEntry.published <= wanted.until)
    if wanted.speaker_ids is not None:
        said = select_said_by(wanted.speaker_ids)
        conditions.append(SearchEntry.statement_id.in_(said))
    if wanted.type is not None:
        conditions.append(SearchEntry.type == wanted.type.value)
    if wanted.outlet is not None:
        articles = select(Article.id).where(is_of_outlet(session, wanted.outlet))
        conditions.append(SearchEntry.article_id.in_(articles))
    return conditions


def _has_tokens(connection: Connection, query: Query) -> ColumnElement[bool]:
    """Return the condition that the index answers."""
    if connection.dialect.name == "postgresql":
        match = text(f"{_GIN} @@ CAST(:match AS tsquery)").bindparams(match=_write_tsquery(query))
        return and_(match)
    match = text("search_index MATCH :match").bindparams(match=_write_fts5(query))
    return SearchEntry.statement_id.in_(select(_FTS5.c.rowid).where(match))


def _is_printed(term: Term) -> ColumnElement[bool]:
    """Return whether the words of a term stand side by side."""
    words = f" {' '.join(term.tokens)}{'' if term.is_prefix else ' '}"
    return (literal(" ") + SearchEntry.words + " ").contains(words, autoescape=True)


def _write_tsquery(query: Query) -> str:
    wanted = [token for term in query.wanted for token in _list_tokens(term, "'{}'", ":*")]
    return " & ".join([*wanted, *(f"!{token}" for token in _list_unwanted(query, "'{}'", ":*"))])


def _write_fts5(query: Query) -> str:
    wanted = [token for term in query.wanted for token in _list_tokens(term, '"{}"', " *")]
    # One after the other: FTS5 takes NOT between two expressions only.
    return " NOT ".join([f"({' AND '.join(wanted)})", *_list_unwanted(query, '"{}"', " *")])


def _list_tokens(term: Term, token: str, prefix: str) -> list[str]:
    """Return the tokens of a term as an engine writes them; they hold letters and digits only."""
    written = [token.format(word) for word in term.tokens]
    return [*written[:-1], written[-1] + (prefix if term.is_prefix else "")]


def _list_unwanted(query: Query, token: str, prefix: str) -> list[str]:
    # One that has all words of a phrase may have them elsewhere: that is asked of its words.
    return [
        written
        for term in query.unwanted
        if not term.as_printed
        for written in _list_tokens(term, token, prefix)
    ]
