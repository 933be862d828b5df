"""The triggers that refuse to alter events and articles: made by a migration, looked for here."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

_NAMES = {
    "sqlite": ("guard_update", "guard_delete", "guard_insert"),
    "postgresql": ("guard_rows", "guard_all"),
}
_FOUND = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    # Also those of other schemas of the database, which do no harm here.
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}


def find_missing_guards(connection: Connection) -> Iterator[str]:
    """Yield which triggers somebody dropped or disabled, a sentence each."""
    engine = connection.dialect.name
    found = set(connection.scalars(text(_FOUND[engine])))
    for table in ("events", "articles"):
        for name in _NAMES[engine]:
            if f"{table}_{name}" not in found:
                yield (
                    f"the trigger {table}_{name} was dropped or disabled by hand: {table} may be "
                    "altered; put it back as migrations/versions makes it"
                )
