"""The object that `quotetrack extract` prints."""

from __future__ import annotations

import pytest

from quotetrack.export.extract import read_extract
from quotetrack.records import Article, Mismatch, MismatchKind, Reading, Span
from tests.export.samples import FULL


def test_a_reading_as_the_contract_has_it() -> None:
    mismatch = Mismatch(
        MismatchKind.DIFFERENT_NAME, ("A B", "A C"), (Span(0, 3), Span(5, 8)), 0.9, "Why."
    )
    article = Article(text="…", title="Judul", outlet="Kompas", id="idn1")
    assert read_extract(Reading(article, (FULL.statement,), (mismatch,))) == {
        "id": "idn1",
        "title": "Judul",
        "outlet": "Kompas",
        "statements": [
            {
                "type": "direct",
                "content": [[10, 20], [30, 45]],
                "cue": [22, 26],
                "mention": [27, 29],
                "speaker": "Mikhail Galuzin",
                "kind": "person",
                "role": "Wakil Menteri Luar Negeri Rusia",
                "source": ["Sputnik", "AFP"],
                "resolution": "full_name",
                "rule": "quotation-cue",
                "confidence": 0.9123,
            }
        ],
        "mismatches": [
            {
                "kind": "different_name",
                "names": ["A B", "A C"],
                "spans": [[0, 3], [5, 8]],
                "score": 0.9,
                "evidence": "Why.",
            }
        ],
    }


@pytest.mark.parametrize(("extracted", "text"), [(True, "Isi"), (False, None)])
def test_a_text_that_only_we_have_is_printed(extracted: bool, text: str | None) -> None:
    article = Article(text="Isi", extracted=extracted)
    assert read_extract(Reading(article)).get("text") == text


def test_an_article_without_an_id_is_known_by_its_hash() -> None:
    article = Article(text="Isi")
    assert read_extract(Reading(article))["id"] == article.sha256
