"""A proposal's number is never given again; what one person said in one article has an index.

On SQLite the number of a proposal that was the last and went was given to the next one: somebody
with the list before them would have merged others than they meant. PostgreSQL never does that.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | None = None
depends_on: str | None = None

_COLUMNS = "id, first_id, second_id, score, evidence, state, proposed_at"


def upgrade() -> None:
    """Widen the index of articles' statements, and number proposals anew from the last on."""
    op.create_index(
        op.f("ix_statements_article_id_speaker_id"), "statements", ["article_id", "speaker_id"]
    )
    op.drop_index(op.f("ix_statements_article_id"), "statements")
    if op.get_context().dialect.name == "sqlite":
        _rebuild_proposals()


def downgrade() -> None:
    """Narrow the index again; numbers that are not given again hurt no former version."""
    op.create_index(op.f("ix_statements_article_id"), "statements", ["article_id"])
    op.drop_index(op.f("ix_statements_article_id_speaker_id"), "statements")


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
