"""Mismatches across articles, and what people decide about mismatches and merges.

What is decided belongs to the names that contradict each other, not to the row that one run made
of them, so that it holds for the next run as well.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None

_OLD_KINDS = "'spelling', 'different_name'"
_KINDS = f"{_OLD_KINDS}, 'office', 'attribution', 'unnamed'"
_STATES = "'open', 'confirmed', 'dismissed'"
_KEPT = (
    "id, reading_id, article_id, ordinal, kind, first_name, first_start, first_end, second_name, "
    "second_start, second_end, score, evidence"
)
# The names sorted, so that it does not matter which was printed first.
_KEY = (
    "'article|' || article_id || '|' || CASE WHEN lower(first_name) < lower(second_name) "
    "THEN lower(first_name) || '|' || lower(second_name) "
    "ELSE lower(second_name) || '|' || lower(first_name) END"
)


def upgrade() -> None:
    """Make the tables; the next ingest finds claims anew, under keys that hold no speaker."""
    _create_reviews()
    _set_aside("mismatches")
    _create_mismatches(_KINDS, *_new_columns())
    op.create_index(op.f("ix_mismatches_key"), "mismatches", ["key"])
    op.create_index(op.f("ix_mismatches_second_article_id"), "mismatches", ["second_article_id"])
    _take_back("second_article_id, key, known", f"article_id, {_KEY}, false")
    _drop_claims()
    _comment_on_claim_keys("hash of a part of the words, of one with the speaker")
    _create_claim_pairs()


def downgrade() -> None:
    """Drop the mismatches across articles and what was decided; those inside articles stay."""
    op.drop_table("claim_pairs")
    _drop_claims()
    _comment_on_claim_keys("hash of the speaker and a part of the words")
    _set_aside("mismatches WHERE reading_id IS NOT NULL")
    state = sa.Column("state", sa.String(length=16), nullable=False)
    check = sa.CheckConstraint(f"state IN ({_STATES})", name=op.f("ck_mismatches_state"))
    _create_mismatches(_OLD_KINDS, *_place_columns(nullable=False), state, check)
    _take_back("state", "'open'")
    op.drop_table("reviews")


def _set_aside(rows: str) -> None:
    # A condition of a column cannot be altered in SQLite.
    op.execute(f"CREATE TABLE old_mismatches AS SELECT * FROM {rows}")
    op.drop_table("mismatches")


def _take_back(columns: str, values: str) -> None:
    op.execute(
        f"INSERT INTO mismatches ({_KEPT}, {columns}) SELECT {_KEPT}, {values} FROM old_mismatches"
    )
    op.drop_table("old_mismatches")
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('mismatches', 'id'), "
            "(SELECT coalesce(max(id), 0) + 1 FROM mismatches), false)"
        )


def _drop_claims() -> None:
    """Leave every statement without a claim, as 0003 did: the next ingest finds it one."""
    op.execute("UPDATE statements SET claim_id = NULL")
    op.execute("DELETE FROM claim_keys")
    op.execute("DELETE FROM claims")


def _comment_on_claim_keys(what: str) -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute(f"COMMENT ON COLUMN claim_keys.key IS '{what}'")


def _place_columns(*, nullable: bool) -> tuple[sa.Column[int], sa.Column[int]]:
    """Return the columns that tell in which reading a mismatch was found, and where there."""
    what = "null: found between articles" if nullable else None
    return (
        sa.Column("reading_id", sa.Integer(), nullable=nullable, comment=what),
        sa.Column(
            "ordinal",
            sa.Integer(),
            nullable=nullable,
            comment="place among the reading's mismatches, from 0",
        ),
    )


def _new_columns() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        *_place_columns(nullable=True),
        sa.Column("second_article_id", sa.Integer(), nullable=False),
        sa.Column(
            "key", sa.Text(), nullable=False, comment="by which reviews know it in every run"
        ),
        sa.Column(
            "known", sa.Boolean(), nullable=False, comment="the registry lists both names as one's"
        ),
        sa.Column(
            "superseded_at",
            sa.DateTime(timezone=True),
            comment="null: holds, if its reading is current",
        ),
        sa.ForeignKeyConstraint(
            ["second_article_id"],
            ["articles.id"],
            name=op.f("fk_mismatches_second_article_id_articles"),
        ),
    )


def _create_mismatches(kinds: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        "mismatches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("first_start", sa.Integer(), nullable=False),
        sa.Column("first_end", sa.Integer(), nullable=False),
        sa.Column("second_name", sa.Text(), nullable=False),
        sa.Column("second_start", sa.Integer(), nullable=False),
        sa.Column("second_end", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False, comment="one sentence"),
        *columns,
        sa.CheckConstraint(f"kind IN ({kinds})", name=op.f("ck_mismatches_kind")),
        sa.CheckConstraint(
            "0 <= first_start AND first_start < first_end", name=op.f("ck_mismatches_first")
        ),
        sa.CheckConstraint(
            "0 <= second_start AND second_start < second_end", name=op.f("ck_mismatches_second")
        ),
        sa.CheckConstraint("score >= 0 AND score <= 1", name=op.f("ck_mismatches_score")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_mismatches_article_id_articles")
        ),
        sa.ForeignKeyConstraint(
            ["reading_id"], ["readings.id"], name=op.f("fk_mismatches_reading_id_readings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mismatches")),
        sa.UniqueConstraint("reading_id", "ordinal", name=op.f("uq_mismatches_reading_id_ordinal")),
    )
    op.create_index(op.f("ix_mismatches_article_id"), "mismatches", ["article_id"])


def _create_reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="of the mismatch or the merge"),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("author", sa.Text(), nullable=False, comment="who decided"),
        sa.Column("reason", sa.Text(), comment="why"),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), comment="null: this holds"),
        sa.CheckConstraint("subject IN ('mismatch', 'merge')", name=op.f("ck_reviews_subject")),
        sa.CheckConstraint(f"state IN ({_STATES})", name=op.f("ck_reviews_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    current = sa.text("superseded_at IS NULL")
    op.create_index(
        "uq_reviews_current",
        "reviews",
        ["subject", "key"],
        unique=True,
        sqlite_where=current,
        postgresql_where=current,
    )


def _create_claim_pairs() -> None:
    op.create_table(
        "claim_pairs",
        sa.Column("first_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("second_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("score", sa.Float(), nullable=False, comment="how far the words agree, to 100"),
        sa.ForeignKeyConstraint(
            ["first_id"], ["claims.id"], name=op.f("fk_claim_pairs_first_id_claims")
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["claims.id"], name=op.f("fk_claim_pairs_second_id_claims")
        ),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_claim_pairs")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_claim_pairs_second_id"), "claim_pairs", ["second_id"])
