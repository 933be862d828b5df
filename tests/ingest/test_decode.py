"""Which bytes become text, and which are refused by name."""

from __future__ import annotations

import codecs

import pytest

from quotetrack.errors import InputError
from quotetrack.ingest.decode import check_characters, decode_text

QUOTED = "JAKARTA – “Kami belum tahu,” ujar Wakil Menteri, Andrés Galuzin.\r\nIa pergi…\r\n"
RUSSIAN = "Президент России Владимир Путин сказал, что это так. " * 5


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (QUOTED.encode(), QUOTED),
        (codecs.BOM_UTF8 + QUOTED.encode(), QUOTED),
        (QUOTED.encode("utf-16"), QUOTED),
        (codecs.BOM_UTF16_BE + QUOTED.encode("utf-16-be"), QUOTED),
        (codecs.BOM_UTF32_LE + QUOTED.encode("utf-32-le"), QUOTED),
        (QUOTED.encode("utf-16-le"), QUOTED),
        (QUOTED.encode("utf-16-be"), QUOTED),
        (QUOTED.encode("cp1252"), QUOTED),
        ("“Ya,” kata dia.".encode("cp1252"), "“Ya,” kata dia."),
        # One curly mark at the far end of a long text.
        (("Ia pergi. " * 20000 + "“Ya.”").encode("cp1252"), "Ia pergi. " * 20000 + "“Ya.”"),
        (b"satu\rdua\n", "satu\rdua\n"),
        ("emoji 😀, arab العربية".encode(), "emoji 😀, arab العربية"),
    ],
)
def test_text_is_decoded_letter_for_letter(data: bytes, text: str) -> None:
    assert decode_text(data, "x.txt") == text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (codecs.BOM_UTF16_LE + b" \x00", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"%PDF-1.4\n" + bytes(range(256)) * 4, "binary"),
        (bytes(range(1, 32)) * 40, "binary"),
        (bytes(range(128, 256)) * 40, "encoding"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "UTF-16-LE"),
        (codecs.BOM_UTF8 + b"\xff\xfe\xfd", "UTF-8"),
        ("“Ya,” kata dia, “tidak.”".encode("mac_roman"), "encoding"),
        (RUSSIAN.encode("cp1251"), "encoding"),
        (RUSSIAN.encode("koi8_r"), "encoding"),
        (("日本語のテキストです。" * 9).encode("shift_jis"), "encoding"),
    ],
)
def test_other_bytes_are_refused_by_name(data: bytes, why: str) -> None:
    with pytest.raises(InputError, match=rf"^x\.txt: .*{why}"):
        decode_text(data, "x.txt")


@pytest.mark.parametrize("text", ["a\ud800b", "\udfff", "a\x00b"])
def test_what_no_text_can_hold_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"^here: "):
        check_characters(text, "here")
