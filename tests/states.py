"""What a database holds, in a form in which two can be compared.

Not compared are moments (only whether there is one); ids (a row is known by its place among its
table's, in the order in which they were added: what was undone leaves gaps on PostgreSQL), also
where they are part of a key or of a name such as "Budi (article 7)"; keys of claims, which are
made of ids; runs, and which run a reading is of (a killed run stays, not ended); events, but for
how many there are of each kind that is not about a run.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, Connection, select, text
from sqlalchemy import create_engine as make_engine

from quotetrack.store.models import Base, UtcDateTime

State = dict[str, list[tuple[Any, ...]]]

_APART = {"runs", "events"}
_LEFT_OUT = {("readings", "run_id"), ("claim_keys", "key")}
_ARTICLE = re.compile(r"\barticle \d+\b")
_FOUND = (
    "SELECT articles.sha256, statements.*, speakers.name, aliases.name, sources.name,"
    " statement_parts.start_char, statement_parts.end_char, statement_sources.start_char"
    " FROM articles"
    " LEFT JOIN readings ON readings.article_id = articles.id AND readings.superseded_at IS NULL"
    " LEFT JOIN statements ON statements.reading_id = readings.id"
    " LEFT JOIN speakers ON speakers.id = statements.speaker_id"
    " LEFT JOIN aliases ON aliases.id = statements.alias_id"
    " LEFT JOIN statement_parts ON statement_parts.statement_id = statements.id"
    " LEFT JOIN statement_sources ON statement_sources.statement_id = statements.id"
    " LEFT JOIN sources ON sources.id = statement_sources.source_id"
    " ORDER BY articles.sha256, statements.ordinal, statement_parts.ordinal",
    "SELECT articles.sha256, mismatches.*"
    " FROM mismatches JOIN readings ON readings.id = mismatches.reading_id"
    " JOIN articles ON articles.id = readings.article_id WHERE readings.superseded_at IS NULL"
    " ORDER BY articles.sha256, mismatches.ordinal",
)


def read_state(url: str) -> State:
    """Return the rows of every table, fit to be compared."""
    with _connected(url) as connection:
        return _read_tables(connection)


def read_articles_found(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return what the current reading of each article found, by the article's hash."""
    with _connected(url) as connection:
        return _read_found(connection)


def find_difference(expected: State, found: State) -> str | None:
    """Return what is the first difference; None if there is none."""
    for table, rows in expected.items():
        others = found[table]
        if rows != others:
            missing, added = (Counter(rows) - Counter(others)), (Counter(others) - Counter(rows))
            shown = f"missing {list(missing)[:3]}, added {list(added)[:3]}"
            return f"{table} has {len(others)} rows instead of {len(rows)}: {shown}"
    return None


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = make_engine(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _read_found(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    found: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for query in _FOUND:
        result = connection.execute(text(query))
        # what is an id, or made of one, differs from one database to the next
        kept = [
            place
            for place, name in enumerate(result.keys())
            if name not in {"id", "key"} and not name.endswith("_id")
        ]
        for row in result:
            found[row[0]].append(tuple(row[place] for place in kept))
    return dict(found)


def _read_tables(connection: Connection) -> State:
    ranks: dict[str, dict[Any, int]] = {}
    for table in Base.metadata.sorted_tables:
        if "id" in table.columns:
            ids = connection.scalars(select(table.columns.id).order_by(table.columns.id))
            ranks[table.name] = {id_: rank for rank, id_ in enumerate(ids)}
    state: State = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in _APART:
            columns = [c for c in table.columns if (table.name, c.name) not in _LEFT_OUT]
            rows = connection.execute(select(*columns))
            made = [tuple(map(lambda c, v: _plain(c, v, ranks), columns, row)) for row in rows]
            state[table.name] = sorted(made, key=repr)
    kinds = text("SELECT kind, count(*) FROM events WHERE about <> 'run' GROUP BY kind")
    state["events"] = sorted(tuple(row) for row in connection.execute(kinds))
    return state


def _plain(column: Column[Any], value: Any, ranks: dict[str, dict[Any, int]]) -> Any:
    if value is None:
        return None
    if isinstance(column.type, UtcDateTime):
        return True
    if column.name == "id":
        return ranks[column.table.name][value]
    if (column.table.name, column.name) == ("search_entries", "article_id"):  # no foreign key
        return ranks["articles"][value]
    for key in column.foreign_keys:
        return ranks[key.column.table.name][value]
    if column.name == "key":
        return re.sub(r"\d+", "#", value)
    return _ARTICLE.sub("article #", value) if isinstance(value, str) else value
