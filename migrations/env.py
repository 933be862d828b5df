"""How alembic runs the revisions: on the connection that the program hands over, or on its own.

`alembic revision --autogenerate` in the checkout uses the database of QUOTETRACK_DATABASE_URL.
"""

from __future__ import annotations

from typing import Literal

from alembic import context
from sqlalchemy import Connection

from quotetrack.settings import Settings
from quotetrack.store.engine import create_engine, read_url
from quotetrack.store.models import Base, UtcDateTime
from quotetrack.store.search_index import is_compared


def render_item(kind: str, item: object, context_: object) -> str | Literal[False]:
    """Return how a revision spells a type of ours, so that it needs no code of today."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run_migrations(connection: Connection) -> None:
    """Run the wanted revisions in the connection's transaction, or in one of their own."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
        render_item=render_item,
        include_name=is_compared,
    )
    with context.begin_transaction():
        context.run_migrations()


handed_over: Connection | None = context.config.attributes.get("connection")
url = read_url(Settings.from_environment().database_url)
if handed_over is not None:
    run_migrations(handed_over)
elif context.is_offline_mode():
    context.configure(dialect_name=url.get_backend_name(), target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()
else:
    engine = create_engine(url)
    with engine.connect() as own:
        run_migrations(own)
    engine.dispose()
