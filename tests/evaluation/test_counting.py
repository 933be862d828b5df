"""Counts of single articles, where the sums of several would hide an error."""

from __future__ import annotations

import pytest

from quotetrack.evaluation import counting
from quotetrack.evaluation.counting import Matched, is_speaker_right, match
from quotetrack.evaluation.inputs import FileStatement
from quotetrack.records import Span, SpeakerKind, StatementType


def statement(speaker: str | None, kind: SpeakerKind | None) -> FileStatement:
    return FileStatement(0, StatementType.DIRECT, (Span(0, 1),), speaker=speaker, kind=kind)


@pytest.mark.parametrize(
    ("gold", "predicted", "right"),
    [
        ((None, SpeakerKind.UNNAMED), (None, SpeakerKind.UNNAMED), True),
        ((None, SpeakerKind.UNNAMED), ("warga", SpeakerKind.UNNAMED), True),
        ((None, SpeakerKind.UNNAMED), (None, SpeakerKind.PERSON), True),
        ((None, SpeakerKind.UNNAMED), ("Budi Santoso", SpeakerKind.PERSON), False),
        ((None, SpeakerKind.UNNAMED), ("Budi Santoso", None), False),
        (("Budi Santoso", SpeakerKind.PERSON), ("Budi Santoso", SpeakerKind.UNNAMED), True),
        (("Budi Santoso", SpeakerKind.PERSON), (None, SpeakerKind.PERSON), False),
        (("Budi Santoso", SpeakerKind.PERSON), ("", None), False),
    ],
)
def test_speaker(
    gold: tuple[str | None, SpeakerKind],
    predicted: tuple[str | None, SpeakerKind | None],
    right: bool,
) -> None:
    assert is_speaker_right(statement(*gold), statement(*predicted)) is right


def test_an_article_read_as_itself_is_right_throughout(matched: list[Matched]) -> None:
    for article in matched:
        same = match(article.gold, article.gold.statements)
        for name in dir(counting):
            if name.startswith("count_") and name != "count_wrong_speakers":
                sums = getattr(counting, name)(same)
                # Annotations name a source twice in one statement; it counts once.
                assert len(set(sums)) == 1, (article.gold.id, name)
        assert counting.count_wrong_speakers(same)[0] == 0


def test_of_one_type_the_other_is_missed_and_spurious(matched: list[Matched]) -> None:
    market = matched[0]
    assert (market.found, market.wanted) == (8, 7)
    direct, indirect = (market.of_type(type_) for type_ in StatementType)
    assert [s.number for s in indirect.missed] == [3]
    assert [s.number for s in direct.spurious] == [3]
    assert direct.found + indirect.found == market.found
    assert direct.wanted + indirect.wanted == market.wanted
