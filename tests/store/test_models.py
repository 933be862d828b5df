"""What the tables keep by themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from quotetrack.store.models import Article, Base, Reading, UtcDateTime
from quotetrack.store.session import Database

JAKARTA = timezone(timedelta(hours=7))
NOON = datetime(2022, 12, 25, 12, tzinfo=UTC)
ARTICLE = {"sha256": "a" * 64, "text": "x", "body_start": 0, "ingested_at": NOON}


def test_moments_are_utc(database: Database) -> None:
    with database.session() as session:
        row = ARTICLE | {"ingested_at": NOON.astimezone(JAKARTA)}
        session.connection().execute(insert(Article), row)
        found = session.scalars(select(Article.ingested_at)).one()
    assert found == NOON
    assert found.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with database.session() as session, pytest.raises(ValueError, match="no time zone"):
        UtcDateTime().process_bind_param(datetime(2022, 12, 25), session.connection().dialect)


def test_an_article_has_one_current_reading(database: Database, run_id: int) -> None:
    two = [{"run_id": run_id, "article_id": 1, "read_at": NOON}] * 2
    with database.session() as session:
        session.connection().execute(insert(Article), ARTICLE)
    with pytest.raises(IntegrityError), database.session() as session:
        session.connection().execute(insert(Reading), two)


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=str)
def test_every_foreign_key_leads_an_index(table: object) -> None:
    table = Base.metadata.tables[str(table)]
    leading = {next(iter(index.columns)).name for index in table.indexes}
    for constraint in table.constraints:
        columns = list(getattr(constraint, "columns", []))
        if columns and constraint.__class__.__name__ in (
            "UniqueConstraint",
            "PrimaryKeyConstraint",
        ):
            leading.add(columns[0].name)
    assert {column.name for column in table.columns if column.foreign_keys} <= leading


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=str)
def test_every_constraint_has_a_name(table: object) -> None:
    table = Base.metadata.tables[str(table)]
    assert all(constraint.name for constraint in table.constraints)
