"""`ingest` killed at any moment leaves whole articles, and the next run makes up for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.databases import Databases, PostgresServer
from tests.postgres import SERVER_VARIABLE

CHECKOUT = Path(__file__).parents[2]


def test_killed_at_random_points(databases: Databases) -> None:
    engine, environ = "sqlite", dict(os.environ)
    if isinstance(databases, PostgresServer):
        engine = "postgresql"
        environ[SERVER_VARIABLE] = databases.url.render_as_string(hide_password=False)
    # A process of its own: it forks, and this one may have threads.
    command = [sys.executable, "-m", "tests.crash", "--points", "8", "--engine", engine]
    done = subprocess.run(
        command, cwd=CHECKOUT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(f"{engine}: 8 times killed, 0 wrong")
