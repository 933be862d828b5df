"""What an editor decides in the page: it is kept, logged, shown, and can be undone."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from quotetrack.store.audit import verify
from quotetrack.store.session import Database
from quotetrack.web import speaker_pages
from tests.web.conftest import find_article, find_key


def send(desk: TestClient, path: str, **fields: str) -> Response:
    """Send a form as the page has it, in Rina's name."""
    key = find_key(desk.get("/reviewer").text)
    answer: Response = desk.post(path, data={"key": key, "by": "Rina", **fields})
    return answer


def seed_statement(desk: TestClient, number: int) -> dict[str, Any]:
    """Return a statement of the packaged article."""
    found = desk.get("/search.json?q=Kasinsky").json()["speakers"][0]
    quoted = desk.get(f"/speakers/{found['id']}.json").json()["statements"][0]
    statements: Any = find_article(desk, str(quoted["article"]["id"]))["statements"]
    statement: dict[str, Any] = statements[number - 1]
    return statement | {"article": quoted["article"]}


def test_correct_a_speaker_and_find_it_in_the_log(desk: TestClient, own: Database) -> None:
    before = seed_statement(desk, 3)
    assert before["speaker"] == "Leonid Kanevsky"
    path = f"/statements/{before['id']}"
    answer = send(
        desk,
        f"{path}/review",
        action="correct",
        speaker="Leonid Kasinsky",
        role=before["role"],
        type="indirect",
        sources="",
        content=before["content"],
        note="misprint",
        back=f"/articles/{before['article']['id']}",
    )
    assert answer.status_code == 303
    where = answer.headers["location"]
    assert where.endswith(f"?done={before['id']}#statement-{before['id']}")
    assert "is corrected." in desk.get(where).text
    after = desk.get(f"{path}.json").json()
    assert after["statement"]["speaker"] == "Leonid Kasinsky"
    (decided,) = after["statement"]["history"]
    assert decided["changes"] == {"speaker": ["Leonid Kanevsky", "Leonid Kasinsky"]}
    assert (decided["by"], decided["note"]) == ("Rina", "misprint")
    assert "is corrected" in after["story"][-1]["what"]
    logged = desk.get("/log.json").json()["events"][0]
    assert logged["by"] == "Rina"
    assert logged["decided"]["changes"] == {"speaker": ["Leonid Kanevsky", "Leonid Kasinsky"]}
    assert (logged["decided"]["state"], logged["decided"]["note"]) == ("corrected", "misprint")
    assert logged["link"] == path
    with own.session() as session:
        assert verify(session)[0] is None


def test_correct_the_edges(desk: TestClient) -> None:
    before = seed_statement(desk, 4)
    words = "Prajurit, kru kami\n telah sepenuhnya menyelesaikan pelatihan mereka"
    answer = send(desk, f"/statements/{before['id']}/review", action="correct", content=words)
    assert answer.status_code == 303
    after = desk.get(f"/statements/{before['id']}.json").json()["statement"]
    assert after["content"] == " ".join(words.split())
    assert after["content_offsets"][0][0] == before["content_offsets"][0][0]
    assert after["speaker"] == before["speaker"]


def test_reject_and_undo(desk: TestClient) -> None:
    def list_ids() -> list[int]:
        return [s["id"] for s in find_article(desk, "a1")["statements"]]  # type: ignore[attr-defined]

    assert list_ids() == [1]
    send(desk, "/statements/1/review", action="reject", back="/articles/a1")
    found = find_article(desk, "a1")
    assert found["statements"] == []
    assert found["rejected"] == [{"id": 1, "content": "Rudal itu [sudah] siap"}]
    shown = desk.get("/articles/a1?done=1").text
    assert "Statement 1 is dismissed." in shown
    assert 'value="reopen"' in shown
    assert desk.get("/statements/1.json").json()["statement"]["review"]["state"] == "dismissed"
    send(desk, "/statements/1/review", action="reopen")
    assert list_ids() == [1]


@pytest.mark.parametrize(("action", "state"), [("confirm", "confirmed"), ("dismiss", "dismissed")])
def test_decide_a_mismatch_and_undo(desk: TestClient, action: str, state: str) -> None:
    first = desk.get("/mismatches.json").json()["mismatches"][0]
    path = f"/mismatches/{first['id']}"
    answer = send(desk, path, action=action, note="see the ministry", back="/mismatches?kind=")
    assert answer.headers["location"] == f"/mismatches?kind=&done={first['id']}"
    shown = desk.get(answer.headers["location"])
    assert f"is {state}." in shown.text
    review = desk.get(f"{path}.json").json()["mismatch"]["review"]
    assert (review["state"], review["by"], review["note"]) == (state, "Rina", "see the ministry")
    left = desk.get("/mismatches.json").json()["mismatches"]
    assert first["id"] not in [m["id"] for m in left]
    send(desk, path, action="reopen")
    assert desk.get("/mismatches.json").json()["mismatches"][0]["id"] == first["id"]


def _find(desk: TestClient, kind: str) -> dict[str, Any]:
    (found,) = desk.get(f"/mismatches.json?kind={kind}").json()["mismatches"]
    mismatch: dict[str, Any] = found
    return mismatch


def _search(desk: TestClient, name: str) -> list[str]:
    found = desk.get("/search.json", params={"q": name}).json()["speakers"]
    return [speaker["name"] for speaker in found]


def test_the_same_person(desk: TestClient, own: Database) -> None:
    path = f"/mismatches/{_find(desk, 'different_name')['id']}"
    assert _search(desk, "Kasinsky") == ["Leonid Kasinsky"]
    before = desk.get("/index.json").json()["figures"]["speakers"]
    send(desk, path, action="same")
    assert desk.get("/index.json").json()["figures"]["speakers"] == before - 1
    assert len(desk.get("/speakers.json").json()["speakers"]) == before - 1
    # both names are those of one person now, who is found under either
    assert _search(desk, "Kasinsky") == _search(desk, "Kanevsky")
    assert desk.get(f"{path}.json").json()["mismatch"]["state"] == "confirmed"
    send(desk, path, action="reopen")
    assert _search(desk, "Kasinsky") == ["Leonid Kasinsky"]
    assert _search(desk, "Kanevsky") == ["Leonid Kanevsky"]
    assert desk.get(f"{path}.json").json()["mismatch"]["state"] == "open"
    with own.session() as session:
        assert verify(session)[0] is None


@pytest.mark.parametrize(
    ("kind", "action", "state"),
    [
        ("different_name", "different", "dismissed"),
        ("attribution", "different", "confirmed"),
    ],
)
def test_different_people(desk: TestClient, kind: str, action: str, state: str) -> None:
    path = f"/mismatches/{_find(desk, kind)['id']}"
    assert send(desk, path, action=action).status_code == 303
    assert desk.get(f"{path}.json").json()["mismatch"]["state"] == state


def test_the_name_is_asked_for_once(desk: TestClient) -> None:
    key = find_key(desk.get("/articles/a1").text)
    form = {"key": key, "action": "confirm"}
    nameless = desk.post("/statements/1/review", data=form)
    assert nameless.status_code == 400
    assert "give your name" in nameless.text
    assert 'name="by"' in desk.get("/articles/a1").text
    assert send(desk, "/reviewer", by="Ányà; <Rina>").status_code == 303
    shown = desk.get("/articles/a1").text
    assert 'name="by"' not in shown
    assert "Reviewing as Ányà; &lt;Rina&gt;" in shown
    assert desk.post("/statements/1/review", data=form).status_code == 303
    review = desk.get("/statements/1.json").json()["statement"]["review"]
    assert review["by"] == "Ányà; <Rina>"


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"action": "correct"}, 400, "nothing to correct"),
        ({"action": "correct", "content": "words that are nowhere"}, 400, "does not have"),
        ({"action": "correct", "speaker": "a\0b"}, 400, "character"),
        ({"action": "shout"}, 422, "action"),
        ({}, 422, "action"),
        ({"action": "correct", "note": "x" * 20_001}, 422, "note"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    desk: TestClient, fields: dict[str, str], status: int, words: str
) -> None:
    before = desk.get("/log.json").json()
    answer = send(desk, "/statements/1/review", **fields)
    assert answer.status_code in (status, 404)
    assert words in answer.text
    assert desk.get("/log.json").json() == before


def test_going_back_never_leaves_the_page(desk: TestClient) -> None:
    for back in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", ""):
        answer = send(desk, "/reviewer", back=back)
        assert answer.headers["location"] == "/"


def test_try_it_stores_nothing(desk: TestClient) -> None:
    before = desk.get("/index.json").json()["figures"]
    key = find_key(desk.get("/try").text)
    text = (
        "Judul\r\n\r\n“Kami <b>siap</b> sekarang juga,” ujar Menteri Perdagangan Rina Melati, "
        "Senin."
    )
    answer = desk.post("/try", data={"key": key, "text": text})
    assert answer.status_code == 200
    assert '<mark class="cue" data-statements="1">ujar</mark>' in answer.text
    assert "Kami &lt;b&gt;siap&lt;/b&gt; sekarang juga" in answer.text
    as_json = desk.post(
        "/try", data={"key": key, "text": text}, headers={"accept": "application/json"}
    ).json()
    assert as_json["statements"][0]["speaker"] == "Rina Melati"
    assert "\r" not in as_json["text"]
    assert desk.post("/try", data={"key": key, "text": " \n"}).status_code == 400
    assert desk.post("/try", data={"key": key, "text": "x" * 100_001}).status_code == 422
    assert desk.get("/index.json").json()["figures"] == before


def test_a_speaker_is_never_shown_as_before_a_review(desk: TestClient) -> None:
    before = desk.get("/speakers/1.json").json()
    assert desk.get("/speakers/1.json").json() == before
    said = before["statements"][0]["id"]
    send(desk, f"/statements/{said}/review", action="confirm")
    confirmed = desk.get("/speakers/1.json").json()
    assert confirmed["statements"][0]["review"]["state"] == "confirmed"
    send(desk, f"/statements/{said}/review", action="correct", role="Panglima baru")
    corrected = desk.get("/speakers/1.json").json()
    assert "Panglima baru" in {term["office"] for term in corrected["offices"]}
    assert "Panglima baru" not in {term["office"] for term in confirmed["offices"]}


def test_counts_follow_a_correction(desk: TestClient) -> None:
    def count() -> dict[str, list[tuple[str, int]]]:
        """Return by address who is listed there, with how many statements."""
        addresses = {
            "search": ("/search.json?q=Leonid", "speakers"),
            "export": ("/export.json?speaker=Leonid", "fitting"),
            "list": ("/speakers.json", "speakers"),
        }
        found = {name: desk.get(path).json()[key] for name, (path, key) in addresses.items()}
        listed = {
            name: sorted((s["name"], s["statements"]) for s in of if "Leonid" in s["name"])
            for name, of in found.items()
        }
        pages = [desk.get(f"/speakers/{s['id']}.json").json() for s in found["search"]]
        return listed | {"page": sorted((p["name"], p["statements_count"]) for p in pages)}

    third = seed_statement(desk, 3)
    before = count()
    path = f"/statements/{third['id']}/review"
    send(desk, path, action="correct", speaker="Leonid Kasinsky")
    after = count()
    send(desk, path, action="reopen")
    for name, listed in before.items():
        (kanevsky, one), (kasinsky, many) = listed
        assert (kanevsky, kasinsky) == ("Leonid Kanevsky", "Leonid Kasinsky")
        assert one == 1  # so that nobody is called so afterwards
        # The form lists whom a name fits where it fits several.
        assert after[name] == ([] if name == "export" else [(kasinsky, many + 1)])
    assert count() == before


@pytest.mark.parametrize("asked", ["", "?q=prajurit", "?outlet=Jatimcenter", "?type=direct"])
def test_who_has_many_statements_is_shown_alike(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    third = seed_statement(desk, 3)
    (speaker,) = desk.get("/search.json?q=Kasinsky").json()["speakers"]

    def show() -> list[Any]:
        pages = []
        for many in (1, 4_000):
            monkeypatch.setattr(speaker_pages, "_MANY", many)
            pages.append(desk.get(f"/speakers/{speaker['id']}.json{asked}").json())
        assert pages[0] == pages[1]
        listed: list[Any] = pages[0]["statements"]
        return [statement["id"] for statement in listed]

    before, path = show(), f"/statements/{third['id']}/review"
    assert before
    send(desk, path, action="correct", speaker="Leonid Kasinsky", type="direct")
    assert third["id"] in show()
    send(desk, path, action="reopen")
    assert show() == before
