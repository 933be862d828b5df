"""The database schema, step by step: one alembic revision a file in `versions/`."""
