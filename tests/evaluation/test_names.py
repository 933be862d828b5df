"""Names: which are one speaker's, which are not."""

from __future__ import annotations

import pytest

from quotetrack.evaluation.names import is_same_name, is_same_office, reduce_name
from quotetrack.records import SpeakerKind

PERSON, BODY = SpeakerKind.PERSON, SpeakerKind.ORGANISATION


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Dr. H. Budi Santoso, M.Si.", "budi santoso m si"),
        ("Prof Rina Ayu, MSi", "rina ayu"),
        ("Ajun Komisaris Besar Polisi Dedi Wijaya", "dedi wijaya"),
        ("Brigadir Jenderal Polisi Dedi", "dedi"),
        ("Komisaris-Besar Dedi", "besar dedi"),  # the rank is one with spaces
        ("Komisarisnya", "komisarisnya"),
        ("José Ma'ruf", "jose maruf"),
        ("@akun.resmi", "@akun resmi"),
        ("Presiden", "presiden"),  # nothing but a title keeps it
        ("Inspektur Satu", "inspektur satu"),
        ("日本", ""),
    ],
)
def test_words_of_a_name(name: str, words: str) -> None:
    assert " ".join(reduce_name(name)) == words


@pytest.mark.parametrize(
    ("gold", "predicted", "kind", "same"),
    [
        ("Rina Ayu Santoso", "Santoso Rina Ayu", PERSON, True),
        ("Rina Ayu Santoso", "Ibu Rina Santoso", PERSON, True),
        ("Rina Ayu Santoso", "Rina", PERSON, False),  # one word is too little
        ("Rina", "Rina Ayu Santoso", PERSON, True),
        ("Rina", "Rina Ayu Santoso Putri", PERSON, False),  # three words more are too much
        ("Rina Ayu", "Rina Santoso", PERSON, False),
        ("Rina", "", PERSON, False),
        ("", "", PERSON, False),
        ("Badan Pangan Nasional", "Badan Pangan Daerah", BODY, True),  # two of four
        ("Badan Pangan Nasional", "Badan Gizi Nasional RI", BODY, False),  # two of five
        ("Bank Indonesia", "Bank", BODY, True),
        ("Bank Indonesia", "BI", BODY, False),
        ("Bank Indonesia", "日本", BODY, False),
    ],
)
def test_same_name(gold: str, predicted: str, kind: SpeakerKind, same: bool) -> None:
    assert is_same_name(gold, predicted, kind) is same


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        ("Menteri Perdagangan", "menteri perdagangan RI", True),  # titles drop out of offices too
        ("Kepala Dinas Sosial", "Kepala Dinas", True),
        ("Kepala Dinas Sosial", "Kepala", False),
        ("Kepala Dinas Sosial", "", False),
    ],
)
def test_same_office(gold: str, predicted: str, same: bool) -> None:
    assert is_same_office(gold, predicted) is same
