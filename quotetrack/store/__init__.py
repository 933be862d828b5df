"""SQLAlchemy only: models, session, one file of queries per noun. No ORM object leaves it."""
