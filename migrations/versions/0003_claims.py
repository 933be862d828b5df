"""Claims: the same statement by the same speaker, wherever it was printed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None

_COMMENT = "null: from before there were claims; the next ingest finds it one"


def upgrade() -> None:
    """Make the tables, and let statements point to their claim."""
    _create_claims()
    _create_claim_keys()
    # In SQL, which both databases understand: alembic would rebuild SQLite's table, and lose
    # the conditions of its other columns.
    op.execute(
        "ALTER TABLE statements ADD COLUMN claim_id INTEGER "
        "CONSTRAINT fk_statements_claim_id_claims REFERENCES claims (id)"
    )
    if op.get_context().dialect.name == "postgresql":
        op.execute(f"COMMENT ON COLUMN statements.claim_id IS '{_COMMENT}'")
    op.create_index(op.f("ix_statements_claim_id"), "statements", ["claim_id"])


def downgrade() -> None:
    """Drop the claims. The statements stay: they can be found their claims again."""
    op.drop_index(op.f("ix_statements_claim_id"), "statements")
    op.execute("ALTER TABLE statements DROP COLUMN claim_id")
    op.drop_table("claim_keys")
    op.drop_table("claims")


def _create_claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), comment="null: nobody is named"),
        sa.Column("type", sa.String(length=16), nullable=False, comment="of the fullest variant"),
        sa.Column(
            "content",
            sa.Text(),
            nullable=False,
            comment="the fullest variant as printed, by which others are compared",
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("type IN ('direct', 'indirect')", name=op.f("ck_claims_type")),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speakers.id"], name=op.f("fk_claims_speaker_id_speakers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_speaker_id"), "claims", ["speaker_id"])


def _create_claim_keys() -> None:
    op.create_table(
        "claim_keys",
        sa.Column(
            "key",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="hash of the speaker and a part of the words",
        ),
        sa.Column("claim_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_claim_keys_claim_id_claims")
        ),
        sa.PrimaryKeyConstraint("key", "claim_id", name=op.f("pk_claim_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_claim_keys_claim_id"), "claim_keys", ["claim_id"])
