"""The people of an article, under every form of their names."""

from __future__ import annotations

import pytest

from quotetrack.records import Findings, Name, NameLabel, Span
from quotetrack.speakers.people import Directory


def findings(text: str, *names: str, label: NameLabel = NameLabel.PERSON) -> Findings:
    """Return findings in which the names stand where they first stand in the text, in order."""
    found, start = [], 0
    for name in names:
        start = text.index(name, start)
        found.append(Name(Span(start, start + len(name)), label, name))
        start += len(name)
    return Findings((), tuple(found), (Span(0, len(text)),))


@pytest.mark.parametrize(
    ("text", "names", "asked", "expected"),
    [
        ("Budi Santoso. Budi.", ("Budi Santoso", "Budi"), "Budi", "Budi Santoso"),
        ("Budi. Budi Santoso.", ("Budi", "Budi Santoso"), "Budi", "Budi Santoso"),
        ("Ani Santoso. Budi Santoso.", ("Ani Santoso", "Budi Santoso"), "Santoso", None),
        ("Ridwan Kamil (Emil).", ("Ridwan Kamil", "Emil"), "Emil", "Ridwan Kamil"),
        ("Ali Topan, akrab disapa Otong.", ("Ali Topan", "Otong"), "Otong", "Ali Topan"),
        ("Ali Topan alias Otong.", ("Ali Topan", "Otong"), "Otong", "Ali Topan"),
        ("Ali Topan dan Otong.", ("Ali Topan", "Otong"), "Otong", "Otong"),
        ("Joko Widodo. Jokowi.", ("Joko Widodo", "Jokowi"), "Jokowi", "Joko Widodo"),
        ("Jokowi.", ("Jokowi",), "Jokowi", "Jokowi"),
        ("Agus Harimurti Yudhoyono. AHY.",
         ("Agus Harimurti Yudhoyono", "AHY"), "AHY", "Agus Harimurti Yudhoyono"),
        ("Tim Mayopoulos. Mayopolous.",
         ("Tim Mayopoulos", "Mayopolous"), "Mayopolous", "Tim Mayopoulos"),
        ("Budi Santoso.", ("Budi Santoso",), "Rudi", None),
        ("Benyamin Hadi. Benny.", ("Benyamin Hadi", "Benny"), "Benny", "Benyamin Hadi"),
        ("Kristina Ayu. Tina.", ("Kristina Ayu", "Tina"), "Tina", "Kristina Ayu"),
        ("Martina Ayu. Kristina Ayu. Tina.", ("Martina Ayu", "Kristina Ayu", "Tina"),
         "Tina", None),
        ("Yudi Hermawan. Awan.", ("Yudi Hermawan", "Awan"), "Wawan", None),
        ("Budi Dermawan. Budi Darmawan.", ("Budi Dermawan", "Budi Darmawan"), "Budi",
         "Budi Dermawan"),
    ],
)  # fmt: skip
def test_find(text: str, names: tuple[str, ...], asked: str, expected: str | None) -> None:
    person = Directory(findings(text, *names), text).find(asked)
    assert (person.name if person else None) == expected


def test_misspelling_is_not_explained_away() -> None:
    text = "Tim Mayopoulos. Mayopolous."
    found = findings(text, "Tim Mayopoulos", "Mayopolous")
    people = Directory(found, text, forgiving=False).people
    assert [p.name for p in people] == ["Tim Mayopoulos", "Mayopolous"]


@pytest.mark.parametrize(
    ("text", "names", "asked", "expected"),
    [
        ("Komisi Pemberantasan Korupsi (KPK).",
         ("Komisi Pemberantasan Korupsi", "KPK"), "KPK", "Komisi Pemberantasan Korupsi"),
        ("General Motors. GM.", ("General Motors", "GM"), "GM", "General Motors"),
        ("Koalisi Damai Kota. Koalisi.",
         ("Koalisi Damai Kota", "Koalisi"), "Koalisi", "Koalisi Damai Kota"),
        ("BMW Group Indonesia. BMW.", ("BMW Group Indonesia", "BMW"), "BMW", "BMW"),
        ("Zoom Technologies Inc. Zoom.",
         ("Zoom Technologies Inc", "Zoom"), "Zoom", "Zoom Technologies Inc"),
        ("Bank Jatim. Bank Jateng. Bank.", ("Bank Jatim", "Bank Jateng", "Bank"), "Bank", "Bank"),
        ("KPK.", ("KPK",), "KPK", "KPK"),
    ],
)  # fmt: skip
def test_body(text: str, names: tuple[str, ...], asked: str, expected: str) -> None:
    assert Directory(findings(text, *names, label=NameLabel.ORG), text).body(asked) == expected
