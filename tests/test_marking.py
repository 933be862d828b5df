"""Stretches of statements in a text: nested, overlapping, shared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.marking import Label, Marked, find_marked, split_text
from quotetrack.records import Source, Span, Statement, StatementType


def test_a_cue_of_two_statements_is_marked_once() -> None:
    cue = Span(10, 14)
    statements = [
        Statement(StatementType.DIRECT, (Span(0, 8),), cue=cue, mention=Span(15, 18)),
        Statement(
            StatementType.INDIRECT, (Span(20, 30),), cue, sources=(Source("A", Span(31, 32)),)
        ),
    ]
    assert find_marked(enumerate(statements, start=1)) == [
        (Span(0, 8), Label.DIRECT, (1,)),
        (cue, Label.CUE, (1, 2)),
        (Span(15, 18), Label.MENTION, (1,)),
        (Span(20, 30), Label.INDIRECT, (2,)),
        (Span(31, 32), Label.SOURCE, (2,)),
    ]


OUTER = Marked(Span(0, 6), Label.INDIRECT, (1,))
INNER = Marked(Span(2, 4), Label.DIRECT, (2,))
ACROSS = Marked(Span(4, 9), Label.DIRECT, (3,))


@pytest.mark.parametrize(
    ("marked", "stretches"),
    [
        ([], [(Span(0, 8), ())]),
        (
            [INNER, OUTER],
            [
                *((Span(0, 2), (OUTER,)), (Span(2, 4), (OUTER, INNER))),
                *((Span(4, 6), (OUTER,)), (Span(6, 8), ())),
            ],
        ),
        (
            [OUTER, ACROSS],
            [(Span(0, 4), (OUTER,)), (Span(4, 6), (OUTER, ACROSS)), (Span(6, 8), (ACROSS,))],
        ),
        ([Marked(Span(8, 9), Label.CUE, (1,))], [(Span(0, 8), ())]),
    ],
)
def test_split(marked: list[Marked], stretches: list[object]) -> None:
    assert list(split_text(8, marked)) == stretches


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda t: Span(t[0], t[0] + t[1]))
MARKS = st.lists(st.builds(Marked, SPANS, st.sampled_from(Label), st.tuples(st.integers(1, 9))))


@given(MARKS)
def test_stretches_are_the_text_and_hold_exactly_what_covers_them(marked: list[Marked]) -> None:
    stretches = list(split_text(25, marked))
    assert [n for s in stretches for n in range(*s.span)] == list(range(25))
    for stretch in stretches:
        for place in range(*stretch.span):
            covering = [m for m in marked if m.span.start_char <= place < m.span.end_char]
            assert sorted(stretch.marked) == sorted(covering)
