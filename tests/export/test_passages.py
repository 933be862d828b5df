"""Which stretch of an article is shown with a statement."""

from __future__ import annotations

import pytest

from quotetrack.export.passages import find_passage, mark_passage
from quotetrack.records import Source, Span, Statement, StatementType

LONG = "kata " * 100  # 500 characters


def make(
    text: str, content: str, cue: str | None = None, source: str | None = None
) -> tuple[str, Statement]:
    """Return a text with a statement whose parts are the first places of the words."""

    def find(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    sources = (Source(source, find(source)),) if source else ()
    cued = find(cue) if cue else None
    return text, Statement(StatementType.DIRECT, (find(content),), cue=cued, sources=sources)


@pytest.mark.parametrize(
    ("made", "shown"),
    [
        (make("Awal.\n“Siap,” ujar Ana.\nAkhir.", "Siap", "ujar"), "“Siap,” ujar Ana."),
        (make("“Siap.”\n\nItu ujar Ana.\nAkhir.", "Siap", "ujar"), "“Siap.”\n\nItu ujar Ana."),
        (make("“Siap,” ujar Ana.", "Siap", "ujar"), "“Siap,” ujar Ana."),
        (
            make("Sputnik: a.\r\n“Siap.”\r\nAkhir", "Siap", None, "Sputnik"),
            "Sputnik: a.\r\n“Siap.”",
        ),
        # too far for the paragraph of the content
        (make(f"Sputnik.\n{LONG * 4}\n“Siap.”", "Siap", None, "Sputnik"), "“Siap.”"),
        # cut between words
        (make(f"{LONG}Siap {LONG}", "Siap"), "kata " * 59 + "Siap " + "kata " * 58 + "kata"),
        # no blank to cut at
        (make("x" * 400 + "Siap" + "y" * 400, "Siap"), "Siap"),
    ],
)
def test_the_paragraph_is_shown(made: tuple[str, Statement], shown: str) -> None:
    text, statement = made
    assert find_passage(text, statement).of(text) == shown


def test_a_cut_is_seen_and_markup_is_text() -> None:
    text, statement = make(f"{LONG}<b>Siap</b> {LONG}", "Siap")
    html = mark_passage(text, statement)
    assert html.startswith("… kata ")
    assert html.endswith("kata …")
    assert '&lt;b&gt;<mark class="direct" data-statements="1">Siap</mark>&lt;/b&gt;' in html


def test_a_whole_paragraph_has_no_sign_of_a_cut() -> None:
    assert "…" not in mark_passage(*make("Awal.\n“Siap,” ujar Ana.\nAkhir.", "Siap", "ujar"))
