"""Every error that a user can cause or mend; a message names thing, place and next step."""

from __future__ import annotations


class QuotetrackError(Exception):
    """The family: whatever is raised on purpose is one of these."""


class InputError(QuotetrackError):
    """An article or a path that cannot be read: names the file, and the line where there is one."""


class DatabaseError(QuotetrackError):
    """A database that cannot be used as it is: missing, read-only, locked, damaged."""


class SchemaError(DatabaseError):
    """A database whose tables are older or newer than this program."""


class ModelError(QuotetrackError):
    """A trained model that is missing, truncated or of another version."""


class NotFoundError(QuotetrackError):
    """Something asked for by name that the database does not hold."""
