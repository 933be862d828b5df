"""The first schema: articles, runs, readings, statements, speakers, sources, mismatches."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None

# Each refers only to those before it.
_TABLES = (
    "articles",
    "runs",
    "sources",
    "speakers",
    "aliases",
    "readings",
    "mismatches",
    "statements",
    "statement_parts",
    "statement_sources",
)


def upgrade() -> None:
    """Make every table."""
    _create_articles()
    _create_runs()
    _create_sources()
    _create_speakers()
    _create_aliases()
    _create_readings()
    _create_mismatches()
    _create_statements()
    _create_statement_parts()
    _create_statement_sources()


def downgrade() -> None:
    """Drop every table, with what it holds."""
    for table in reversed(_TABLES):
        op.drop_table(table)


def _create_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "sha256",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of the text in UTF-8, hexadecimal",
        ),
        sa.Column("text", sa.Text(), nullable=False, comment="letter for letter as it was given"),
        sa.Column("title", sa.Text()),
        sa.Column("outlet", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("published", sa.Date()),
        sa.Column("external_id", sa.Text(), comment="the input's own name for the article"),
        sa.Column(
            "body_start", sa.Integer(), nullable=False, comment="offset at which the body begins"
        ),
        sa.Column("origin", sa.Text(), comment="file and line it was read from"),
        sa.Column("ingested_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("body_start >= 0", name=op.f("ck_articles_body_start")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("sha256", name=op.f("uq_articles_sha256")),
    )
    op.create_index(op.f("ix_articles_external_id"), "articles", ["external_id"])
    op.create_index(op.f("ix_articles_outlet"), "articles", ["outlet"])
    op.create_index(op.f("ix_articles_published"), "articles", ["published"])


def _create_runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False, comment="of the program"),
        sa.Column(
            "model", sa.Text(), nullable=False, comment="name and version of the trained model"
        ),
        sa.Column(
            "config_hash",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of the pipeline's configuration and lexicon",
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "finished_at", sa.DateTime(timezone=True), comment="null: running or interrupted"
        ),
        sa.Column("articles", sa.Integer(), nullable=False, comment="articles read"),
        sa.Column("skipped", sa.Integer(), nullable=False, comment="articles already read"),
        sa.Column("refused", sa.Integer(), nullable=False, comment="inputs that could not be read"),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("mismatches", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.JSON(), nullable=False, comment="time spent, by stage"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )


def _create_sources() -> None:
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="the folded name"),
        sa.Column("name", sa.Text(), nullable=False, comment="as first printed"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("key", name=op.f("uq_sources_key")),
    )


def _create_speakers() -> None:
    op.create_table(
        "speakers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="the folded full name"),
        sa.Column("name", sa.Text(), nullable=False, comment="the full name as first printed"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('person', 'organisation', 'unnamed')", name=op.f("ck_speakers_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speakers")),
        sa.UniqueConstraint("key", "kind", name=op.f("uq_speakers_key_kind")),
    )


def _create_aliases() -> None:
    op.create_table(
        "aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="the folded name"),
        sa.Column("name", sa.Text(), nullable=False, comment="as printed"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speakers.id"], name=op.f("fk_aliases_speaker_id_speakers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aliases")),
        sa.UniqueConstraint("speaker_id", "name", name=op.f("uq_aliases_speaker_id_name")),
    )
    op.create_index(op.f("ix_aliases_key"), "aliases", ["key"])


def _create_readings() -> None:
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "superseded_at",
            sa.DateTime(timezone=True),
            comment="null: this is the article's current reading",
        ),
        sa.Column("superseded_by", sa.Integer()),
        sa.CheckConstraint(
            "superseded_by IS NULL OR superseded_at IS NOT NULL",
            name=op.f("ck_readings_superseded"),
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_readings_article_id_articles")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_readings_run_id_runs")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["readings.id"], name=op.f("fk_readings_superseded_by_readings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
    )
    op.create_index(op.f("ix_readings_article_id"), "readings", ["article_id"])
    op.create_index(op.f("ix_readings_run_id"), "readings", ["run_id"])
    op.create_index(op.f("ix_readings_superseded_by"), "readings", ["superseded_by"])
    op.create_index(
        "uq_readings_current",
        "readings",
        ["article_id"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )


def _create_mismatches() -> None:
    op.create_table(
        "mismatches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column(
            "ordinal",
            sa.Integer(),
            nullable=False,
            comment="place among the reading's mismatches, from 0",
        ),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("first_start", sa.Integer(), nullable=False),
        sa.Column("first_end", sa.Integer(), nullable=False),
        sa.Column("second_name", sa.Text(), nullable=False),
        sa.Column("second_start", sa.Integer(), nullable=False),
        sa.Column("second_end", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False, comment="one sentence"),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "kind IN ('spelling', 'different_name')", name=op.f("ck_mismatches_kind")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'confirmed', 'dismissed')", name=op.f("ck_mismatches_state")
        ),
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


def _create_statements() -> None:
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column(
            "ordinal",
            sa.Integer(),
            nullable=False,
            comment="place among the reading's statements, from 0",
        ),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column(
            "content", sa.Text(), nullable=False, comment="the parts as printed, joined by ' … '"
        ),
        sa.Column("cue_start", sa.Integer()),
        sa.Column("cue_end", sa.Integer()),
        sa.Column("cue", sa.Text(), comment="as printed"),
        sa.Column("mention_start", sa.Integer()),
        sa.Column("mention_end", sa.Integer()),
        sa.Column("mention", sa.Text(), comment="as printed"),
        sa.Column("speaker_id", sa.Integer()),
        sa.Column("alias_id", sa.Integer(), comment="the name form that the mention prints"),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="of the speaker"),
        sa.Column("role", sa.Text(), comment="the speaker's office, as printed"),
        sa.Column(
            "resolution", sa.String(length=16), nullable=False, comment="how the speaker was found"
        ),
        sa.Column("rule", sa.Text(), nullable=False, comment="what found the statement"),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('person', 'organisation', 'unnamed')", name=op.f("ck_statements_kind")
        ),
        sa.CheckConstraint(
            "resolution IN ('full_name', 'partial_name', 'office', 'pronoun', 'nya', 'context', "
            "'unresolved')",
            name=op.f("ck_statements_resolution"),
        ),
        sa.CheckConstraint("type IN ('direct', 'indirect')", name=op.f("ck_statements_type")),
        sa.CheckConstraint(
            "0 <= cue_start AND cue_start < cue_end", name=op.f("ck_statements_cue")
        ),
        sa.CheckConstraint(
            "0 <= mention_start AND mention_start < mention_end", name=op.f("ck_statements_mention")
        ),
        sa.CheckConstraint(
            "confidence >= 0 AND confidence <= 1", name=op.f("ck_statements_confidence")
        ),
        sa.ForeignKeyConstraint(
            ["alias_id"], ["aliases.id"], name=op.f("fk_statements_alias_id_aliases")
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_statements_article_id_articles")
        ),
        sa.ForeignKeyConstraint(
            ["reading_id"], ["readings.id"], name=op.f("fk_statements_reading_id_readings")
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speakers.id"], name=op.f("fk_statements_speaker_id_speakers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
        sa.UniqueConstraint("reading_id", "ordinal", name=op.f("uq_statements_reading_id_ordinal")),
    )
    op.create_index(op.f("ix_statements_alias_id"), "statements", ["alias_id"])
    op.create_index(op.f("ix_statements_article_id"), "statements", ["article_id"])
    op.create_index(op.f("ix_statements_speaker_id"), "statements", ["speaker_id"])


def _create_statement_parts() -> None:
    op.create_table(
        "statement_parts",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "0 <= start_char AND start_char < end_char", name=op.f("ck_statement_parts_span")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statements.id"],
            name=op.f("fk_statement_parts_statement_id_statements"),
        ),
        sa.PrimaryKeyConstraint("statement_id", "ordinal", name=op.f("pk_statement_parts")),
        sqlite_with_rowid=False,
    )


def _create_statement_sources() -> None:
    op.create_table(
        "statement_sources",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "0 <= start_char AND start_char < end_char", name=op.f("ck_statement_sources_span")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_statement_sources_source_id_sources")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statements.id"],
            name=op.f("fk_statement_sources_statement_id_statements"),
        ),
        sa.PrimaryKeyConstraint("statement_id", "ordinal", name=op.f("pk_statement_sources")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_statement_sources_source_id"), "statement_sources", ["source_id"])
