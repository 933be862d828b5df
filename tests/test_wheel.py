"""The wheel holds all that `quotetrack demo` needs: lexicon, migrations, seeds."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

from tests.conftest import leave_out

CHECKOUT = Path(__file__).parent.parent


def test_installed_wheel_works_outside_the_checkout(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    reached = subprocess.run([*pip, "index", "versions", "click"], check=False, capture_output=True)
    if reached.returncode != 0:
        leave_out("pip reaches no package index to install the dependencies from")
    source = tmp_path / "source"
    # a copy of what git tracks or would, so that nothing is built inside the checkout
    listed = ["git", "-C", str(CHECKOUT), "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, check=True, capture_output=True, text=True).stdout.splitlines()
    for name in names:
        if (CHECKOUT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((CHECKOUT / name).read_bytes())
    wheel = ["wheel", "--no-deps", "--wheel-dir", str(tmp_path), str(source)]
    subprocess.run([*pip, *wheel], check=True)
    (built,) = tmp_path.glob("*.whl")

    # an empty environment: whatever quotetrack needs must come with it
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([*pip, "--python", str(python), "install", "--no-compile", built], check=True)

    run = [str(tmp_path / "venv" / "bin" / "quotetrack"), "demo"]
    done = subprocess.run(run, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Leonid Kanevsky / Leonid Kasinsky" in done.stdout
    where = [str(python), "-c", "import quotetrack; print(quotetrack.__file__)"]
    found = subprocess.run(where, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert Path(found.stdout.strip()).is_relative_to(tmp_path)
