"""`claims`: what was said, listed once, and who shortened or altered it."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.cli.conftest import Run, ingest
from tests.databases import Databases

WORDS = "Harga beras akan turun di semua pasar mulai bulan depan, bukan tahun depan"
PRINTED = {
    "Kompas": ("2022-12-26", WORDS),
    "Tempo": ("2022-12-25", WORDS.upper()),
    "Antara": ("2022-12-27", WORDS.removesuffix(", bukan tahun depan")),
    "Detik": ("2022-12-28", WORDS.replace("turun", "jatuh")),
}


@pytest.fixture(scope="module")
def printed(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a database, to be read only, with one claim that four outlets print."""
    articles = [
        {"id": outlet, "outlet": outlet, "date": day, "text": f"“{words},” ujar Rina Santoso."}
        for outlet, (day, words) in PRINTED.items()
    ]
    articles.append({"id": "x", "text": "“Kami belum tahu kapan hujan turun,” ujar Budi Hartono."})
    url = databases.create()
    ingest(url, tmp_path_factory.mktemp("claims"), articles)
    return url


def test_list(run: Run, printed: str) -> None:
    rows = json.loads(run("claims", "--format", "json", "--db", printed).stdout)
    assert [(row["speaker"], row["appearances"], row["outlets"]) for row in rows] == [
        ("Rina Santoso", 4, 4),
        ("Budi Hartono", 1, 0),
    ]
    assert rows[0] | {"id": 1} == {
        "id": 1,
        "speaker": "Rina Santoso",
        "speaker_kind": "person",
        "role": None,
        "first_date": "2022-12-25",
        "first_outlet": "Tempo",
        "first_title": None,
        "first_article_id": "Tempo",
        "first_url": None,
        "type": "direct",
        "appearances": 4,
        "outlets": 4,
        "content": WORDS.upper(),
        "statement_ids": rows[0]["statement_ids"],
        "article_ids": ["Tempo", "Kompas", "Antara", "Detik"],
        "review": None,
        "reviewed_by": None,
        "reviewed_at": None,
        "review_note": None,
    }
    assert len(set(rows[0]["statement_ids"])) == 4
    read = csv.DictReader(io.StringIO(run("claims", "--format", "csv", "--db", printed).stdout))
    assert [row["content"] for row in read] == [row["content"] for row in rows]
    table = run("claims", "--db", printed).stdout.splitlines()
    assert len(table) == 3
    assert "2022-12-25" in table[1]


@pytest.mark.parametrize(
    ("arguments", "speakers"),
    [
        (("--speaker", "santoso"), ["Rina Santoso"]),
        (("--outlet", "detik"), ["Rina Santoso"]),
        (("--since", "2022-12-28"), ["Rina Santoso"]),
        (("--until", "2022-12-24"), []),
        (("--min-appearances", "2"), ["Rina Santoso"]),
        (("--min-appearances", "5"), []),
        (("--type", "indirect"), []),
    ],
)
def test_filters(run: Run, printed: str, arguments: tuple[str, ...], speakers: list[str]) -> None:
    result = run("--db", printed, "claims", "--format", "json", *arguments)
    assert [row["speaker"] for row in json.loads(result.stdout)] == speakers
    assert ("no claim fits" in result.stderr) is not bool(speakers)


def test_show(run: Run, printed: str) -> None:
    assert run("--db", printed, "claims", "show", "1").stdout == (
        "claim 1: Rina Santoso; 4 appearances, 4 outlets\n"
        "\n  1  2022-12-25  Tempo [Tempo]  direct  [first]\n"
        f"     {WORDS.upper()}\n"
        "\n  2  2022-12-26  Kompas [Kompas]  direct  [same words]\n"
        f"     {WORDS}\n"
        "\n  3  2022-12-27  Antara [Antara]  direct  [shortened]\n"
        "     Harga beras akan turun di semua pasar mulai bulan depan [-BUKAN TAHUN DEPAN-]\n"
        "\n  4  2022-12-28  Detik [Detik]  direct  [altered]\n"
        "     Harga beras akan [-TURUN-] {+jatuh+} di semua pasar mulai bulan depan, "
        "bukan tahun depan\n"
    )


def test_show_colours_on_a_terminal(
    run: Run, printed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quotetrack.cli import claims

    monkeypatch.setattr("quotetrack.cli.claims._print_marked", claims._print_coloured)
    shown = run("claims", "show", "1", "--db", printed).stdout
    assert "[-" not in shown
    assert "Harga beras akan TURUN jatuh di semua pasar" in " ".join(shown.split())


def test_a_claim_that_is_not_there(run: Run, printed: str) -> None:
    result = run("--db", printed, "claims", "show", "99")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no claim 99" in result.stderr
