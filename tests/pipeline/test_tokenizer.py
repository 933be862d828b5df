"""What is one token, and what is not."""

from __future__ import annotations

import pytest

from tests.marked import pipeline


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("rudal S-400 dan Covid-19", "rudal|S-400|dan|Covid-19"),
        ("Rp1,5 triliun", "Rp|1,5|triliun"),
        ("pukul 15.30 WIB", "pukul|15.30|WIB"),
        ("Minggu (23/10/2022).", "Minggu|(|23/10/2022|)|."),
        ('katanya."Kami', 'katanya|.|"|Kami'),
        ("“Siap,”kata Budi", "“|Siap|,|”|kata|Budi"),
        ("M. Faqih, S.H., M.Si.", "M.|Faqih|,|S.H.|,|M.Si."),
        ("Karine Jean-Pierre", "Karine|Jean-Pierre"),
        ("anak-anak Kompas.com", "anak-anak|Kompas.com"),
        ("akun @budi.s, ujarnya", "akun|@budi.s|,|ujarnya"),
        ("perang Rusia-Ukraina", "perang|Rusia|-|Ukraina"),
        ("Jumat,Sabtu", "Jumat|,|Sabtu"),
        ("Kemlu RIJudha Nugraha", "Kemlu|RI|Judha|Nugraha"),
        ("ungkap LHkepada WNIsaat", "ungkap|LH|kepada|WNI|saat"),
        ("Mudrykjuga Syahputradisebut-sebut", "Mudryk|juga|Syahputra|disebut-sebut"),
        ("Kebijakan Pyongyang Sesudah", "Kebijakan|Pyongyang|Sesudah"),
        ("MNC TVOne UMKM", "MNC|TVOne|UMKM"),
        ("Al-Qur'an dan Jum'at", "Al-Qur'an|dan|Jum'at"),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    assert "|".join(t.text for t in pipeline().make_doc(text)) == tokens


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "a\r\nb", "“”", "\u200b\u200f😀 x\t\ty  ", "'" * 50]
)
def test_text_is_kept(text: str) -> None:
    assert pipeline().make_doc(text).text == text
