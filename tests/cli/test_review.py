"""The editor on Monday: a wrong speaker put right, in one line, and what follows in every list."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def db(copy: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy of the newsroom's database, to be written to."""
    monkeypatch.delenv("QUOTETRACK_REVIEWER", raising=False)
    return copy


def list_quotes(run: Run, db: str, *options: str) -> dict[int, dict[str, object]]:
    """Return the statements by the numbers that `quotes` prints."""
    rows = json.loads(run("--db", db, "quotes", "--format", "json", *options).stdout)
    return {row["statement_id"]: row for row in rows}


def find_galuzin(run: Run, db: str) -> int:
    """Return the number of what Galuzin says about the rockets."""
    found = list_quotes(run, db, "--speaker", "Galuzin")
    return next(id_ for id_, row in found.items() if "Rudal" in str(row["content"]))


def test_a_wrong_speaker_on_monday(run: Run, db: str) -> None:
    number = find_galuzin(run, db)
    correct = ("review", "statement", str(number), "correct", "--speaker", "Leonid Kasinsky")
    why = ("--by", "Rina", "--note", "misprint in paragraph 4")
    assert run("--db", db, *correct, *why).stdout == (
        f"statement {number} is corrected, by Rina: speaker “Leonid Kasinsky” for "
        "“Mikhail Galuzin”\n"
    )
    row = list_quotes(run, db)[number]
    assert row["speaker"] == "Leonid Kasinsky"
    assert (row["review"], row["reviewed_by"]) == ("corrected", "Rina")
    assert (row["review_note"], row["found"]) == ("misprint in paragraph 4", True)
    raw = list_quotes(run, db, "--raw")[number]
    assert (raw["speaker"], raw["review"]) == ("Mikhail Galuzin", None)
    for command in (["quotes"], ["claims"], ["show", "a1"]):
        assert "corrected by Rina" in run("--db", db, *command).stdout
        assert "corrected by Rina" not in run("--db", db, *command, "--raw").stdout
    assert "1 reviewed" in run("--db", db, "speakers").stdout
    story = run("--db", db, "audit", "log", "--of", str(number)).stdout
    assert "is corrected: speaker “Leonid Kasinsky” for “Mikhail Galuzin”" in story
    assert run("--db", db, "audit", "verify").exit_code == 0
    undone = run("--db", db, "review", "statement", str(number), "reopen", "--by", "Rina")
    assert undone.stdout == f"statement {number} is open, by Rina\n"
    assert list_quotes(run, db) == list_quotes(run, db, "--raw")


def test_a_rejected_one_is_gone(run: Run, db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTETRACK_REVIEWER", "Ani")
    number = find_galuzin(run, db)
    said = run("--db", db, "review", "statement", str(number), "reject").stdout
    assert said == f"statement {number} is dismissed, by Ani\n"
    assert number not in list_quotes(run, db)
    assert number in list_quotes(run, db, "--raw")
    queue = json.loads(run("--db", db, "review", "queue", "--format", "json").stdout)
    assert queue
    assert number not in {row["id"] for row in queue}
    assert "confidence" in run("--db", db, "review", "queue", "--limit", "1").stdout


def test_a_claim_an_alias_and_a_mismatch(run: Run, db: str) -> None:
    claims = json.loads(run("--db", db, "claims", "--format", "json").stdout)
    claim = next(str(row["id"]) for row in claims if row["speaker"] == "Mikhail Galuzin")
    done = run("--db", db, "review", "claim", claim, "confirm", "--by", "Rina").stdout
    assert done == f"claim {claim}: 1 statement is confirmed, by Rina\n"
    profiles = json.loads(
        run("--db", db, "speakers", "show", "Budi Santoso", "--format", "json").stdout
    )
    alias = str(profiles[0]["aliases"][0]["ids"][0])
    renamed = run("--db", db, "review", "alias", alias, "correct", "--speaker", "X Y", "--by", "A")
    assert (
        renamed.stdout == f"alias {alias} is corrected, by A; 2 statements have another speaker\n"
    )
    found = json.loads(run("--db", db, "mismatches", "--format", "json").stdout)
    mismatch = str(found[0]["id"])
    dismissed = run("--db", db, "review", "mismatch", mismatch, "reject", "--by", "Rina")
    assert dismissed.stdout == f"mismatch {mismatch} is dismissed, by Rina\n"
    assert run("--db", db, "audit", "verify").exit_code == 0


REFUSED = [
    (("statement", "1", "correct"), "say what is to be corrected"),
    (("statement", "1", "confirm", "--role", "x"), "confirm changes nothing: use correct"),
    (("statement", "1", "correct", "--content", "x", "--end", "3"), "say the same: give one"),
    (("statement", "999", "confirm"), "no statement 999: `quotetrack quotes` lists"),
    (("claim", "999", "confirm"), "no claim 999"),
    (("alias", "999", "confirm"), "no alias 999"),
    (("mismatch", "999", "confirm"), "no mismatch 999"),
    (("mismatch", "1", "correct"), "'correct' is not one of"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED, ids=[r[1] for r in REFUSED])
def test_what_cannot_be_is_refused(
    run: Run, db: str, arguments: tuple[str, ...], message: str
) -> None:
    result = run("--db", db, "review", *arguments, "--by", "Rina")
    assert result.exit_code in (1, 2)
    assert message in result.stderr


def test_runs(run: Run, db: str) -> None:
    assert json.loads(run("--db", db, "runs", "list", "--format", "json").stdout)[0]["id"] == 1
    assert "id_quotetrack_news" in run("--db", db, "runs", "list").stdout
    same = run("--db", db, "runs", "diff", "1", "1")
    assert same.stderr == "4 articles read by both: 0 gained, 0 lost, 0 changed\n"
    assert "no run 7" in run("--db", db, "runs", "diff", "1", "7").stderr
