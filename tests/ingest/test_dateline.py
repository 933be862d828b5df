"""Datelines that name an outlet, and look-alikes that must not."""

from __future__ import annotations

import pytest

from quotetrack.ingest.dateline import find_dateline_outlet


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Jatimcenter.com – Salah satu pejabat senior mengungkapkan", "Jatimcenter.com"),
        ("JAKARTA, KOMPAS.com - Presiden menyampaikan", "KOMPAS.com"),
        ("YOGYAKARTA , KOMPAS.com — Gubernur", "KOMPAS.com"),
        ("Liputan6.com, Washington D.C - Gedung Putih", "Liputan6.com"),
        ("Jakarta, CNBC Indonesia- Biaya paket", "CNBC Indonesia"),
        ("Jakarta (ANTARA) - Menteri Luar Negeri", "ANTARA"),
        ("TEMPO.CO,Jakarta-Badan Gizi Nasional", "TEMPO.CO"),
        ("REPUBLIKA.CO.ID, JAKARTA -- Menteri Agama", "REPUBLIKA.CO.ID"),
        ("TRIBUN-BALI.COM, DENPASAR - Promo Indomaret", "TRIBUN-BALI.COM"),
        ("SURYAMALANG.COM | MALANG - Nasib driver", "SURYAMALANG.COM"),
        ("KARIMUN, POSMETRO.CO : Satu kapal", "POSMETRO.CO"),
        ("Bandar Lampung (Lampost.co)—Wakil Menteri", "Lampost.co"),
        ("Menggala (Lampost.co)\nBupati Tulang Bawang", "Lampost.co"),
        (
            "Laporan Wartawan Tribunnews.com, Bayu Permana\nTRIBUNNEWS.COM, JAKARTA - Setelah",
            "TRIBUNNEWS.COM",
        ),
        ("\n  tirto.id - Kementerian", "tirto.id"),
        # Places, words and sentences.
        ("Jakarta - Kecelakaan akibat truk", None),
        ("Tulang Bawang, Lampung – Satu bulan telah berlalu", None),
        ("Bisnis - tidak mudah", None),
        ("Suara – suara itu terdengar", None),
        ("INFO NASIONAL - PT Pertamina", None),
        ("Menurut detik.com, harga naik - kata Galuzin", None),
        ("Washington D.C - Gedung Putih", None),
        ("Presiden Joko Widodo mengunjungi kantor Kompas.com di Jakarta.", None),
        ("PENYIDIK Jaksa Agung Muda Bidang Tindak Pidana Khusus (JAM-Pidsus)", None),
        ("", None),
    ],
)
def test_find_dateline_outlet(text: str, outlet: str | None) -> None:
    assert find_dateline_outlet(text, 0) == outlet


def test_only_the_body_is_looked_at() -> None:
    text = "KOMPAS.com - Judul\nJatimcenter.com – Isi"
    assert find_dateline_outlet(text, text.index("Jatim")) == "Jatimcenter.com"
