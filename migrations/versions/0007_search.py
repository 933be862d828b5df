"""What statements are searched by, with an index of the engine's own; which articles went.

Statements that are there already are indexed by the program once all revisions have run: it alone
knows words and stems.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | None = None
depends_on: str | None = None

# A word is what stands between spaces: the program has parted and folded it. Where in a text it
# stands is not kept (`detail`), so that neither engine has a limit on places.
_FTS5 = (
    "CREATE VIRTUAL TABLE search_index USING fts5(words, stems, content='search_entries', "
    "content_rowid='statement_id', detail='none', columnsize=0, tokenize='ascii')"
)
_ADD = (
    "INSERT INTO search_index (rowid, words, stems) VALUES (NEW.statement_id, NEW.words, NEW.stems)"
)
_TAKE_OUT = (
    "INSERT INTO search_index (search_index, rowid, words, stems) "
    "VALUES ('delete', OLD.statement_id, OLD.words, OLD.stems)"
)
_TRIGGERS = (
    ("insert", "INSERT", _ADD),
    ("delete", "DELETE", _TAKE_OUT),
    ("update", "UPDATE", f"{_TAKE_OUT}; {_ADD}"),
)
# store/search.py asks for the same expression.
_GIN = (
    "CREATE INDEX search_index ON search_entries "
    "USING gin (array_to_tsvector(string_to_array(btrim(words || ' ' || stems), ' ')))"
)


def upgrade() -> None:
    """Make the table and its index."""
    op.create_table(
        "search_entries",
        sa.Column("statement_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "words",
            sa.Text(),
            nullable=False,
            comment="of the content in order, parted by a space",
        ),
        sa.Column(
            "stems", sa.Text(), nullable=False, comment="of the words, but for those that are one"
        ),
        sa.Column("published", sa.Date(), comment="the article's day, for the order"),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statements.id"],
            name=op.f("fk_search_entries_statement_id_statements"),
        ),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_search_entries")),
    )
    forgotten = sa.text("kind = 'article forgotten'")
    op.create_index(
        "ix_events_forgotten",
        "events",
        ["about_id"],
        sqlite_where=forgotten,
        postgresql_where=forgotten,
    )
    if op.get_context().dialect.name == "postgresql":
        op.execute(_GIN)
        return
    op.execute(_FTS5)
    for name, event, action in _TRIGGERS:
        op.execute(
            f"CREATE TRIGGER search_entries_{name} AFTER {event} ON search_entries "
            f"BEGIN {action}; END"
        )


def downgrade() -> None:
    """Drop both; no statement is lost by it."""
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
    op.drop_table("search_entries")
    op.drop_index("ix_events_forgotten", "events")
