"""A text with marks as HTML: nothing lost, nothing added, nothing that a browser would run."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.html.marks import mark_text
from quotetrack.marking import Label, Marked
from quotetrack.records import Span
from tests.test_marking import MARKS


class _Reader(HTMLParser):
    """The text of a piece of HTML, and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


DIRECT = Marked(Span(0, 6), Label.DIRECT, (1,))
CUE = Marked(Span(2, 4), Label.CUE, (1, 2))
NAMED = "statement {}"
GAP = '<span class="gap"></span>'


def _link(number: int, id_: int) -> str:
    name = f'aria-label="statement {number}" data-number="{number}"'
    return f'<a class="number" id="text-{id_}" href="#statement-{id_}" {name}></a>'


@pytest.mark.parametrize(
    ("marked", "html"),
    [
        ([], "ab&lt;&amp;ef"),
        (
            [CUE],
            'ab<mark class="cue" data-statements="71 72">&lt;&amp;</mark>ef',
        ),
        (
            [DIRECT, CUE],
            f'{_link(1, 71)}<mark class="direct" data-statements="71">ab</mark>'
            '<mark class="cue direct" data-statements="71 72">&lt;&amp;</mark>'
            '<mark class="direct" data-statements="71">ef</mark>',
        ),
    ],
)
def test_marks(marked: list[Marked], html: str) -> None:
    assert mark_text("ab<&ef", marked, named=NAMED, ids={1: 71, 2: 72}) == html


def test_a_part_of_a_text() -> None:
    html = mark_text("ab<&ef", [DIRECT], named=NAMED, start_char=1, end_char=4)
    assert _Reader(html).words == "b<&"


def test_a_script_is_words() -> None:
    html = mark_text("<script>alert('x')</script>", [DIRECT], named='"><script>{}')
    assert _Reader(html).tags == ["a", "mark"]


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\x9b", "\ud800"])
def test_what_html_cannot_hold_is_shown_as_such(char: str) -> None:
    html = mark_text(f"a{char}b", [], named=NAMED)
    assert html in ("a\ufffdb", "a?b")


@given(st.text(min_size=25, max_size=45), MARKS)
def test_every_letter_is_there_and_none_is_added(text: str, marked: list[Marked]) -> None:
    shown = _Reader(mark_text(text, marked, named=NAMED))
    plain = "".join(c if c.isprintable() or c in "\t\n\r" or c > "\x9f" else "\ufffd" for c in text)
    assert shown.words == plain
    assert set(shown.tags) <= {"a", "mark", "span"}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("ab\ncd", f"ab\n{GAP}cd"),
        ("ab\r\ncd", f"ab\r\n{GAP}cd"),
        ("ab\n\ncd", "ab\n\ncd"),
        ("ab\n", "ab\n"),
    ],
)
def test_a_line_end_that_parts_paragraphs_leaves_a_gap(text: str, html: str) -> None:
    assert mark_text(text, [], named=NAMED) == html


def test_a_gap_inside_and_at_the_edges_of_a_mark() -> None:
    html = mark_text("ab\ncd\nef", [Marked(Span(0, 6), Label.CUE, (1,))], named=NAMED)
    mark = '<mark class="cue" data-statements="1">'
    assert html == f"{mark}ab\n{GAP}cd\n{GAP}</mark>ef"
