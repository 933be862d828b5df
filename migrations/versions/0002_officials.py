"""The registry of officials, who speakers are across articles, and pairs that may be one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None

# Each refers only to those before it, or to tables of 0001.
_TABLES = ("officials", "official_aliases", "terms", "identities", "proposals")


def upgrade() -> None:
    """Make the tables; nobody is identified until articles are read or officials imported."""
    _create_officials()
    _create_official_aliases()
    _create_terms()
    _create_identities()
    _create_proposals()


def downgrade() -> None:
    """Drop the tables, with what they hold."""
    for table in reversed(_TABLES):
        op.drop_table(table)


def _create_officials() -> None:
    op.create_table(
        "officials",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="the folded name"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("wikidata", sa.Text(), comment="the id of the item, such as Q7747"),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officials")),
        sa.UniqueConstraint("key", name=op.f("uq_officials_key")),
    )


def _create_official_aliases() -> None:
    op.create_table(
        "official_aliases",
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="the folded name"),
        sa.Column("name", sa.Text(), nullable=False, comment="as printed"),
        sa.Column(
            "shared", sa.Boolean(), nullable=False, comment="another official has it as well"
        ),
        sa.ForeignKeyConstraint(
            ["official_id"],
            ["officials.id"],
            name=op.f("fk_official_aliases_official_id_officials"),
        ),
        sa.PrimaryKeyConstraint("official_id", "ordinal", name=op.f("pk_official_aliases")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_official_aliases_key"), "official_aliases", ["key"])


def _create_terms() -> None:
    op.create_table(
        "terms",
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("body", sa.Text()),
        sa.Column("country", sa.Text()),
        sa.Column("since", sa.Date(), comment="first day; null: not known"),
        sa.Column("until", sa.Date(), comment="last day; null: not known, or in office"),
        sa.CheckConstraint("since <= until", name=op.f("ck_terms_days")),
        sa.ForeignKeyConstraint(
            ["official_id"], ["officials.id"], name=op.f("fk_terms_official_id_officials")
        ),
        sa.PrimaryKeyConstraint("official_id", "ordinal", name=op.f("pk_terms")),
        sqlite_with_rowid=False,
    )


def _create_identities() -> None:
    op.create_table(
        "identities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False, comment="as the article names them"),
        sa.Column("person_id", sa.Integer(), nullable=False, comment="who that is across articles"),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False, comment="one sentence"),
        sa.Column(
            "author",
            sa.Text(),
            nullable=False,
            comment="who decided: the program's version, or a name",
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), comment="null: this holds"),
        sa.CheckConstraint("score >= 0 AND score <= 1", name=op.f("ck_identities_score")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_identities_article_id_articles")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["speakers.id"], name=op.f("fk_identities_person_id_speakers")
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speakers.id"], name=op.f("fk_identities_speaker_id_speakers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identities")),
    )
    for column in ("article_id", "person_id", "speaker_id"):
        op.create_index(op.f(f"ix_identities_{column}"), "identities", [column])
    op.create_index(
        "uq_identities_current",
        "identities",
        ["article_id", "speaker_id"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )


def _create_proposals() -> None:
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
    )
    op.create_index(op.f("ix_proposals_second_id"), "proposals", ["second_id"])
