"""The migrations make the tables of the models, and can be undone with rows in them."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, Engine, inspect

from quotetrack.store.engine import create_engine, read_url
from quotetrack.store.models import Base
from quotetrack.store.readings import save_reading
from quotetrack.store.runs import start_run
from quotetrack.store.schema import check_database, head_revision, make_config, upgrade_schema
from quotetrack.store.search_index import is_compared
from quotetrack.store.session import open_database
from tests.store.examples import GALUZIN, SETTINGS

CHECKOUT = Path(__file__).parents[2]


def _checks_of_models(table: str) -> dict[str, str]:
    return {
        str(constraint.name): _plain(str(constraint.sqltext))
        for constraint in Base.metadata.tables[table].constraints
        if isinstance(constraint, CheckConstraint)
    }


def _plain(condition: str) -> str:
    return re.sub(r"\s+", " ", condition)


def _upgraded(url: str) -> Engine:
    upgrade_schema(url)
    return create_engine(read_url(url))


def test_no_drift(empty_url: str) -> None:
    engine = _upgraded(empty_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_compared})
        assert compare_metadata(context, Base.metadata) == []
        for table in Base.metadata.tables:  # alembic does not compare these
            found = inspect(connection).get_check_constraints(table)
            wanted = _checks_of_models(table)
            assert {check["name"] for check in found} == set(wanted)
            if connection.dialect.name == "sqlite":  # PostgreSQL words them anew
                assert {check["name"]: _plain(check["sqltext"]) for check in found} == wanted
    engine.dispose()


def test_down_and_up_with_rows(empty_url: str) -> None:
    engine = _upgraded(empty_url)
    with open_database(empty_url) as database, database.session() as session:
        save_reading(session, start_run(session, SETTINGS), GALUZIN)
    with engine.begin() as connection:
        command.downgrade(make_config(connection), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()
    assert upgrade_schema(empty_url) == (None, head_revision())
    assert check_database(empty_url) == []


def test_a_developer_can_use_alembic_in_the_checkout(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUOTETRACK_DATABASE_URL", empty_url)
    shown, printed = StringIO(), StringIO()
    config = Config(toml_file=CHECKOUT / "pyproject.toml", stdout=shown, output_buffer=printed)
    command.upgrade(config, "head")
    command.current(config)
    assert shown.getvalue().startswith(head_revision())
    assert check_database(empty_url) == []
    command.upgrade(config, "head", sql=True)
    assert "CREATE TABLE statements" in printed.getvalue()
