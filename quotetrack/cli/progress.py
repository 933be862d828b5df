"""The bar that moves on while articles are read: on a terminal only, gone when they are."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn


def make_progress(console: Console) -> Progress:
    """Return a bar with a description beside it; it writes nothing in a pipe."""
    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    return Progress(*columns, console=console, disable=not console.is_terminal, transient=True)
