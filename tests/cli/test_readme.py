"""What README.md shows is what the program prints."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

from tests.cli.conftest import Run

README = Path(__file__).parents[2] / "README.md"


def test_python_examples() -> None:
    found = doctest.testfile(str(README), module_relative=False, verbose=False)
    assert found.attempted > 0
    assert found.failed == 0


def test_demo_output(program: Run) -> None:
    printed = program("demo").stdout
    shown = re.findall(r"```text demo\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert len(shown) == 2
    for block in shown:
        assert block in printed
