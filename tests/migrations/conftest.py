"""The migrations are tested on both engines."""

from __future__ import annotations

from tests.store.conftest import empty_url

__all__ = ["empty_url"]
