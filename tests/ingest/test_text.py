"""Plain text files: title, body, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotetrack.errors import InputError
from quotetrack.ingest.text import read_text, read_text_file

BODY = "“Kami siap,” ujar Mikhail Galuzin, Minggu."


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        (f"Galuzin: Siap\n{BODY}\n", "Galuzin: Siap", BODY),
        (f"Galuzin: Siap\r\n{BODY}", "Galuzin: Siap", BODY),
        (f"Galuzin: Siap\r{BODY}", "Galuzin: Siap", BODY),
        (f"\n\n  Galuzin: Siap \n\n\n {BODY}", "Galuzin: Siap", BODY),
        # Longer than the paragraph below it, but set apart by an empty line.
        (f"{'Judul panjang ' * 9}\n\n{BODY}", ("Judul panjang " * 9).strip(), BODY),
        (f"Galuzin: Siap\n \nPendek.\n{BODY}", "Galuzin: Siap", "Pendek."),
        # No title.
        (BODY, None, BODY),
        (f"{BODY}\n", None, BODY),
        (f"{BODY}\n\n", None, BODY),
        (f"{BODY}\nPendek.", None, BODY),
        (f"JAKARTA, KOMPAS.com - Siap.\n{BODY}", None, "JAKARTA"),
        (f"{'Paragraf. ' * 40}\n\n{BODY}", None, "Paragraf."),
    ],
)
def test_title_and_body(text: str, title: str | None, body: str) -> None:
    article = read_text(text)
    assert article.title == title
    assert article.text == text
    assert article.text[article.body_start :].startswith(body)


def test_the_dateline_of_the_body_names_the_outlet() -> None:
    article = read_text("Belarusia Siap\nJatimcenter.com – Salah satu pejabat mengungkapkan.")
    assert (article.title, article.outlet) == ("Belarusia Siap", "Jatimcenter.com")


def test_a_file_is_kept_letter_for_letter(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfJudul\r\n" + BODY.encode() + b"\r\n")
    article = read_text_file(path, 1000)
    assert article.text == f"Judul\r\n{BODY}\r\n"
    assert article.origin == str(path)


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "empty"), (b" \n", "empty"), (b"\x00\x01\x02", "binary"), (b"a" * 101, "larger")],
)
def test_a_refusal_names_the_file(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(InputError, match=rf"a\.txt: .*{why}"):
        read_text_file(path, 100)


def test_a_file_that_grows_without_end_is_not_read_whole() -> None:
    with pytest.raises(InputError, match="larger than 1,000 bytes"):
        read_text_file(Path("/dev/zero"), 1000)
