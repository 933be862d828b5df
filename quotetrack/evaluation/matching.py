"""Which predicted content is which annotated one.

Letters are compared, not edges: marks, stops and space at the ends of a content part count for
nothing. Only contents that overlap are looked at, in one pass over the article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from quotetrack.records import Span

_MARKS = "\"'“”‘’„«»"
_STOPS = ",.;:!?…-–—"
_EDGES = _MARKS + _STOPS + "()[] \t\n\r\u00a0"

Content = Sequence[Span]


def find_pairs(
    gold: Sequence[Content], predicted: Sequence[Content], text: str
) -> Iterator[tuple[int, int, bool]]:
    """Yield the places of contents matched one to one and whether they are the same.

    Contents match that share half of the letters that either has; the best overlap is paired
    first, of equal ones the later in the lists.
    """
    letters = [0, *accumulate(not character.isspace() for character in text)]
    wanted = [_trim(content, text) for content in gold]
    found = [_trim(content, text) for content in predicted]
    wanted_sizes = [_count(content, letters) for content in wanted]
    found_sizes = [_count(content, letters) for content in found]
    candidates = []
    for (i, j), shared in _count_shared(wanted, found, letters).items():
        either = wanted_sizes[i] + found_sizes[j] - shared
        if 0 < either <= 2 * shared:
            candidates.append((shared / either, i, j))
    left, right = set(range(len(wanted))), set(range(len(found)))
    for overlap, i, j in sorted(candidates, reverse=True):
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            yield i, j, overlap == 1


def _trim(content: Content, text: str) -> list[Span]:
    """Return the content's parts without marks and stops at their ends, apart and in order."""
    parts: list[Span] = []
    for start, end in sorted(_trim_part(part, text) for part in content):
        if start == end:
            continue
        if parts and start <= parts[-1].end_char:
            start, end = parts[-1].start_char, max(end, parts.pop().end_char)
        parts.append(Span(start, end))
    return parts


def _trim_part(part: Span, text: str) -> Span:
    printed = part.of(text)
    start = part.end_char - len(printed.lstrip(_EDGES))
    return Span(start, max(start, part.start_char + len(printed.rstrip(_EDGES))))


def _count(content: Content, letters: Sequence[int]) -> int:
    return sum(letters[end] - letters[start] for start, end in content)


def _count_shared(
    gold: Sequence[Content], predicted: Sequence[Content], letters: Sequence[int]
) -> Counter[tuple[int, int]]:
    """Return the letters shared by each two contents that overlap, by their places."""
    parts = sorted(
        (start, end, side, place)
        for side, contents in enumerate((gold, predicted))
        for place, content in enumerate(contents)
        for start, end in content
    )
    open_parts: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    shared: Counter[tuple[int, int]] = Counter()
    for start, end, side, place in parts:
        # What ended before this part cannot meet a later one either.
        others = [other for other in open_parts[1 - side] if other[0] > start]
        open_parts[1 - side][:] = others
        for other_end, other in others:
            pair = (other, place) if side else (place, other)
            shared[pair] += letters[min(end, other_end)] - letters[start]
        open_parts[side].append((end, place))
    return shared
