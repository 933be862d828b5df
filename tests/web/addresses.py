"""The addresses of the fullest pages, and what a reviewer sends: all that the benchmark times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi.testclient import TestClient

from tests.web.crowded import NAMES, OFFICES, REPEATED

PATHS = (
    *("/", "/articles", "/speakers", "/claims", "/mismatches", "/log", "/try", "/docs"),
    *("/export", "/export?subject=statements&speaker=Joko+Widodo"),
)
VISITS = ("/login", "/reviewer", "/openapi.json")
FILTERED = {"outlet": "Harian 3", "since": "2021-01-01", "until": "2023-12-31", "type": "direct"}
TOKEN = "a token that the benchmark knows"
DEEP = 20  # pages turned over in a list

Form = dict[str, str]


def list_pages(
    client: TestClient, words: Sequence[str], people: Sequence[tuple[str, str]]
) -> Iterator[str]:
    """Yield the addresses to be asked for, each once; some of them as JSON as well."""
    fullest = _find_fullest(client)
    asked = dict.fromkeys(
        (
            *PATHS,
            *VISITS,
            *_list_lists(client),
            *fullest,
            *_list_speakers(client, people, words),
            *_list_searches(words, people),
        )
    )
    yield from asked
    yield from ("/index.json", "/articles.json", "/speakers.json", "/claims.json", "/log.json")
    yield from ("/mismatches.json", *(f"{path}.json" for path in fullest if "?" not in path))
    yield f"/search.json?{urlencode({'q': words[100]})}"


def list_deeds(client: TestClient) -> Iterator[tuple[str, Form]]:
    """Yield what a reviewer sends: of the longest article, and in the queue of mismatches."""
    article = _get(client, _find_longest(client))
    statement = article["statements"][50]
    review = f"/statements/{statement['id']}/review"
    for action in ("confirm", "reject", "reopen", "correct"):
        form = {"action": action, "note": "as timed", "by": "Ana"}
        yield review, form | ({"role": "Juru Bicara"} if action == "correct" else {})
    yield review, {"action": "reopen", "by": "Ana"}
    mismatch = _get(client, "/mismatches")["mismatches"][0]
    for action in ("confirm", "dismiss", "reopen"):
        yield f"/mismatches/{mismatch['id']}", {"action": action, "by": "Ana"}
    yield "/reviewer", {"by": "Ana"}
    yield "/login", {"token": TOKEN}
    yield "/try", {"text": "“Kami siap,” ujar Menteri Perdagangan Rina Melati, Selasa."}


def find_unasked(schema: dict[str, Any], asked: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the addresses of an OpenAPI schema, by method and path, of which none was asked for.

    But for reports, which `tests/export/bench_export.py` times: they are sent as they are written.
    """
    paths = [(method, path.partition("?")[0]) for method, path in asked]
    for template, operations in schema["paths"].items():
        pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", template))
        for method in map(str.upper, operations if template != "/export/{subject}" else ()):
            if not any(m == method and pattern.fullmatch(path) for m, path in paths):
                yield f"{method} {template}"


def _get(client: TestClient, path: str, **asked: str) -> Any:
    answer = client.get(path, params=asked, headers={"accept": "application/json"})
    assert answer.status_code == 200, (path, answer.text)
    return answer.json()


def _find_fullest(client: TestClient) -> list[str]:
    """Return the pages of one thing each, the longest of their sort."""
    claim = _get(client, "/claims")["claims"][0]
    mismatch = _get(client, "/mismatches")["mismatches"][0]
    longest = _find_longest(client)
    reviewed = _get(client, longest)["statements"][50]
    return [
        longest,
        f"/articles/{_get(client, '/articles')['articles'][0]['id']}",
        f"/claims/{claim['id']}",
        *_turn(client, f"/claims/{claim['id']}"),
        f"/mismatches/{mismatch['id']}",
        f"/statements/{reviewed['id']}",
        f"/statements/{_get(client, '/search', q=REPEATED)['statements'][0]['id']}",
        "/statements/1",
    ]


def _find_longest(client: TestClient) -> str:
    """Return the address of the long article, which is the last but for undated ones."""
    listed = _get(client, "/articles")["articles"]
    return f"/articles/{max(listed, key=lambda article: int(article['statements']))['id']}"


def _list_lists(client: TestClient) -> Iterator[str]:
    """Yield the second and a deep page of each list, and lists with filters."""
    for path in ("/articles", "/speakers", "/claims", "/mismatches"):
        yield from _turn(client, path)
    yield f"/log?before={_get(client, '/log')['next']}"
    yield from ("/log?before=500", "/articles?outlet=Harian+3", "/articles?outlet=Kabar+7")
    yield "/articles?after=.99999999"  # those without a day
    for asked in ("state=confirmed", "state=dismissed", "kind=spelling", "kind=unnamed", "done=1"):
        yield f"/mismatches?{asked}"


def _list_speakers(
    client: TestClient, people: Sequence[tuple[str, str]], words: Sequence[str]
) -> Iterator[str]:
    for name in (NAMES[0], people[1][0], people[-1][0]):
        found = _get(client, "/search", q=name)["speakers"]
        if not found:
            continue
        path = f"/speakers/{max(found, key=lambda speaker: int(speaker['statements']))['id']}"
        yield path
        if name == NAMES[0]:
            yield from _turn(client, path)
            yield f"{path}?{urlencode({'q': words[100]})}"
            yield f"{path}?{urlencode({'q': words[-1]})}"
            yield f"{path}?{urlencode({'q': words[100], **FILTERED})}"
            yield f"{path}?{urlencode({'outlet': 'Kabar 7'})}"
            yield f"{path}?{urlencode({'type': 'indirect', 'until': '2020-06-30'})}"
            yield f"{path}.json"


def _list_searches(words: Sequence[str], people: Sequence[tuple[str, str]]) -> Iterator[str]:
    asked = [
        words[0],
        words[100],
        words[1000],
        words[-1],
        f"{words[1000][:5]}*",
        f"{words[0][:3]}*",
    ]
    asked += [f'"{words[0]} {words[1]}"', f"{words[100]} -{words[0]}", REPEATED]
    # Names and offices, of the registry and printed only, of one holder and of hundreds; unknown.
    asked += [*NAMES, people[-1][0], people[-1][0].split()[0], OFFICES[0], OFFICES[2]]
    asked += [people[1][1], people[-1][1], "Kepala Dinas", "Menlu", "Wali Kota", "Camat Sleman"]
    for words_asked in asked:
        yield f"/search?{urlencode({'q': words_asked})}"
    for word in (words[0], words[1000], words[-1]):
        yield f"/search?{urlencode({'q': word, **FILTERED})}"
    yield f"/search?{urlencode({'q': words[0], 'after': '2021-05-05.1000'})}"


def _turn(client: TestClient, path: str) -> Iterator[str]:
    """Yield the second page of a list and a deep one."""
    after: str | None = None
    for page in range(DEEP):
        after = _get(client, path, **({"after": after} if after else {}))["next"]
        if after is None:
            return
        if page in (0, DEEP - 1):
            yield f"{path}?{urlencode({'after': after})}"
