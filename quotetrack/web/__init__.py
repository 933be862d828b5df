"""The page: what the database holds, to be looked at and reviewed in a browser."""
