"""Annotated and predicted articles: read field by field, or refused by file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from quotetrack.errors import InputError
from quotetrack.evaluation.inputs import (
    FileStatement,
    read_gold,
    read_predictions,
    read_reading,
)
from quotetrack.records import (
    Article,
    Reading,
    Resolution,
    Source,
    Span,
    SpeakerKind,
    Statement,
    StatementType,
)
from tests.evaluation.conftest import write_jsonl

GOOD: dict[str, Any] = {"type": "direct", "content": [[0, 4]], "kind": "person", "speaker": "Budi"}
LINE: dict[str, Any] = {"id": "a", "text": "Siap, kata Budi.", "statements": [GOOD]}


def refuse_gold(tmp_path: Path, *lines: object) -> str:
    with pytest.raises(InputError) as error:
        read_gold(write_jsonl(tmp_path / "gold.jsonl", lines))
    return str(error.value).removeprefix(f"{tmp_path}/")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"type": None}, "has “type” None: use one of direct, indirect"),
        ({"type": ["direct"]}, "has “type” ['direct']: use one of"),
        ({"kind": "people"}, "has “kind” 'people': use one of person, organisation, unnamed"),
        ({"content": []}, "has no “content”: a list of [start, end] is expected"),
        ({"content": [3]}, "has 3 in “content”: a [start, end] within the article's 16"),
        ({"content": [[0, 17]]}, "has [0, 17] in “content”"),
        ({"content": [[4, 3]]}, "has [4, 3] in “content”"),
        ({"cue": [0.5, 2]}, "has [0.5, 2] in “cue”"),
        ({"mention": "Budi"}, "has 'Budi' in “mention”"),
        ({"speaker": 3}, "has “speaker” 3: a string or null is expected"),
        ({"speaker": "\ud800"}, "holds half of a surrogate pair"),
        ({"source": "AFP"}, "has “source” 'AFP': a list of names is expected"),
        ({"source": [None]}, "has None in “source”: a name is expected"),
        ({"confidence": 97}, "has “confidence” 97: a number from 0 to 1 is expected"),
        ({"confidence": True}, "has “confidence” True"),
    ],
)
def test_a_bad_statement_is_named(tmp_path: Path, change: dict[str, object], why: str) -> None:
    error = refuse_gold(tmp_path, {**LINE, "statements": [GOOD, {**GOOD, **change}]})
    assert error.startswith("gold.jsonl:1: statement 2")
    assert why in error


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([{"id": "a"}], "gold.jsonl:1: has no field “text”"),
        ([{"text": "Siap."}], "gold.jsonl:1: has no list “statements”: give what was annotated"),
        ([{**LINE, "statements": [3]}], "gold.jsonl:1: statement 1 is no JSON object"),
        ([LINE, LINE], "gold.jsonl:2: is the second article 'a': leave one of the two out"),
        ([{**LINE, "statements": []}], "gold.jsonl: no article has a statement: give annotated"),
    ],
)
def test_a_bad_gold_file_is_named(tmp_path: Path, lines: list[object], why: str) -> None:
    assert refuse_gold(tmp_path, *lines).startswith(why)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([{**LINE, "id": "b"}], "holds none of the articles of GOLD, 'a' the first: run"),
        ([LINE, LINE], "is the second line for 'a'"),
        ([{"statements": []}], "has no “id”: give a file that `quotetrack extract` wrote"),
        ([{"id": "a", "statements": [{**GOOD, "content": [[90, 99]]}]}], "another text"),
    ],
)
def test_a_bad_prediction_is_named(tmp_path: Path, lines: list[object], why: str) -> None:
    gold = read_gold(write_jsonl(tmp_path / "gold.jsonl", [LINE]))
    with pytest.raises(InputError, match=r"found\.jsonl") as error:
        read_predictions(write_jsonl(tmp_path / "found.jsonl", lines), gold)
    assert why in str(error.value)


def test_an_article_without_id_is_known_by_its_hash(tmp_path: Path) -> None:
    line = {key: value for key, value in LINE.items() if key != "id"}
    (article,) = gold = read_gold(write_jsonl(tmp_path / "gold.jsonl", [line]))
    assert article.id == article.article.sha256
    found = write_jsonl(tmp_path / "found.jsonl", [{"id": article.id, "statements": [GOOD]}])
    assert list(read_predictions(found, gold)) == [article.id]


def test_a_reading_is_read_as_from_its_file() -> None:
    text = "Siap, kata Budi kepada AFP."
    read = Statement(
        type=StatementType.DIRECT,
        content=(Span(0, 4),),
        cue=Span(6, 10),
        mention=Span(11, 15),
        speaker="Budi",
        kind=SpeakerKind.PERSON,
        sources=(Source("AFP", Span(23, 26)),),
        resolution=Resolution.FULL_NAME,
        confidence=0.89999,
    )
    assert read_reading(Reading(Article(text), (read,))) == (
        FileStatement(
            number=0,
            type=StatementType.DIRECT,
            content=(Span(0, 4),),
            cue=Span(6, 10),
            mention=Span(11, 15),
            speaker="Budi",
            kind=SpeakerKind.PERSON,
            sources=("AFP",),
            resolution="full_name",
            confidence=0.9,
        ),
    )
