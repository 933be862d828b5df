"""An article's text as HTML, its statements marked in place.

`mark_text("“Siap,” kata Ana.", …)` ->
`“<a class="number" id="text-7" href="#statement-7" …></a><mark class="direct" …>Siap</mark>,” …`

Every character of the text stands in the HTML, escaped, and none is added: what is selected there
can be found in the article again. The numbers are printed by the style sheet, from `data-number`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

from quotetrack.marking import CONTENTS, Label, Marked, Stretch, split_text
from quotetrack.records import Span

_LINE_END = re.compile(r"(?<=[^\r\n])\r?\n(?=[^\r\n])")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # HTML has no character for them


def mark_text(
    text: str,
    marked: Iterable[Marked],
    *,
    named: str | None = None,
    start_char: int = 0,
    end_char: int | None = None,
    ids: Mapping[int, int] | None = None,
) -> str:
    """Return a text, or a part of it, as HTML that is safe to print as it is.

    A stretch is a `mark` whose classes say what it is, and whose `data-statements` lists whose.
    Where a content begins stands a link to `#statement-` and the id that `ids` gives for its
    number, by default the number itself; `named` is what the link is called, with `{}` for the
    number: "statement {}". Without it there are no links.
    """
    marked = list(marked)
    end = len(text) if end_char is None else min(end_char, len(text))
    linked: set[int] = set()
    pieces: list[str] = []
    for stretch in split_text(end, marked):
        if stretch.span.end_char <= start_char:
            continue
        first = max(stretch.span.start_char, start_char)
        words = _write(text, Span(first, stretch.span.end_char))
        if not stretch.marked:
            pieces.append(words)
            continue
        if named is not None:
            begun = _find_begun(stretch, linked)
            pieces += [_write_link(named, number, ids) for number in begun]
        pieces.append(f"<mark {_write_attributes(stretch, ids)}>{words}</mark>")
    return "".join(pieces)


def mark_name(text: str, name: Span) -> str:
    """Return a text as HTML that is safe to print, with a name in it marked."""
    return mark_text(text, [Marked(name, Label.MENTION, (1,))])


def _find_begun(stretch: Stretch, linked: set[int]) -> list[int]:
    """Return the statements whose content begins with a stretch, and note them as linked."""
    contents = (mark for mark in stretch.marked if mark.label in CONTENTS)
    begun = [n for mark in contents for n in mark.numbers if n not in linked]
    linked |= set(begun)
    return list(dict.fromkeys(begun))


def _write_link(named: str, number: int, ids: Mapping[int, int] | None) -> str:
    id_ = ids[number] if ids else number
    name = escape(named.format(number), quote=True)
    link = f'id="text-{id_}" href="#statement-{id_}"'
    return f'<a class="number" {link} aria-label="{name}" data-number="{number}"></a>'


def _write_attributes(stretch: Stretch, ids: Mapping[int, int] | None) -> str:
    """Return classes, the innermost statement's first, and the ids of all."""
    classes = dict.fromkeys(mark.label.value for mark in reversed(stretch.marked))
    numbers = dict.fromkeys(n for mark in reversed(stretch.marked) for n in mark.numbers)
    listed = " ".join(str(ids[number] if ids else number) for number in numbers)
    return f'class="{" ".join(classes)}" data-statements="{listed}"'


def _write(text: str, span: Span) -> str:
    """Return a stretch escaped, with an empty `gap` behind a line end that parts paragraphs.

    Where an empty line parts them already there is none.
    """
    pieces: list[str] = []
    last = span.start_char
    for match in _LINE_END.finditer(text, last, min(span.end_char + 1, len(text))):
        if match.end() <= span.end_char:
            pieces += [_escape(text[last : match.end()]), '<span class="gap"></span>']
            last = match.end()
    return "".join([*pieces, _escape(text[last : span.end_char])])


def _escape(text: str) -> str:
    kept = _CONTROLS.sub("\ufffd", text)
    # Half a surrogate pair, which UTF-8 has no character for.
    plain = kept.encode("utf-8", "replace").decode("utf-8")
    return escape(plain, quote=False)
