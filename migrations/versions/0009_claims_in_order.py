"""Claims are listed by an index that has the whole order of the list.

Nearly all claims are printed once: PostgreSQL read and sorted all of them for each page.
"""

from __future__ import annotations

from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Put an index with the ids in the place of the one without."""
    op.create_index(op.f("ix_claims_printed_id"), "claims", ["printed", "id"])
    op.drop_index(op.f("ix_claims_printed"), "claims")


def downgrade() -> None:
    """Put the one without in its place."""
    op.create_index(op.f("ix_claims_printed"), "claims", ["printed"])
    op.drop_index(op.f("ix_claims_printed_id"), "claims")
