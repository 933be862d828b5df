"""The real article of seeds/: every statement, speaker, role and source, and the mismatch."""

from __future__ import annotations

from importlib.resources import files

import pytest

from quotetrack import load_pipeline
from quotetrack.ingest import find_articles
from quotetrack.reading import read_article
from quotetrack.records import Article, Reading
from quotetrack.settings import Settings

# type, first words, last words, cue, speaker, role, sources
EXPECTED = [
    ("indirect", "Rudal Iskander milik Rusia", "25 Desember 2022", "mengungkapkan", None,
     "pejabat senior dari Kementerian Pertahanan Belarusia", []),
    ("direct", "Angkatan Bersenjata Belarusia", "Iskander", "ujar", "Mikhail Galuzin",
     "Wakil Menteri Luar Negeri Rusia", ["Sputnik"]),
    ("indirect", "prajurit Belarusia telah rampung", "senjata tersebut", "mengungkapkan",
     "Leonid Kanevsky", "Kepala staf Direktorat Utama Ideologi", []),
    ("direct", "Prajurit, kru kami", "Republik Belarus", "kata", "Leonid Kasinsky",
     "kepala Direktorat Utama Ideologi di kementerian itu", ["Telegram"]),
    ("direct", "Jenis senjata ini", "dimaksudkan", "ungkapnya", "Leonid Kasinsky",
     "kepala Direktorat Utama Ideologi di kementerian itu", []),
    ("indirect", "Rusia dan Belarusia akan", "pihak Barat", "mengungkapkan", "Vladimir Putin",
     None, []),
    ("indirect", "kecewa karena Lukashenko", "markas militer baru", "mengatakan",
     "Karine Jean-Pierre", "Sekretaris pers Gedung Putih", []),
]  # fmt: skip


@pytest.fixture(scope="module")
def reading() -> Reading:
    path = files("quotetrack.seeds") / "articles" / "iskander-belarusia.txt"
    (article,) = find_articles([str(path)], Settings())
    assert isinstance(article, Article)
    return read_article(load_pipeline(), article)


def test_title_and_outlet(reading: Reading) -> None:
    assert reading.article.outlet == "Jatimcenter.com"
    assert reading.article.title == reading.article.text.split("\n")[0]


def test_statements(reading: Reading) -> None:
    text = reading.article.text
    found = []
    for s, (_, first, last, *_) in zip(reading.statements, EXPECTED, strict=True):
        content = s.content[0].of(text)
        assert content.startswith(first)
        assert content.endswith(last)
        sources = [source.name for source in s.sources]
        cue = s.cue.of(text) if s.cue else None
        found.append((s.type, first, last, cue, s.speaker, s.role, sources))
    assert found == EXPECTED


def test_mismatch(reading: Reading) -> None:
    (mismatch,) = reading.mismatches
    assert mismatch.names == ("Leonid Kanevsky", "Leonid Kasinsky")
    assert "Leonid" in mismatch.evidence
    assert "Direktorat Utama Ideologi" in mismatch.evidence
