"""CSV files: rows by the names of their columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotetrack.ingest.csv import read_csv_file
from quotetrack.records import Article


def outcomes(path: Path, data: bytes) -> list[str]:
    """Return each item as its text or its error without the folder."""
    path.write_bytes(data)
    items = read_csv_file(path, 200)
    return [
        item.text if isinstance(item, Article) else str(item).replace(f"{path.parent}/", "")
        for item in items
    ]


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"id,text\n1,Satu\n2,Dua\n", ["Satu", "Dua"]),
        (b"Text;Title\nSatu, dua;Judul\n", ["Satu, dua"]),
        (b"\xef\xbb\xbftext\ttitle\r\nSatu\tJudul\r\n", ["Satu"]),
        (b'text,id\n"Satu\r\n\r\n""Dua""",1\n\nTiga,2\n', ['Satu\r\n\r\n"Dua"', "Tiga"]),
        ("text;id\n“Ya,” kata dia.;1\n".encode("cp1252"), ["“Ya,” kata dia."]),
    ],
)
def test_articles(tmp_path: Path, data: bytes, texts: list[str]) -> None:
    assert outcomes(tmp_path / "x.csv", data) == texts


def test_the_other_columns(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("id,title,outlet,url,date,text\na1,J,Kompas,http://x,2022-12-26,Isi\n")
    (article,) = read_csv_file(path, 200)
    assert isinstance(article, Article)
    assert (article.id, article.title, article.outlet) == ("a1", "J", "Kompas")
    assert (str(article.published), article.url) == ("2022-12-26", "http://x")
    assert article.origin == f"{path}:2"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ["x.csv: is empty"]),
        (b"id,title\n1,a\n", ["x.csv:1: has no column “text”"]),
        (b"id,text\n1,\n2,Dua\n", ["x.csv:2: has no field “text”", "Dua"]),
        (b'id,text\n1,"tak ditutup\n' + b"a\n" * 200, ["x.csv:2: is not CSV"]),
        (b"id,text\n1," + b"a" * 300 + b"\n", ["x.csv:2: is longer than 200 bytes"]),
        (b"\x00\x01,text\n", ["x.csv:1: is binary"]),
    ],
)
def test_refusals(tmp_path: Path, data: bytes, expected: list[str]) -> None:
    found = outcomes(tmp_path / "x.csv", data)
    assert len(found) == len(expected)
    for item, beginning in zip(found, expected, strict=True):
        assert item.startswith(beginning)
