"""Every page and its twin: what is on it, in both languages, and nothing that a browser runs."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from quotetrack.web import claim_pages
from tests.web.conftest import EVIL, WORDS, find_article

PAGES = [
    "/",
    "/search?q=Galuzin",
    "/search?q=Wakil+Menteri+Luar+Negeri+Rusia",
    "/search?q=rudal&type=direct",
    "/search?q=-",
    "/articles",
    "/articles?outlet=Kompas",
    "/articles/a1",
    "/articles/evil",
    "/statements/1",
    "/speakers",
    "/speakers/1",
    "/speakers/1?type=direct&since=2022-01-01&until=2023-12-31&q=rudal",
    "/claims",
    "/claims/1",
    "/mismatches",
    "/mismatches?state=confirmed&kind=spelling",
    "/mismatches/1",
    "/export",
    "/export?subject=statements&speaker=santoso&type=direct&since=2022-01-01",
    "/export?subject=reviews",
    "/try",
    "/log",
    "/login",
    "/reviewer",
    "/docs",
]


class _Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def find(self, *names: str) -> list[dict[str, str | None]]:
        """Return the attributes of tags."""
        return [attributes for tag, attributes in self.tags if tag in names]


@pytest.mark.parametrize("path", PAGES)
def test_page_and_twin(page: TestClient, path: str) -> None:
    answer = page.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    tags = _Tags(answer.text)
    assert len(tags.find("h1")) == len(tags.find("main")) == 1
    # nothing but the package's own script and style, none of it in the page
    assert [a.get("src") for a in tags.find("script")] == ["/static/page.js"]
    assert not tags.find("style", "iframe", "object", "base")
    for _, attributes in tags.tags:
        assert not {"style", "onclick", "onerror", "onload"} & set(attributes)
        for link in (attributes.get("href"), attributes.get("src"), attributes.get("action")):
            assert link is None or link.startswith(("/", "#", "https://example.org/"))
            assert link is None or not link.startswith("//")
    ids = [a["id"] for _, a in tags.tags if a.get("id")]
    assert len(ids) == len(set(ids))
    labelled = {a.get("for") for a in tags.find("label")}
    for field in tags.find("input", "select", "textarea"):
        assert field.get("type") == "hidden" or field["id"] in labelled

    twin = page.get(path, headers={"accept": "application/json"})
    assert twin.headers["content-type"] == "application/json"
    bare, _, query = path.partition("?")
    by_ending = page.get(f"{'/index' if bare == '/' else bare}.json?{query}")
    assert twin.json() == by_ending.json()


@pytest.mark.parametrize("path", PAGES)
def test_indonesian(page: TestClient, path: str) -> None:
    answer = page.get(path, headers={"accept-language": "id-ID,id;q=0.9,en;q=0.8"})
    assert '<html lang="id">' in answer.text
    assert "Ketidakcocokan" in answer.text
    assert ">Mismatches<" not in answer.text


def test_the_language_is_kept(shared: object, page: TestClient) -> None:
    page.cookies.clear()
    assert '<html lang="en">' in page.get("/").text
    page.get("/?lang=id")
    assert '<html lang="id">' in page.get("/", headers={"accept-language": "en"}).text
    assert '<html lang="id">' in page.get("/?lang=xx").text
    assert '<html lang="en">' in page.get("/?lang=en").text
    page.cookies.clear()


def test_front(page: TestClient) -> None:
    front = page.get("/index.json").json()
    assert front["figures"]["articles"] == 8
    assert front["figures"]["open_mismatches"] == len(front["mismatches"]) == 2
    days = [article["published"] for article in front["articles"]]
    assert days[:4] == ["2023-03-03", "2023-03-02", "2023-03-01", "2023-01-01"]
    assert days[-2:] == [None, None]
    html = page.get("/").text
    assert "Leonid Kanevsky / Leonid Kasinsky" in html
    assert "3 March 2023" in html


@pytest.mark.parametrize(
    ("words", "speakers", "by_office"),
    [
        ("kasinsky", ["Leonid Kasinsky"], False),
        ("Wakil Menteri Luar Negeri Rusia", ["Mikhail Galuzin"], True),
        ("Menteri Pertanian", ["Arif Wibowo"], True),
        ("nobody", [], False),
    ],
)
def test_search_finds_people(
    page: TestClient, words: str, speakers: list[str], by_office: bool
) -> None:
    found = page.get("/search.json", params={"q": words}).json()
    assert [speaker["name"] for speaker in found["speakers"]] == speakers
    assert found["by_office"] == by_office


def test_search_finds_words_and_filters(page: TestClient) -> None:
    def find(**asked: str) -> list[str]:
        found = page.get("/search.json", params={"q": "beras", **asked}).json()
        return [statement["article"]["key"] for statement in found["statements"]]

    assert find() == ["c3", "c2", "c1"]
    assert find(outlet="tempo", type="direct") == ["c3"]
    assert find(until="2023-03-02") == ["c2", "c1"]
    assert find(type="indirect") == []


def test_article(page: TestClient) -> None:
    html = page.get("/articles/a1").text
    assert '<mark class="direct" data-statements="1">Rudal itu [sudah] siap</mark>' in html
    assert '<mark class="cue" data-statements="1">ujar</mark>' in html
    assert '<mark class="source" data-statements="1">Sputnik</mark>' in html
    assert 'id="statement-1"' in html
    assert 'href="#statement-1"' in html
    assert 'href="https://example.org/1"' in html
    found = find_article(page, "a1")
    assert found["speakers"] == [{"id": 1, "name": "Mikhail Galuzin", "statements": 1}]


def test_what_an_article_holds_is_never_run(page: TestClient) -> None:
    for path in ("/articles/evil", "/", "/articles", "/search?q=siap", "/speakers", "/log"):
        html = page.get(path).text
        assert "<img" not in html
        assert "<script>" not in html
        assert 'href="javascript' not in html
    shown = page.get("/articles/evil").text
    assert "&lt;script&gt;alert('x')&lt;/script&gt;" in shown
    assert str(find_article(page, "evil")["text"]).count(EVIL) == 2


def test_what_is_searched_for_is_never_run(page: TestClient) -> None:
    html = page.get("/search", params={"q": f'"{EVIL}'}).text
    assert "<img" not in html
    assert 'value="&#34;&lt;script&gt;' in html


def test_speaker(page: TestClient) -> None:
    found = page.get("/search.json?q=Galuzin").json()["speakers"][0]
    speaker = page.get(f"/speakers/{found['id']}.json").json()
    assert [alias["name"] for alias in speaker["aliases"]] == ["Mikhail Galuzin"]
    assert speaker["offices"][0]["office"] == "Wakil Menteri Luar Negeri Rusia"
    assert speaker["months"] == [{"month": "2022-12", "statements": 1}]
    assert {source["name"] for source in speaker["sources"]} == {"Sputnik"}
    assert speaker["statements"][0]["article"]["key"] == "a1"
    none = page.get(f"/speakers/{found['id']}.json?until=2000-01-01").json()
    assert none["statements"] == []
    assert "December 2022: 1" in page.get(f"/speakers/{found['id']}").text


def test_claim(page: TestClient) -> None:
    claims = page.get("/claims.json").json()["claims"]
    assert claims[0]["printed"] == 2
    claim = page.get(f"/claims/{claims[0]['id']}.json").json()
    assert claim["content"] == WORDS
    assert [a["what"] for a in claim["appearances"]] == ["first", "lengthened"]
    assert claim["appearances"][1]["pieces"][-1] == {"change": "added", "words": "insyaallah"}
    (given,) = claim["attributed"]
    assert (given["speaker"], given["outlets"]) == ("Rina Melati", ["Antara", "Tempo"])
    html = page.get(f"/claims/{claims[0]['id']}").text
    assert "insyaallah" in html.partition("<ins>")[2]


def test_a_claim_of_many_appearances_has_pages(
    page: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/claims/{page.get('/claims.json').json()['claims'][0]['id']}"
    whole = page.get(f"{address}.json").json()
    monkeypatch.setattr(claim_pages, "_LISTED", 1)
    first = page.get(f"{address}.json").json()
    second = page.get(f"{address}.json", params={"after": first["next"]}).json()
    assert first["appearances"] + second["appearances"] == whole["appearances"]
    assert (first["attributed"], second["attributed"]) == (whole["attributed"],) * 2
    assert second["next"] is None
    link = page.get(address).text.partition('<a rel="next" href="')[2].partition('"')[0]
    assert link == f"{address}?{urlencode({'after': first['next']})}"


def test_mismatches(page: TestClient) -> None:
    found = {m["kind"]: m for m in page.get("/mismatches.json").json()["mismatches"]}
    one = found["different_name"]
    assert sorted(one["names"]) == ["Leonid Kanevsky", "Leonid Kasinsky"]
    for passage, name in zip(one["passages"], one["names"], strict=True):
        start = passage["span"][0]
        begin, end = (edge - start for edge in passage["name"])
        assert passage["text"][begin:end] == name
        assert "\n" not in passage["text"]
    assert len(set(one["people"])) == 2
    only = page.get("/mismatches.json?kind=attribution").json()["mismatches"]
    assert [m["id"] for m in only] == [found["attribution"]["id"]]
    assert '<mark class="mention"' in page.get("/mismatches").text


def test_statement(page: TestClient) -> None:
    found = page.get("/statements/1.json").json()
    assert found["statement"]["speaker"] == "Mikhail Galuzin"
    assert found["statement"]["resolution"] == "full_name"
    assert found["story"][0]["what"].startswith("run 1 of version")


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/articles/zzz", 404, "zzz"),
        ("/statements/99", 404, "99"),
        ("/speakers/99", 404, "99"),
        ("/claims/99", 404, "99"),
        ("/mismatches/99", 404, "99"),
        ("/statements/99999999999", 422, "id"),
        ("/nowhere", 404, "Not Found"),
        ("/search?q=x&since=yesterday", 400, "yesterday"),
        ("/search?q=x&type=loud", 400, "loud"),
        ("/articles?after=x", 400, "x"),
        ("/claims?after=1.x", 400, "1.x"),
        ("/mismatches?after=nan.1", 400, "nan.1"),
        ("/speakers?after=a", 400, "a"),
        ("/mismatches?kind=odd", 400, "odd"),
        ("/articles/a%00b", 400, "character"),
        ("/search?q=a%00b", 400, "character"),
    ],
)
def test_refusals(page: TestClient, path: str, status: int, words: str) -> None:
    html = page.get(path, headers={"accept": "text/html"})
    assert html.status_code == status
    assert words.lower() in html.text.lower()
    twin = page.get(path, headers={"accept": "application/json"})
    assert twin.status_code == status
    assert words in twin.json()["detail"]


def test_docs_load_nothing(page: TestClient) -> None:
    schema = page.get("/openapi.json").json()
    assert "/articles/{key}" in schema["paths"]
    html = page.get("/docs").text
    for path in schema["paths"]:
        assert path in html
    assert "http" not in html.replace("https://example.org", "").partition("<main")[2]


def test_json_of_an_article_finds_what_it_says(page: TestClient) -> None:
    found = find_article(page, "a2")
    text = str(found["text"])
    statements = json.loads(json.dumps(found["statements"]))
    for statement in statements:
        parts = [text[start:end] for start, end in statement["content_offsets"]]
        assert " … ".join(parts) == statement["content"]
