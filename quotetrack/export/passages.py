"""The paragraph in which a statement stands, as HTML with the statement marked.

`… <mark class="direct" …>Siap</mark>,” <mark class="cue" …>kata</mark> Ana. …`
"""

from __future__ import annotations

from quotetrack.html.marks import mark_name, mark_text
from quotetrack.marking import find_marked
from quotetrack.records import Passage, Span, Statement

_AROUND = 300  # characters of a paragraph on either side of what is marked
_FARTHEST = 1500  # characters from the content to a cue, mention or source that is shown with it
_CUT = "… "


def mark_passage(text: str, statement: Statement) -> str:
    """Return the paragraphs of an article's text that a statement stands in, marked.

    Cut between words where they go on for long; the content itself is whole.
    """
    start, end = find_passage(text, statement)
    marked = find_marked([(1, statement)])
    words = mark_text(text, marked, start_char=start, end_char=end)
    before = _CUT if start > 0 and text[start - 1] not in "\r\n" else ""
    after = _CUT.rstrip() if end < len(text) and text[end] not in "\r\n" else ""
    return f"{before}{words}{f' {after}' if after else ''}"


def mark_place(passage: Passage) -> str:
    """Return a passage around a name, marked."""
    start = passage.span.start_char
    name = Span(passage.name.start_char - start, passage.name.end_char - start)
    return mark_name(passage.text, name)


def find_passage(text: str, statement: Statement) -> Span:
    """Return the stretch of a text to show: content, and cue, mention and sources if near it."""
    start, end = statement.content[0].start_char, statement.content[-1].end_char
    others = (statement.cue, statement.mention, *(source.span for source in statement.sources))
    near = [
        span
        for span in others
        if span and span.start_char > start - _FARTHEST and span.end_char < end + _FARTHEST
    ]
    start = min([start, *(span.start_char for span in near)])
    end = max([end, *(span.end_char for span in near)])
    return Span(_find_begin(text, start), _find_end(text, end))


def _find_begin(text: str, start: int) -> int:
    """Return where the line begins, or a word some hundred characters before."""
    farthest = max(start - _AROUND, 0)
    line = text.rfind("\n", farthest, start)
    if line >= 0 or farthest == 0:
        return line + 1
    blank = text.find(" ", farthest, start)
    return blank + 1 if blank >= 0 else start


def _find_end(text: str, end: int) -> int:
    """Return where the line ends, or a word some hundred characters behind."""
    farthest = min(end + _AROUND, len(text))
    line = text.find("\n", end, farthest)
    if line >= 0:
        return line - 1 if text[line - 1] == "\r" else line
    if farthest == len(text):
        return farthest
    blank = text.rfind(" ", end, farthest)
    return blank if blank >= 0 else end
