"""What people decide about statements and aliases: kept beside what the program found.

A confirmed or corrected statement is a row of its own; `listed` tells which rows the lists show.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | None = None
depends_on: str | None = None

_KEPT = "id, subject, key, state, author, reason, decided_at, superseded_at"
_OLD_SUBJECTS = "'mismatch', 'merge'"
_OLD_STATES = "'open', 'confirmed', 'dismissed'"
_MADE = "SELECT id FROM statements WHERE place IS NOT NULL"
_COMMENTS = {
    "listed": "follows from readings and reviews: this is what lists show",
    "root_id": "the statement under which reviews of it are kept",
    "place": "null: found by the program; made by a review: the ordinal of what it stands for",
}
_ORDINAL = "place among the reading's statements, from 0"
_KEY = "of what is reviewed, the same in every run"


def upgrade() -> None:
    """Widen reviews, and let statements be listed or not, as readings have it so far."""
    _rebuild_reviews(
        f"{_OLD_SUBJECTS}, 'statement', 'alias'",
        f"{_OLD_STATES}, 'corrected'",
        _KEY,
        _review_columns(),
    )
    for column in ("statement_id", "made_id", "cause_id"):
        op.create_index(op.f(f"ix_reviews_{column}"), "reviews", [column])
    # In SQL, for the reason that 0003 gives.
    true = "true" if _is_postgresql() else "1"
    for column in (
        f"listed BOOLEAN DEFAULT {true} NOT NULL",
        "root_id INTEGER CONSTRAINT fk_statements_root_id_statements REFERENCES statements (id)",
        "place INTEGER",
    ):
        op.execute(f"ALTER TABLE statements ADD COLUMN {column}")
    op.execute(
        f"UPDATE statements SET listed = NOT {true} WHERE reading_id IN "
        "(SELECT id FROM readings WHERE superseded_at IS NOT NULL)"
    )
    _create_indexes()
    _count_printed()
    if _is_postgresql():
        for name, comment in _COMMENTS.items():
            op.execute(f"COMMENT ON COLUMN statements.{name} IS '{_quoted(comment)}'")
        _comment_on_ordinal(f"{_ORDINAL}; below 0: made by a review")
        op.execute("COMMENT ON COLUMN claims.printed IS 'how many listed statements are of it'")


def downgrade() -> None:
    """Drop what was decided about statements and aliases; the program's statements stay.

    The log of events goes on telling of it, so that an audit names it as removed.
    """
    op.drop_index(op.f("ix_claims_printed"), "claims")
    op.execute("ALTER TABLE claims DROP COLUMN printed")
    for name in ("root_id", "doubtful", "doubtful_speaker"):
        op.drop_index(op.f(f"ix_statements_{name}"), "statements")
    for column in ("statement_id", "made_id", "cause_id"):
        op.drop_index(op.f(f"ix_reviews_{column}"), "reviews")
    op.execute("DELETE FROM reviews WHERE subject IN ('statement', 'alias')")
    _rebuild_reviews(_OLD_SUBJECTS, _OLD_STATES, "of the mismatch or the merge")
    for table in ("statement_parts", "statement_sources"):
        op.execute(f"DELETE FROM {table} WHERE statement_id IN ({_MADE})")
    op.execute("DELETE FROM statements WHERE place IS NOT NULL")
    for name in _COMMENTS:
        op.execute(f"ALTER TABLE statements DROP COLUMN {name}")
    if _is_postgresql():
        _comment_on_ordinal(_ORDINAL)


def _is_postgresql() -> bool:
    return op.get_context().dialect.name == "postgresql"


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def _comment_on_ordinal(comment: str) -> None:
    op.execute(f"COMMENT ON COLUMN statements.ordinal IS '{_quoted(comment)}'")


def _create_indexes() -> None:
    matched = sa.text("root_id IS NOT NULL")
    op.create_index(
        op.f("ix_statements_root_id"),
        "statements",
        ["root_id"],
        sqlite_where=matched,
        postgresql_where=matched,
    )
    for name, columns, more in (
        ("doubtful", ["confidence"], " AND speaker_id IS NOT NULL"),
        ("doubtful_speaker", ["speaker_id", "confidence"], ""),
    ):
        op.create_index(
            op.f(f"ix_statements_{name}"),
            "statements",
            columns,
            sqlite_where=sa.text(f"listed = 1 AND place IS NULL{more}"),
            postgresql_where=sa.text(f"listed AND place IS NULL{more}"),
        )


def _count_printed() -> None:
    op.execute("ALTER TABLE claims ADD COLUMN printed INTEGER DEFAULT 0 NOT NULL")
    op.execute(
        "UPDATE claims SET printed = "
        "(SELECT count(*) FROM statements WHERE claim_id = claims.id AND listed)"
    )
    op.create_index(op.f("ix_claims_printed"), "claims", ["printed"])


def _review_columns() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column(
            "statement_id",
            sa.Integer(),
            comment="of a statement: the one under which its reviews are kept",
        ),
        sa.Column(
            "made_id",
            sa.Integer(),
            comment="the statement as it was confirmed or corrected; null: there is none",
        ),
        sa.Column("cause_id", sa.Integer(), comment="the review of an alias that this one follows"),
        sa.Column("correction", sa.Text(), comment="JSON: what was put in place of what"),
        sa.ForeignKeyConstraint(
            ["cause_id"], ["reviews.id"], name=op.f("fk_reviews_cause_id_reviews")
        ),
    )


def _rebuild_reviews(
    subjects: str, states: str, key: str, columns: tuple[sa.schema.SchemaItem, ...] = ()
) -> None:
    # A condition of a column cannot be altered in SQLite.
    op.execute(f"CREATE TABLE old_reviews AS SELECT {_KEPT} FROM reviews")
    op.drop_table("reviews")
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment=key),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("author", sa.Text(), nullable=False, comment="who decided"),
        sa.Column("reason", sa.Text(), comment="why"),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), comment="null: this holds"),
        *columns,
        sa.CheckConstraint(f"subject IN ({subjects})", name=op.f("ck_reviews_subject")),
        sa.CheckConstraint(f"state IN ({states})", name=op.f("ck_reviews_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    op.execute(f"INSERT INTO reviews ({_KEPT}) SELECT {_KEPT} FROM old_reviews")
    op.drop_table("old_reviews")
    current = sa.text("superseded_at IS NULL")
    op.create_index(
        "uq_reviews_current",
        "reviews",
        ["subject", "key"],
        unique=True,
        sqlite_where=current,
        postgresql_where=current,
    )
    if _is_postgresql():
        op.execute(
            "SELECT setval(pg_get_serial_sequence('reviews', 'id'), "
            "(SELECT coalesce(max(id), 0) + 1 FROM reviews), false)"
        )
