"""The words: all that are asked for, none that nobody asks for, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files

import pytest

from quotetrack.export.formats import FORMATS
from quotetrack.html.words import _WORDS, choose_language, get_glossary, translate
from quotetrack.records import EventKind, ReviewState

_ASKED = re.compile(r"""\bt[(\[]\s*["']([\w. ]+)["']\s*(~)?""")
_NAMED = re.compile(r"""\bview\.name\("(\w+)\"""")
_COUNTED = re.compile(r"""\bcount\(["'](\w+)["']""")


def read_sources() -> str:
    """Return all templates and modules of the page and the reports but the words themselves."""
    folders = [files(f"quotetrack.{name}") for name in ("html", "web", "export")]
    folders += [folder / "templates" for folder in folders if (folder / "templates").is_dir()]
    return "\n".join(
        file.read_text(encoding="utf-8")
        for folder in folders
        for file in folder.iterdir()
        if file.name.endswith((".html", ".py")) and file.name != "words.py"
    )


def test_every_word_is_there_and_asked_for() -> None:
    source = read_sources()
    asked = set(_ASKED.findall(source))
    plain = {key for key, joined in asked if not joined}
    begins = tuple(key for key, joined in asked if joined)
    begins += tuple(f"{group}." for group in _NAMED.findall(source))
    plain |= {f"{n}.{what}" for what in _COUNTED.findall(source) for n in ("one", "count")}
    assert plain <= _WORDS.keys()
    # those that stand in a list of keys in a template, or are a value of the program
    others = {key for key in _WORDS.keys() - plain if not key.startswith(begins)}
    assert {key for key in others if f'"{key}"' not in source} <= {
        *("same words", "shortened", "lengthened", "altered"),
    }


def test_both_languages_have_the_same_places() -> None:
    for key, (english, indonesian) in _WORDS.items():
        if not key.startswith("one."):
            assert english.count("{}") == indonesian.count("{}"), key


def test_translate() -> None:
    assert translate("en", "decided", "a", "{}", "c") == "a by {}, c"
    assert translate("id", "articles") == "Artikel"
    # what has no place is left out
    assert translate("en", "one.times", 1) == "once"
    assert translate("en", "one.articles", 1) == "1 article"


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_glossary_says_what_is_translated(language: str) -> None:
    t = get_glossary(language)
    assert t == {key: translate(language, key) for key in _WORDS}
    assert t("decided", "a", "{}", "c") == translate(language, "decided", "a", "{}", "c")


@pytest.mark.parametrize(
    ("group", "values"),
    [
        ("event", EventKind),
        ("state", ReviewState),
        ("format", FORMATS),
    ],
)
def test_what_the_program_calls_it_has_a_name(group: str, values: Iterable[str]) -> None:
    assert {f"{group}.{value}" for value in values} <= _WORDS.keys()


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "language"),
    [
        (None, None, None, "en"),
        (None, None, "id-ID,id;q=0.9,en;q=0.8", "id"),
        (None, None, "en-GB,id;q=0.9", "en"),
        (None, None, "en;q=0.1, id;q=0.2", "id"),
        (None, None, "in", "id"),
        (None, None, "fr, de;q=x, *;q=0.1", "en"),
        (None, "id", "en", "id"),
        ("en", "id", "id", "en"),
        ("xx", "yy", "id", "id"),
    ],
)
def test_choose_language(
    asked: str | None, kept: str | None, accepted: str | None, language: str
) -> None:
    assert choose_language(asked, kept, accepted) == language
