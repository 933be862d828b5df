"""The same words given to different speakers, and cases where that is no contradiction."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from quotetrack.records import Official, SpeakerKind, Voice
from quotetrack.speakers.across import find_contradictions
from quotetrack.speakers.ascribed import find_ascribed, keeps_back
from quotetrack.speakers.registry import Registry
from tests.speakers.test_contradictions import make_person

WORDS = "Harga beras akan turun di semua pasar mulai bulan depan"
DAY = date(2023, 1, 2)
Given = tuple[str | None, str | None]  # name and office


def make_voice(number: int, name: str | None, role: str | None = None, **more: object) -> Voice:
    """Return whom the article of a number gives the words to."""
    kind = SpeakerKind.PERSON if name else SpeakerKind.UNNAMED
    given: dict[str, object] = {"kind": kind, "content": WORDS, "published": DAY} | more
    return Voice(number, number, name=name, role=role, person_id=number if name else None, **given)  # type: ignore[arg-type]


def find_kinds(*pair: Voice, registry: Registry | None = None) -> list[str]:
    """Return the kinds of what is found in one pair."""
    found = find_ascribed([(pair[0], pair[1])], registry or Registry())
    return [contradiction.kind.value for contradiction in found]


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (("Rina Melati", "Mendag"), ("Arif Wibowo", "Bupati Bima"), "attribution"),
        (("Marc Marquez", None), ("Alex Marquez", None), "attribution"),
        (("Mikhail Galuzin", None), ("Mikhail Galuzyn", None), "spelling"),
        (("Leonid Kanevsky", None), ("Leonid Kasinsky", None), "different_name"),
        (("Rina Melati", "Kapolres Sleman"), ("Rina Melati", "Kapolres Bantul"), "office"),
        (("Rina Melati", "Mendag"), ("Melati", "Mendag"), None),
        (("Rina Melati", "Presiden RI"), ("Arif Wibowo", "Juru Bicara Presiden"), None),
        (("Rina Melati", "Kapolres Sleman"), ("Rina Melati", "Ketua Perbakin"), None),
    ],
)
def test_people(first: Given, second: Given, kind: str | None) -> None:
    found = find_kinds(make_voice(1, *first), make_voice(2, *second))
    assert found == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("role", "body", "kind"),
    [
        ("Ketua KPK", "KPK", None),
        ("Menlu Rusia", "Kementerian Luar Negeri Rusia", None),
        (None, "KPK", None),
        ("Kapolres Sleman", "Greenpeace", "attribution"),
    ],
)
def test_bodies(role: str | None, body: str, kind: str | None) -> None:
    named = make_voice(1, "Rina Melati", role)
    other = make_voice(2, body, kind=SpeakerKind.ORGANISATION)
    assert find_kinds(named, other) == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("mention", "role", "kind"),
    [
        ("seorang pejabat", None, "unnamed"),
        ("Sumber di kementerian itu", None, "unnamed"),
        ("dia", "pejabat kementerian", "unnamed"),
        ("dia", None, None),
        (None, None, None),
        ("Kapolres Sleman", "Kapolres Sleman", None),
    ],
)
def test_unnamed(mention: str | None, role: str | None, kind: str | None) -> None:
    nameless = make_voice(2, None, role, mention=mention)
    found = find_kinds(make_voice(1, "Rina Melati", "Kapolres Sleman"), nameless)
    assert found == ([kind] if kind else [])


def test_what_is_no_contradiction() -> None:
    one = make_voice(1, "Rina Melati")
    assert find_kinds(one, make_voice(2, "Arif Wibowo", published=DAY + timedelta(30))) == []
    assert find_kinds(one, make_voice(2, "Arif Wibowo", content="Kami akan bekerja keras")) == []
    assert find_kinds(one, make_voice(1, "Arif Wibowo")) == []
    registry = Registry([Official("Rina Melati", ("Bunda Corona",))])
    assert find_kinds(one, make_voice(2, "Bunda Corona"), registry=registry) == []


def test_keeps_back() -> None:
    assert keeps_back("Seorang pejabat senior")
    assert not keeps_back("ia")


def test_evidence_quotes_the_words() -> None:
    pair = (make_voice(2, "Rina Melati"), make_voice(1, "Arif Wibowo"))
    (found,) = find_ascribed([pair], Registry())
    assert found.evidence == (
        "“Arif Wibowo” in one article and “Rina Melati” in another are given the same words, "
        f"“{WORDS}”."
    )
    assert [side.printed for side in found.sides] == ["Arif Wibowo", "Rina Melati"]


def test_one_pair_of_people_is_told_once() -> None:
    office = "Kapolres Sleman"
    people = [make_person("Rina Melati", office, 1), make_person("Arif Wibowo", office, 2)]
    pair = (make_voice(1, "Rina Melati", office), make_voice(2, "Arif Wibowo", office))
    found = find_contradictions(people, [pair], Registry())
    assert [contradiction.kind.value for contradiction in found] == ["attribution"]
