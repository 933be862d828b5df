"""What lists and searches look up has an index; a proposal's number is never given again.

A search entry holds all that a search filters and sorts by. On SQLite the number of a proposal that
was the last and went was given to the next one: somebody with the list before them would have
merged others than they meant. PostgreSQL never does that.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | None = None
depends_on: str | None = None

_ADDED = {"article_id": "INTEGER", "type": "VARCHAR(16)"}
_UPDATED = "CREATE TRIGGER search_entries_update AFTER UPDATE OF {} ON search_entries BEGIN {}; END"
# As in 0007.
_TAKE_OUT = (
    "INSERT INTO search_index (search_index, rowid, words, stems) "
    "VALUES ('delete', OLD.statement_id, OLD.words, OLD.stems)"
)
_ADD = (
    "INSERT INTO search_index (rowid, words, stems) VALUES (NEW.statement_id, NEW.words, NEW.stems)"
)
_COLUMNS = "id, first_id, second_id, score, evidence, state, proposed_at"


def upgrade() -> None:
    """Widen the index of articles' statements and the search entries; rebuild the proposals."""
    op.create_index(
        op.f("ix_statements_article_id_speaker_id"), "statements", ["article_id", "speaker_id"]
    )
    op.drop_index(op.f("ix_statements_article_id"), "statements")
    _widen_search_entries()
    if op.get_context().dialect.name == "sqlite":
        _rebuild_proposals()


def downgrade() -> None:
    """Narrow the index again; numbers that are not given again hurt no former version."""
    op.create_index(op.f("ix_statements_article_id"), "statements", ["article_id"])
    op.drop_index(op.f("ix_statements_article_id_speaker_id"), "statements")
    op.drop_index(op.f("ix_search_entries_published_statement_id"), "search_entries")
    for column in _ADDED:
        op.execute(f"ALTER TABLE search_entries DROP COLUMN {column}")


def _widen_search_entries() -> None:
    is_postgresql = op.get_context().dialect.name == "postgresql"
    if not is_postgresql:
        # The index of words has nothing to do with what is added.
        op.execute("DROP TRIGGER search_entries_update")
    for column, kind in _ADDED.items():
        # SQLite adds a column that is not null only with a default; rows are written whole.
        op.execute(f"ALTER TABLE search_entries ADD COLUMN {column} {kind} DEFAULT 0 NOT NULL")
    same = ", ".join(
        f"{column} = (SELECT {column} FROM statements WHERE id = statement_id)" for column in _ADDED
    )
    op.execute(f"UPDATE search_entries SET {same}")
    op.create_index(
        op.f("ix_search_entries_published_statement_id"),
        "search_entries",
        ["published", "statement_id"],
    )
    if is_postgresql:
        for column in _ADDED:
            op.execute(f"COMMENT ON COLUMN search_entries.{column} IS 'the statement''s'")
        # How many words PostgreSQL knows the frequency of: ten times as many. Of any other it
        # thinks that it is found near the start, and reads all entries to find it once.
        op.execute("ALTER INDEX search_index ALTER COLUMN 1 SET STATISTICS 1000")
    else:
        op.execute(_UPDATED.format("words, stems", f"{_TAKE_OUT}; {_ADD}"))


def _rebuild_proposals() -> None:
    # AUTOINCREMENT cannot be added to a table of SQLite.
    op.execute(f"CREATE TABLE old_proposals AS SELECT {_COLUMNS} FROM proposals")
    op.drop_table("proposals")
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False, comment="one sentence"),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'confirmed', 'dismissed')", name=op.f("ck_proposals_state")
        ),
        sa.CheckConstraint("score >= 0 AND score <= 1", name=op.f("ck_proposals_score")),
        sa.ForeignKeyConstraint(
            ["first_id"], ["speakers.id"], name=op.f("fk_proposals_first_id_speakers")
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["speakers.id"], name=op.f("fk_proposals_second_id_speakers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_proposals_first_id_second_id")),
        sqlite_autoincrement=True,
    )
    op.execute(f"INSERT INTO proposals ({_COLUMNS}) SELECT {_COLUMNS} FROM old_proposals")
    op.drop_table("old_proposals")
    op.create_index(op.f("ix_proposals_second_id"), "proposals", ["second_id"])
