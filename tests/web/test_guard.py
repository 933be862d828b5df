"""Who is let in, and what is refused before it reaches a page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from quotetrack.store.session import Database
from quotetrack.web.app import create_app
from quotetrack.web.guard import HEADERS, MOST_BYTES
from tests.web.conftest import HERE, find_key

TOKEN = "a token of some length"
FORMS = ["/statements/1/review", "/mismatches/1", "/reviewer"]


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/static/style.css", "/static/marks.css", "/openapi.json"]
)
def test_headers_stand_on_every_answer(page: TestClient, path: str) -> None:
    answer = page.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8000", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("192.168.1.7", 200),
        ("evil.example", 400),
        ("evil.example:8000", 400),
        ("localhost.evil.example", 400),
        ("127.0.0.1.evil.example", 400),
        ("[::1].evil.example", 400),
        ("", 400),
    ],
)
def test_only_its_own_names_are_answered(page: TestClient, host: str, status: int) -> None:
    assert page.get("/", headers={"host": host}).status_code == status


def test_names_that_are_given(shared: Database) -> None:
    app = create_app(shared, hosts=["Newsroom"])
    client = TestClient(app, base_url="http://newsroom:8000")
    assert client.get("/").status_code == 200


def test_a_request_is_bounded(page: TestClient) -> None:
    large = b"x" * (MOST_BYTES + 1)
    assert page.post("/try", content=large).status_code == 413
    form = {"content-type": "application/x-www-form-urlencoded"}

    def stream() -> Iterator[bytes]:
        for _ in range(3):
            yield b"text=" + b"x" * (MOST_BYTES // 2)

    answer = page.post("/try", content=stream(), headers=form)
    assert answer.status_code == 413
    assert page.get("/", headers={"content-length": "nonsense"}).status_code == 413


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("key", ["", "0" * 64, None])
def test_a_form_from_elsewhere_is_refused(page: TestClient, path: str, key: str | None) -> None:
    """None stands for a form of another visitor."""
    page.cookies.clear()
    if key is None:
        key = find_key(page.get("/reviewer").text)
        page.cookies.clear()
        page.get("/")
    before = page.get("/log.json").json()
    answer = page.post(path, data={"key": key, "by": "Rina", "action": "confirm"})
    assert answer.status_code == 403
    assert page.get("/log.json").json() == before


@pytest.mark.parametrize("path", FORMS)
def test_read_only(shared: Database, path: str) -> None:
    client = TestClient(create_app(shared, read_only=True), base_url=HERE)
    shown = client.get("/articles/a1").text
    assert "Read only" in shown
    assert "/review" not in shown
    key = find_key(client.get("/try").text)
    before = client.get("/log.json").json()
    answer = client.post(path, data={"key": key, "by": "Rina", "action": "confirm"})
    assert answer.status_code == 403
    assert client.get("/log.json").json() == before


@pytest.fixture
def locked(shared: Database) -> TestClient:
    """The page behind a token."""
    app = create_app(shared, token=TOKEN)
    return TestClient(app, base_url=HERE, follow_redirects=False)


def test_nothing_is_seen_without_the_token(locked: TestClient) -> None:
    shown = locked.get("/articles/a1?x=1")
    assert (shown.status_code, shown.text) == (303, "")
    assert shown.headers["location"] == "/login?back=%2Farticles%2Fa1%3Fx%3D1"
    for path in ("/articles/a1.json", "/openapi.json"):
        assert locked.get(path).status_code == 401
    assert locked.post("/mismatches/1", data={"action": "confirm"}).status_code == 401
    assert locked.get("/", headers={"accept": "application/json"}).status_code == 401
    assert locked.get("/static/style.css").status_code == 200


def test_entering(locked: TestClient) -> None:
    asked = locked.get("/login?back=%2Farticles%2Fa1").text
    form = {"key": find_key(asked), "back": "/articles/a1"}
    assert 'value="/articles/a1"' in asked
    wrong = locked.post("/login", data=form | {"token": TOKEN[:-1]})
    assert wrong.status_code == 403
    assert locked.get("/").status_code == 303
    right = locked.post("/login", data=form | {"token": TOKEN})
    assert (right.status_code, right.headers["location"]) == (303, "/articles/a1")
    assert "httponly" in right.headers["set-cookie"].lower()
    assert TOKEN not in right.headers["set-cookie"]
    assert locked.get("/articles/a1").status_code == 200


def test_a_program_sends_the_token(locked: TestClient) -> None:
    right = {"authorization": f"Bearer {TOKEN}"}
    assert locked.get("/articles/a1.json", headers=right).status_code == 200
    wrong = {"authorization": f"Bearer {TOKEN}x"}
    assert locked.get("/articles/a1.json", headers=wrong).status_code == 401
    # It needs no form of the page; without a name nothing is decided.
    answer = locked.post("/mismatches/1", data={"action": "confirm"}, headers=right)
    assert answer.status_code == 400
