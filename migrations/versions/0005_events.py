"""The log of events, and triggers that let nobody alter it, or the text of an article.

Such a text may go, to nothing, only after an event that says so (kind `article forgotten`). What
was in the database before is recorded by the program once all revisions have run.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | None = None
depends_on: str | None = None

_EVENT = "an event is for good: quotetrack only adds to the log"
_ARTICLE = "an article stays as it came in: only 'article forgotten' in the log lets its text go"

# True where nothing but what a legal request may concern goes, and the log says that it does.
_FORGOTTEN = """
    NEW.text = '' AND NEW.id = OLD.id AND NEW.sha256 = OLD.sha256
    AND NEW.ingested_at = OLD.ingested_at
    AND (NEW.title IS NULL OR NEW.title = OLD.title)
    AND (NEW.url IS NULL OR NEW.url = OLD.url)
    AND (NEW.external_id IS NULL OR NEW.external_id = OLD.external_id)
    AND (NEW.origin IS NULL OR NEW.origin = OLD.origin)
    AND (NEW.outlet IS NULL OR NEW.outlet = OLD.outlet)
    AND (NEW.published IS NULL OR NEW.published = OLD.published)
    AND EXISTS (
        SELECT 1 FROM events
        WHERE about = 'article' AND about_id = OLD.id AND kind = 'article forgotten'
    )
"""


def upgrade() -> None:
    """Make the table and its triggers, and those of the articles."""
    _create_events()
    if op.get_context().dialect.name == "postgresql":
        _guard_postgresql()
    else:
        _guard_sqlite()


def downgrade() -> None:
    """Drop the triggers and the log, with what it holds."""
    if op.get_context().dialect.name == "postgresql":
        for table in ("articles", "events"):
            for name in ("rows", "all"):
                op.execute(f"DROP TRIGGER {table}_guard_{name} ON {table}")
        op.execute("DROP FUNCTION quotetrack_guard_article()")
        op.execute("DROP FUNCTION quotetrack_guard()")
    else:
        for table in ("articles", "events"):
            for name in ("update", "delete", "insert"):
                op.execute(f"DROP TRIGGER {table}_guard_{name}")
    op.drop_table("events")


def _create_events() -> None:
    op.create_table(
        "events",
        sa.Column(
            "id", sa.Integer(), autoincrement=False, nullable=False, comment="from 1, without gaps"
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False, comment="what happened"),
        sa.Column("author", sa.Text(), nullable=False, comment="the program's version, or a name"),
        sa.Column("about", sa.String(length=16), nullable=False, comment="article, reading, run …"),
        sa.Column("about_id", sa.Integer(), comment="its id; null: all of them"),
        sa.Column("payload", sa.Text(), nullable=False, comment="JSON, to the letter as hashed"),
        sa.Column(
            "previous", sa.String(length=64), nullable=False, comment="hash of the event before"
        ),
        sa.Column(
            "hash",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of the event as JSON, which holds `previous`",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_about_about_id"), "events", ["about", "about_id"])


def _guard_sqlite() -> None:
    for table, message in (("events", _EVENT), ("articles", _ARTICLE)):
        refuse = f"BEGIN SELECT RAISE(ABORT, '{_quoted(message)}'); END"
        unless = f"WHEN NOT ({_FORGOTTEN}) " if table == "articles" else ""
        op.execute(f"CREATE TRIGGER {table}_guard_update BEFORE UPDATE ON {table} {unless}{refuse}")
        op.execute(f"CREATE TRIGGER {table}_guard_delete BEFORE DELETE ON {table} {refuse}")
        # REPLACE deletes without asking the trigger above.
        same = "id = NEW.id" + (" OR sha256 = NEW.sha256" if table == "articles" else "")
        op.execute(
            f"CREATE TRIGGER {table}_guard_insert BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {refuse}"
        )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION quotetrack_guard() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], "
        "ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE FUNCTION quotetrack_guard_article() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF TG_OP = 'UPDATE' THEN IF {_FORGOTTEN} THEN RETURN NEW; END IF; END IF; "
        "RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], "
        "ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table, guard, message in (
        ("events", "quotetrack_guard", _EVENT),
        ("articles", "quotetrack_guard_article", _ARTICLE),
    ):
        op.execute(
            f"CREATE TRIGGER {table}_guard_rows BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {guard}('{_quoted(message)}')"
        )
        op.execute(
            f"CREATE TRIGGER {table}_guard_all BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION quotetrack_guard('{_quoted(message)}')"
        )


def _quoted(message: str) -> str:
    return message.replace("'", "''")
