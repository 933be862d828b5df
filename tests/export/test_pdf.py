"""The report as a PDF: pages with words that can be read again, a title, tags and bookmarks."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from quotetrack.export.schema import Subject
from tests.export.pango import need_pango
from tests.export.samples import FULL, HEAD, MISMATCH, write_report


@pytest.fixture(scope="module")
def printed() -> bytes:
    """A report."""
    need_pango()
    return write_report(Subject.CLAIMS, "pdf")


def test_its_words_can_be_read_again(printed: bytes) -> None:
    pages = PdfReader(io.BytesIO(printed)).pages
    words = " ".join(" ".join(page.extract_text().split()) for page in pages)
    for told in (
        "Who said what",
        "Mikhail Galuzin",
        FULL.sha256,
        HEAD.hash,
        MISMATCH.mismatch.names[1],
    ):
        assert told in words
    assert f"1 / {len(pages)}" in words


def test_readers_find_their_way(printed: bytes) -> None:
    found = PdfReader(io.BytesIO(printed))
    root: Any = found.trailer["/Root"]
    assert found.metadata is not None
    assert found.metadata.title == "Who said what · quotetrack"
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    chapter, parts = found.outline[0], found.outline[1]
    assert isinstance(chapter, Destination)
    assert chapter.title == "Who said what"
    assert isinstance(parts, list)
    assert [part.title for part in parts if isinstance(part, Destination)] == [
        *("Figures", "Claims", "Speakers", "Mismatches", "Reviews", "Articles shown"),
        *("How to check this report", "About this report"),
    ]


def test_two_are_the_same(printed: bytes) -> None:
    assert write_report(Subject.CLAIMS, "pdf") == printed
