"""Texts of a shape that makes a careless program slow: four times the text, four times the time.

The rules alone, for the model's time is that of its tokens. A rule that looks through the whole
text for each of its words takes sixteen times as long, not four.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from functools import partial
from itertools import product

import pytest

from quotetrack.pipeline import RULES, sentences
from quotetrack.pipeline.reader import read_findings
from quotetrack.pipeline.tokenizer import make_doc
from quotetrack.records import Findings, Name, NameLabel, Span
from quotetrack.speakers.mismatches import find_mismatches
from quotetrack.speakers.people import Directory
from quotetrack.speakers.resolve import resolve_statements
from tests.marked import pipeline

SYLLABLES = ["ba", "de", "gi", "jo", "ku", "la", "me", "ni", "po", "ru", "sa", "te"]
WORDS = ["".join(word).capitalize() for word in product(SYLLABLES, repeat=4)][::7]
PIECES, PEOPLE = 300, 300
SENTENCE = 60  # tokens at most, so that short texts hold many
FACTOR, SLACK = 4, 2.5


def read(text: str) -> None:
    """Read a text by the rules, which find no names in it."""
    doc = make_doc(pipeline(), text)
    doc.spans["offices"] = []
    for name in RULES:
        doc = pipeline().get_pipe(name)(doc)
    findings = read_findings(doc)
    resolve_statements(findings, doc.text)
    find_mismatches(findings, doc.text)


def seconds(work: Callable[[], object]) -> float:
    """Return the processor's time of some work, garbage not collected meanwhile.

    What the tests before have left in memory would be gone through, in one run and not the other.
    """
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "piece",
    ['"', "“\n", "“kami\n", ", ", "kata dia, ", "kata dia. ", "(kata ", "aB1.,-/", "“a”",
     "“kami siap” dan ", "mengatakan bahwa ", "dikutip dari Antara ", "dari Antara ", "menurut ",
     "Kata ", "Sumber: Antara\n“Kami siap berangkat.”\n", "Jakarta - ", "- ", "Selain itu ",
     "“Kami siap berangkat,” kata dia.\n", "“Kami siap berangkat.” ",
     "“Kami siap,” kata Kygo.\n"],
)  # fmt: skip
def test_time_is_linear_in_the_length(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "MAX_SENTENCE", SENTENCE)
    opening = "Dikutip "
    read(opening + piece * 10)  # word lists are read the first time
    short = seconds(partial(read, opening + piece * PIECES))
    long = seconds(partial(read, opening + piece * PIECES * FACTOR))
    assert long < FACTOR * SLACK * short + 0.05


def crowd(count: int, form: str) -> tuple[Findings, str]:
    """Return the names of so many people and the text that they stand in."""
    printed = [form.format(word) for word in WORDS[:count]]
    text = ", ".join(printed)
    places = [0]
    for name in printed:
        places.append(places[-1] + len(name) + 2)
    names = tuple(
        Name(Span(place, place + len(name)), NameLabel.PERSON, name)
        for place, name in zip(places, printed, strict=False)
    )
    return Findings((), names, ()), text


@pytest.mark.parametrize("form", ["Budi {}", "{} Santoso", "Budi {} Santoso", "{}"])
def test_time_is_linear_in_people_who_share_a_name(form: str) -> None:
    took = []
    for count in (PEOPLE, PEOPLE * FACTOR):
        findings, text = crowd(count, form)
        assert len(Directory(findings, text).people) > count / 2
        took.append(seconds(partial(Directory, findings, text)))
    assert took[1] < FACTOR * SLACK * took[0] + 0.05
