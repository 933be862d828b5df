"""`demo`: from nothing to a report."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.cli.conftest import Run


def test_the_demo_shows_statements_mismatch_and_report(program: Run, tmp_path: Path) -> None:
    result = program("demo")
    assert result.exit_code == 0
    assert result.stdout.startswith("Jatimcenter.com: Kesiapan Belarusia")
    for shown in (
        "Mikhail Galuzin",
        "Sputnik",
        "different_name",
        "Leonid Kanevsky / Leonid Kasinsky",
        "quotes --speaker Kasinsky",
        "quotetrack-demo.csv (7 statements)",
        "quotetrack --db quotetrack-demo.db serve",
    ):
        assert shown in result.stdout
    with (tmp_path / "quotetrack-demo.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 7
    assert (tmp_path / "quotetrack-demo.db").is_file()


def test_the_demo_may_be_repeated(program: Run, empty_url: str) -> None:
    first = program("demo", "--db", empty_url, "-o", "again.csv")
    assert program("demo", "--db", empty_url, "-o", "again.csv").stdout == first.stdout
