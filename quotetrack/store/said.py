"""All that a speaker said, counted by the engine in one statement.

Looked up is every statement of the speaker, once: asked one by one, each of these counts would look
them all up anew, and read into Python they take longer still. What holds now only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Row,
    Select,
    SQLColumnExpression,
    String,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from quotetrack.store.current import is_current
from quotetrack.store.identities import select_said_by
from quotetrack.store.models import Alias, Article, Source, Statement, StatementSource
from quotetrack.store.statements import PLACE


class _About(StrEnum):
    """What a row counts."""

    ALL = "all"
    FIRST = "first"
    LAST = "last"
    ARTICLES = "articles"
    ALIAS = "alias"
    OFFICE = "office"
    MONTH = "month"
    SOURCE = "source"


@dataclass(slots=True)
class Said:
    """How many statements a speaker has: of which first and last, and in which articles.

    Months are "2022-12"; undated statements have none. Aliases are counted by name, and have the
    outlets that printed them and the ids that have that name; offices have their first and last
    day, None where no article has one.
    """

    statements: int = 0
    reviewed: int = 0
    first_id: int = 0
    last_id: int = 0
    article_ids: tuple[int, ...] = ()
    aliases: Counter[str] = field(default_factory=Counter)
    alias_outlets: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    alias_ids: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    offices: Counter[str] = field(default_factory=Counter)
    office_days: dict[str, tuple[date | None, date | None]] = field(default_factory=dict)
    months: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)


def count_said(session: Session, speaker_id: int) -> Said:
    """Return how many statements a person has, and of what; of nobody, none."""
    columns = (
        *(Statement.id, Statement.article_id, Statement.alias_id, Statement.role, Statement.place),
        PLACE.label("ordinal"),
        *(Article.outlet, Article.published),
    )
    query = select(*columns).join(Article, Article.id == Statement.article_id).where(is_current())
    found = select_said_by([speaker_id], query).cte("said")
    said = Said()
    for row in session.execute(union_all(*_count(found))):
        _add(said, row)
    return said


def _count(said: CTE) -> Iterator[Select[*tuple[Any, ...]]]:
    """Yield a query for each of `_About`, all with the columns of `_NOTHING`."""
    of = said.c
    yield _select(_About.ALL, said, number=func.count(of.place))
    for about, order in ((_About.FIRST, _order(said)), (_About.LAST, _order(said, last=True))):
        end = select(of.id).order_by(*order).limit(1).subquery()
        yield _select(about, end, id=end.c.id, statements=literal(1))
    articles = select(of.article_id.label("id")).distinct().subquery()
    listed = func.aggregate_strings(cast(articles.c.id, String), ",")
    yield _select(_About.ARTICLES, articles, word=listed)
    named = said.join(Alias, Alias.id == of.alias_id)
    aliases = _select(_About.ALIAS, named, id=of.alias_id, word=Alias.name, other=of.outlet)
    yield aliases.group_by(of.alias_id, Alias.name, of.outlet)
    days = {"since": func.min(of.published), "until": func.max(of.published)}
    offices = _select(_About.OFFICE, said, word=of.role, **days)
    yield offices.where(of.role.is_not(None)).group_by(of.role)
    month = func.substr(cast(of.published, String), 1, 7)
    months = _select(_About.MONTH, said, word=month).where(of.published.is_not(None))
    yield months.group_by(month)
    through = said.join(StatementSource, StatementSource.statement_id == of.id)
    through = through.join(Source, Source.id == StatementSource.source_id)
    yield _select(_About.SOURCE, through, word=Source.name).group_by(Source.name)


_NOTHING: dict[str, ColumnElement[Any]] = {
    "id": cast(null(), Integer),
    "word": cast(null(), String),
    "other": cast(null(), String),
    "since": cast(null(), Date),
    "until": cast(null(), Date),
    "statements": func.count(),
    "number": cast(null(), Integer),
}


def _select(
    about: _About, source: FromClause, **columns: SQLColumnExpression[Any]
) -> Select[*tuple[Any, ...]]:
    given: dict[str, SQLColumnExpression[Any]] = {**_NOTHING, **columns}
    filled: list[ColumnElement[Any]] = [given[name].label(name) for name in _NOTHING]
    return select(literal(about.value).label("about"), *filled).select_from(source)


def _order(said: CTE, *, last: bool = False) -> list[ColumnElement[Any]]:
    """Return the order of the statements, or that of the last ones; undated ones tell nothing."""
    of = said.c
    order = [of.published, of.article_id, of.ordinal, of.id]
    return [of.published.is_(None), *(column.desc() if last else column for column in order)]


def _add(said: Said, row: Row[*tuple[Any, ...]]) -> None:
    match _About(row.about):
        case _About.ALL:
            said.statements, said.reviewed = row.statements, row.number
        case _About.FIRST:
            said.first_id = row.id
        case _About.LAST:
            said.last_id = row.id
        case _About.ARTICLES:
            said.article_ids = tuple(map(int, row.word.split(","))) if row.word else ()
        case _About.ALIAS:
            said.aliases[row.word] += row.statements
            said.alias_outlets[row.word] |= {row.other} if row.other else set()
            said.alias_ids[row.word].add(row.id)
        case _About.OFFICE:
            said.offices[row.word] += row.statements
            said.office_days[row.word] = (row.since, row.until)
        case _About.MONTH:
            said.months[row.word] += row.statements
        case _About.SOURCE:
            said.sources[row.word] += row.statements
