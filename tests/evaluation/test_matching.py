"""Contents: which match, how they compete, and that distant ones are never compared."""

from __future__ import annotations

import random

import pytest

from quotetrack.evaluation import matching
from quotetrack.evaluation.matching import find_pairs
from quotetrack.records import Span

TEXT = "“Harga naik, kata dia, dan stok habis.” Begitu."
Contents = list[tuple[Span, ...]]


def content(*parts: str) -> tuple[Span, ...]:
    return tuple(Span(TEXT.index(part), TEXT.index(part) + len(part)) for part in parts)


@pytest.mark.parametrize(
    ("gold", "predicted", "pairs"),
    [
        ([content("Harga naik")], [content("“Harga naik, ")], [(0, 0, True)]),
        ([content("Harga naik")], [content("Harga naik, kata")], [(0, 0, False)]),
        ([content("dia")], [content("dia, da")], [(0, 0, False)]),  # half, the comma counted
        ([content("dia")], [content("dia, dan")], []),
        # Parts are put together: in other pieces, twice the same, or in another order.
        ([content("Harga", "naik")], [content("naik", "Harga naik", "naik")], [(0, 0, True)]),
        ([content("“", "”")], [content("“", "”")], []),  # no letter
        ([content("Begitu")] * 2, [content("Begitu")], [(1, 0, True)]),
        # The best overlap first, though the other way both would have found a partner.
        (
            [content("Harga naik, kata"), content("Harga naik, kata dia, dan")],
            [content("Harga naik, kata dia, d"), content("kata dia, dan")],
            [(1, 0, False)],
        ),
    ],
)
def test_pairs(gold: Contents, predicted: Contents, pairs: list[tuple[int, int, bool]]) -> None:
    assert list(find_pairs(gold, predicted, TEXT)) == pairs


def find_pairs_slowly(gold: Contents, predicted: Contents, text: str) -> list[tuple[int, int]]:
    """Return the same pairs from sets of characters, each content compared with each."""
    wanted, found = ([cover(content, text) for content in side] for side in (gold, predicted))
    pairs: list[tuple[int, int]] = []
    while True:
        free = [
            (len(a & b) / len(a | b), i, j)
            for i, a in enumerate(wanted)
            for j, b in enumerate(found)
            if a & b and i not in {g for g, _ in pairs} and j not in {p for _, p in pairs}
        ]
        if not free or max(free)[0] < 0.5:
            return pairs
        pairs.append(max(free)[1:])


def cover(content: tuple[Span, ...], text: str) -> set[int]:
    covered: set[int] = set()
    for start, end in content:
        letters = [at for at in range(start, end) if text[at] not in " .“"]
        if letters:
            covered |= set(range(letters[0], letters[-1] + 1))
    return {at for at in covered if text[at] != " "}


@pytest.mark.parametrize("seed", range(200))
def test_pairs_are_those_of_a_plain_comparison(seed: int) -> None:
    draw = random.Random(seed)
    text = "".join(draw.choices("aaa .“", k=draw.randint(1, 40)))

    def spans() -> Contents:
        edges = [sorted(draw.choices(range(len(text) + 1), k=2)) for _ in range(8)]
        return [
            tuple(Span(a, b) for a, b in edges[at : at + 2]) for at in range(draw.randint(0, 6))
        ]

    gold, predicted = spans(), spans()
    predicted += draw.sample(gold, k=len(gold) // 2)
    pairs = [(i, j) for i, j, _ in find_pairs(gold, predicted, text)]
    assert pairs == find_pairs_slowly(gold, predicted, text)


def test_only_contents_that_overlap_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    count = matching._count_shared

    def keep(*arguments: list[tuple[Span, ...]]) -> object:
        compared.append(count(*arguments))  # type: ignore[arg-type]
        return compared[-1]

    monkeypatch.setattr(matching, "_count_shared", keep)
    text = "satu dua tiga " * 3000
    contents = [(Span(at, at + 13),) for at in range(0, len(text), 14)]
    assert len(list(find_pairs(contents, contents, text))) == 3000
    assert len(compared[0]) == 3000
