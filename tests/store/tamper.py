"""A database altered by hand, as somebody does it who knows of the triggers and takes them away."""

from __future__ import annotations

from sqlalchemy import create_engine, text

GUARDED = ("articles", "events")


def alter_by_hand(url: str, *commands: str) -> None:
    """Run commands on a database, its triggers off meanwhile and back afterwards."""
    engine = create_engine(url)
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            off = [f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in GUARDED]
            back = [line.replace("DISABLE", "ENABLE") for line in off]
        else:
            query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = connection.execute(query).all()
            off = [f"DROP TRIGGER {name}" for name, _ in triggers]
            back = [sql for _, sql in triggers]
        for line in (*off, *commands, *back):
            connection.execute(text(line))
    engine.dispose()
