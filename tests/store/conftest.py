"""Every store test runs on both engines: `database` is of the one, then of the other."""

from __future__ import annotations

import pytest

from quotetrack.store.runs import start_run
from quotetrack.store.session import Database
from tests.store.examples import SETTINGS


@pytest.fixture
def run_id(database: Database) -> int:
    """A run that has begun."""
    with database.session() as session:
        return start_run(session, SETTINGS)
