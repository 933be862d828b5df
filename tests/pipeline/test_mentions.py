"""Which expression stands for the speaker."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("“Siap,” kata [P Budi] di kantornya.", "Budi"),
        ("“Siap,” kata [P Budi], [O Kepala Dinas [L Bogor]], Senin.", "Budi, Kepala Dinas Bogor"),
        ("“Siap,” kata [P Budi] (27) saat ditemui.", "Budi (27)"),
        ("“Siap,” kata [P Budi] (23/10/2022).", "Budi"),
        ("“Siap,” kata dia kepada wartawan.", "dia"),
        ("“Siap,” ujarnya.", None),
        ("Selain itu, [P Budi] juga mengatakan siap.", "Budi"),
        ("Dalam pidatonya, [P Budi] mengatakan siap.", "Budi"),
        ("[O Kepala Dinas [L Bogor]], [P Budi], mengatakan siap.", "Kepala Dinas Bogor, Budi"),
        ("[P Budi] saat ditemui mengatakan siap.", "Budi"),
        ("Menurut [P Budi] harga naik.", "Budi"),
        (
            "Berdasarkan keterangan dari [O Kepala Dinas], [P Budi] mengatakan siap.",
            "Kepala Dinas, Budi",
        ),
        ("Diperkirakan mengatakan siap.", None),
        ("Menurut [G BPS] harga naik.", "BPS"),
        ("Menurut keterangan resmi [P Budi], harga naik.", "Budi"),
        ("“Siap,” kata Lando, MA juga bicara.", "Lando"),
        ("“Siap,” ujarnya [P Budi].", "Budi"),
        ("Warga bertahan meski [P Budi] mengatakan siap.", "Budi"),
        ("Di depan warga ia mengatakan siap.", "ia"),
        ("Kabar itu dari [P Budi] (40), yang mengatakan siap.", "Budi (40)"),
        ("Sebelum [P Budi] mengatakan siap, warga pulang.", None),
        ("Dua lembaga ini mengatakan siap.", "Dua lembaga ini"),
    ],
)
def test_mention(read: Callable[[str], Doc], text: str, mention: str | None) -> None:
    found = [m.text for m in read(text).spans["mentions"]]
    assert found == ([mention] if mention else [])
