"""The fields of an article, checked."""

from __future__ import annotations

from datetime import date

import pytest

from quotetrack.errors import InputError
from quotetrack.ingest.fields import read_fields
from quotetrack.records import Article

TEXT = "JAKARTA, KOMPAS.com - “Ya,” kata Galuzin."


def test_all_fields() -> None:
    fields = {
        "id": 7,
        "text": TEXT,
        "title": " Judul ",
        "outlet": "Kompas",
        "url": "https://example.org/1",
        "date": "Senin, 9 Juni 2025 21:47 WIB",
        "pristine": True,
    }
    assert read_fields(fields, "x.jsonl:1") == Article(
        text=TEXT,
        title="Judul",
        outlet="Kompas",
        url="https://example.org/1",
        published=date(2025, 6, 9),
        id="7",
        origin="x.jsonl:1",
    )


@pytest.mark.parametrize("fields", [{}, {"outlet": None, "id": None}, {"outlet": " ", "id": ""}])
def test_the_outlet_comes_from_the_dateline(fields: dict[str, object]) -> None:
    article = read_fields({"text": TEXT, **fields}, "x.jsonl:1")
    assert (article.outlet, article.id) == ("KOMPAS.com", None)


def test_without_a_dateline_the_outlet_comes_from_the_address() -> None:
    url = "https://news.detik.com/berita/d-1"
    assert read_fields({"text": "“Ya,” kata Galuzin.", "url": url}, "x").outlet == "Detik"
    assert read_fields({"text": TEXT, "url": url}, "x").outlet == "KOMPAS.com"


def test_a_title_that_the_text_repeats_is_no_body() -> None:
    article = read_fields({"text": f"Judul\n\n{TEXT}", "title": "Judul"}, "x")
    assert (article.body_start, article.outlet) == (7, "KOMPAS.com")
    assert read_fields({"text": "Judul besar ini.", "title": "Judul"}, "x").body_start == 0


@pytest.mark.parametrize("printed", ["kemarin", 5, None, ["2025-01-01"]])
def test_a_date_that_cannot_be_read_is_none(printed: object) -> None:
    assert read_fields({"text": TEXT, "date": printed}, "x").published is None


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "no field “text”"),
        ({"text": None}, "no field “text”"),
        ({"text": 5}, "“text” is a number"),
        ({"text": ["a"]}, "“text” is a list"),
        ({"text": " \n"}, "“text” is empty"),
        ({"text": "a\ud800"}, "surrogate"),
        ({"text": "a\x00"}, "NUL"),
        ({"text": "a", "title": 5}, "“title” is a number"),
        ({"text": "a", "title": "\udfff"}, "surrogate"),
        ({"text": "a", "id": True}, "“id” is true or false"),
        ({"text": "a", "url": {}}, "“url” is an object"),
    ],
)
def test_a_refusal_names_place_and_field(fields: dict[str, object], why: str) -> None:
    with pytest.raises(InputError, match=rf"^x\.jsonl:3: .*{why}"):
        read_fields(fields, "x.jsonl:3")
