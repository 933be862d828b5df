"""Articles in: one reader per input format, and `load`, the one place that joins the layers."""

from __future__ import annotations

from quotetrack.ingest.paths import find_articles

__all__ = ["find_articles"]
