"""A PostgreSQL server for the tests: one that is named, else our own from its programs."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER_VARIABLE = "QUOTETRACK_TEST_POSTGRES_URL"


@contextmanager
def run_server(*, autovacuum: bool = True) -> Iterator[str | None]:
    """Give the URL of a database on a running server; None if there is no server to be had."""
    named, programs = os.environ.get(SERVER_VARIABLE), _find_programs()
    if named or programs is None:
        yield named
        return
    folder = Path(tempfile.mkdtemp(prefix="quotetrack-test-"))
    # PostgreSQL refuses root.
    user = _unprivileged_user() if os.geteuid() == 0 else None
    if user is not None:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [str(programs / program), "-D", str(folder / "data"), *arguments],
            user=user,
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    try:
        run("initdb", "--auth=trust", "--username=test", "--encoding=UTF8", "--no-sync")
        # Only a socket in the folder, so that no port can be taken.
        options = f"-c listen_addresses='' -k {folder} -c max_connections=30"
        # What it holds is not to outlive a power cut.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            options += f" -c {setting}=off"
        if not autovacuum:
            options += " -c autovacuum=off"
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql+psycopg://test@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _find_programs() -> Path | None:
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    # Debian keeps them off the path, a folder a version.
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(versions, key=lambda path: float(path.parts[-3]), default=None)
    return newest.parent if newest else None


def _unprivileged_user() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
