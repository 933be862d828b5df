"""Where sentences begin."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc


@pytest.mark.parametrize(
    "marked",
    [
        "Satu. |Dua.",
        "“Siap,” kata dr. Budi. |Ia pulang.",
        "“Siap. |Besok pulang,” kata Budi.",
        '"Siap?" kata Budi.',
        '"Siap." |Ia pulang.',
        "Harga Rp1.500 per kg. |Itu mahal.",
        "Kata Brigjen Pol. Ahmad Ramadhan, siap.",
        "Menurut Budi, S.H., M.Si. harga naik.",
        "Ia (Budi. S) pulang. |Lalu tidur.",
        "JAKARTA, KOMPAS.com - |Polisi datang.",
        "Jatimcenter.com – |Salah satu pejabat datang.",
        "Ia pulang - Budi tidur.",
        "Satu\n|Dua",
        "Ia pulang… |Budi tidur.",
        "Saham Encore Energy Pte. Ltd. naik.",
        "Kasus Brigadir J. |Hal itu selesai.",
        'Kasus Brigadir J. |"Kami siap," katanya.',
        "Kata Robert J. Santoso, siap.",
        'Satu\n|" Dua," katanya.',
        "Menurut Permenkeu No. 34/PMK.011/2007 pajak turun. |15 orang hadir.",
    ],
)
def test_sentences(read: Callable[[str], Doc], marked: str) -> None:
    doc = read(marked.replace("|", ""))
    starts = [s.start_char for s in doc.sents]
    expected = [0] + [i - n for n, i in enumerate(i for i, c in enumerate(marked) if c == "|")]
    # line breaks are the end of the sentence before them
    assert starts == expected
