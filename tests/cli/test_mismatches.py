"""`mismatches` and `speakers proposals`: listed, and decided by somebody for good."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import pytest

from tests.cli.conftest import Run, ingest
from tests.databases import Databases

WORDS = "Harga beras akan turun di semua pasar mulai bulan depan"
SPEAKERS = {
    "Kompas": "ujar Menteri Perdagangan Rina Melati",
    "Tempo": "ujar Menteri Pertanian Arif Wibowo",
    "Antara": "ujar Budi Sandiaga",
    "Detik": "ujar Budi Sandiaga Prasetyo",
}


@pytest.fixture(scope="module")
def filled(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a database with an attribution that two outlets do not agree on, and a proposal."""
    articles = [
        {
            "id": outlet,
            "outlet": outlet,
            "date": "2022-12-26",
            "text": f"“{WORDS if 'Budi' not in said else outlet + ' sudah tahu hal ini'},” {said}.",
        }
        for outlet, said in SPEAKERS.items()
    ]
    url = databases.create()
    ingest(url, tmp_path_factory.mktemp("mismatches"), articles)
    return url


@pytest.fixture
def db(databases: Databases, filled: str) -> Iterator[str]:
    """Return a copy of the database, to be written to."""
    url = databases.create(filled)
    yield url
    databases.drop(url)


def test_list(run: Run, db: str) -> None:
    arguments = ("mismatches", "--db", db, "--format")
    (row,) = json.loads(run(*arguments, "json").stdout)
    assert (row["kind"], row["state"], row["known"]) == ("attribution", "open", False)
    assert row["names"] == ["Rina Melati", "Arif Wibowo"]
    assert (row["article_ids"], row["outlets"]) == (["Kompas", "Tempo"], ["Kompas", "Tempo"])
    for name, (start, end), outlet in zip(
        row["names"], row["name_offsets"], row["article_ids"], strict=True
    ):
        assert f"“{WORDS},” {SPEAKERS[outlet]}."[start:end] == name
    (line,) = csv.DictReader(io.StringIO(run(*arguments, "csv").stdout))
    assert line["evidence"] == row["evidence"]
    table = run("mismatches", "--db", db).stdout
    assert "Kompas [Kompas] / Tempo [Tempo]" in table
    assert run("mismatches", "--db", db, "--kind", "spelling").stderr == "no mismatch\n"


def test_dismissed_ones_are_listed_on_demand(run: Run, db: str) -> None:
    arguments = ("--by", "Ani", "--because", "both said it")
    result = run("mismatches", "dismiss", "1", *arguments, "--db", db)
    assert result.stdout == "mismatch 1 is dismissed, by Ani\n"
    assert run("mismatches", "--db", db).stderr == "no mismatch\n"
    (row,) = json.loads(run("mismatches", "--all", "--format", "json", "--db", db).stdout)
    assert (row["state"], row["decided_by"], row["reason"]) == ("dismissed", "Ani", "both said it")
    run("officials", "import", "--db", db)  # compares all articles anew
    assert run("mismatches", "--db", db).stderr == "no mismatch\n"
    run("mismatches", "reopen", "1", "--by", "Budi", "--db", db)
    assert "open" in run("mismatches", "--db", db).stdout
    run("mismatches", "confirm", "1", "--by", "Budi", "--db", db)
    assert "confirmed" in run("mismatches", "--db", db).stdout
    assert run("audit", "verify", "--db", db).exit_code == 0


def test_proposals(run: Run, db: str) -> None:
    proposals = ("speakers", "proposals", "--db", db)
    (row,) = json.loads(run(*proposals, "--format", "json").stdout)
    assert set(row["names"]) == {"Budi Sandiaga", "Budi Sandiaga Prasetyo"}
    assert row["evidence"] in run(*proposals).stdout
    result = run("speakers", "merge", str(row["id"]), "--by", "Ani", "--db", db)
    assert result.stdout.startswith(f"proposal {row['id']} is confirmed, by Ani; 1 appearance")
    speakers = json.loads(run("speakers", "--format", "json", "--db", db).stdout)
    assert {s["name"]: s["articles"] for s in speakers}["Budi Sandiaga Prasetyo"] == 2
    assert run(*proposals).stderr == "no open proposal\n"
    run("speakers", "part", str(row["id"]), "--by", "Ani", "--db", db)
    speakers = json.loads(run("speakers", "--format", "json", "--db", db).stdout)
    assert "Budi Sandiaga" in {speaker["name"] for speaker in speakers}
    assert "Budi Sandiaga" in run(*proposals, "--state", "dismissed").stdout
    assert run("audit", "verify", "--db", db).exit_code == 0


@pytest.mark.parametrize("command", ["mismatches dismiss", "speakers merge"])
def test_what_is_not_there(run: Run, db: str, command: str) -> None:
    result = run(*command.split(), "99", "--by", "Ani", "--db", db)
    assert result.exit_code == 1
    assert "99: `quotetrack" in result.stderr
