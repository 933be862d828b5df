"""LibreOffice without a window, to see that a spreadsheet reads what was written."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.conftest import leave_out


def convert(file: Path, name: str, to: str, *options: str) -> Path:
    """Have LibreOffice read a file and write it anew beside it; return the file of that name."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        leave_out("LibreOffice is not installed: apt install libreoffice-calc-nogui")
    # A profile of its own: two that share one would not run at once.
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    command = [program, profile, "--headless", *options, "--convert-to", to, "--outdir"]
    done = subprocess.run(
        [*command, str(file.parent), str(file)], capture_output=True, text=True, timeout=120
    )
    made = file.parent / name
    assert made.exists(), done.stderr
    return made
