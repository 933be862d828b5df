"""`articles forget`: what every other command says of the article afterwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ARTICLES, Run

LEFT_OUT = "1 forgotten article is left out: see `quotetrack articles forgotten`\n"


def test_forget_and_what_is_said_of_it(run: Run, copy: str, tmp_path: Path) -> None:
    db = ("--db", copy)
    assert run(*db, "articles", "forgotten").stderr == "no article was forgotten\n"
    decide = ("articles", "forget", "a2", "--why", "court order 7", "--by", "Ana")
    result = run(*db, *decide)
    assert result.stdout == ("article 2 is forgotten, by Ana; with its text went 2 statements\n")
    (row,) = json.loads(run(*db, "articles", "forgotten", "--format", "json").stdout)
    assert (row["article"], row["by"], row["why"]) == (2, "Ana", "court order 7")
    assert "court order 7" in run(*db, "articles", "forgotten").stdout
    decision = "article 2 (SHA-256 "
    why = ", by Ana: court order 7"
    shown = run(*db, "show", "2").stdout
    assert shown.startswith(f"Tempo [{row['sha256'][:12]}]\n2022-12-26\n{decision}")
    assert why in shown
    for command in (
        ("quotes",),
        ("search", "harga"),
        ("claims",),
        ("claims", "show", "1"),
        ("export", "-o", "-"),
        ("export", "-o", str(tmp_path / "report.csv")),
    ):
        result = run(*db, *command)
        assert (command, result.exit_code, result.stderr) == (command, 0, LEFT_OUT)
        assert "Kami khawatir" not in result.stdout
    log = run(*db, "audit", "log", "--of", str(row["statement_ids"][0]))
    assert (log.exit_code, why in log.stderr) == (1, True)
    assert " (1 forgotten), " in run(*db, "audit", "verify").stdout
    assert run(*db, "db", "check").stdout == "all is well\n"
    again = tmp_path / "again.jsonl"
    again.write_text(json.dumps(ARTICLES[1]))
    result = run(*db, "ingest", str(again))
    assert (result.exit_code, "0 articles read" in result.stdout) == (1, True)
    assert f"refused: {again}" in result.stderr
    assert decision in result.stderr
    assert why in result.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["a2"], 2, "--why"),
        (["zz", "--why", "so"], 1, "no article 'zz'"),
        (["a1", "--why", " "], 1, "needs an author and a reason"),
        (["a1", "--why", "so", "--by", ""], 1, "needs an author and a reason"),
    ],
)
def test_what_is_refused(run: Run, arguments: list[str], status: int, said: str) -> None:
    result = run("articles", "forget", *arguments)
    assert result.exit_code == status
    assert said in result.stderr
