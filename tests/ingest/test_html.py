"""HTML pages: text, metadata, and what is refused."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from quotetrack.errors import InputError
from quotetrack.ingest.html import read_html_file
from quotetrack.records import Article

LIMIT = 100_000
TITLE = "Galuzin: Rudal Sudah Siap"
BODY = [
    "Jatimcenter.com – Salah satu pejabat mengungkapkan bahwa rudal itu akan dikirim.",
    "“Rudal itu sudah siap,” ujar Mikhail Galuzin, Minggu.",
    "Dia juga mengatakan bahwa kerja sama akan berlanjut.",
]
PARAGRAPHS = "".join(f"<p>{paragraph}</p>\n" for paragraph in BODY)
MENU = "<nav><a href='/'>Beranda</a><a href='/p'>Politik</a></nav>"
AROUND = "<div id='comments'><p>Hebat sekali beritanya, Pak.</p></div><footer>© 2019 Koran</footer>"
HEAD = f"""<title>{TITLE} - Jatimcenter.com</title>
<link rel="canonical" href="https://jatimcenter.com/2025/galuzin-rudal">
<meta property="og:title" content="{TITLE}">
<meta property="og:site_name" content="Jatim Center">
<meta property="article:published_time" content="2025-06-09T21:47:00+07:00">"""


def page(body: str, head: str = "") -> str:
    """Return a whole page."""
    return f"<!DOCTYPE html><html lang='id'><head>{head}</head><body>{body}</body></html>"


ARTICLE = page(f"{MENU}<article><h1>{TITLE}</h1>{PARAGRAPHS}</article>{AROUND}", HEAD)


def read(folder: Path, content: str | bytes, limit: int = LIMIT) -> Article:
    """Return the article of a page with that content."""
    path = folder / "a.html"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_html_file(path, limit)


def test_a_page_gives_its_text_and_its_metadata(tmp_path: Path) -> None:
    article = read(tmp_path, ARTICLE)
    assert article == Article(
        text="\n".join(BODY),
        title=TITLE,
        outlet="Jatim Center",
        url="https://jatimcenter.com/2025/galuzin-rudal",
        published=date(2025, 6, 9),
        body_start=0,
        origin=str(tmp_path / "a.html"),
        extracted=True,
    )


@pytest.mark.parametrize(
    "body",
    [
        f"<div class='post-content'>{'<br><br>'.join(BODY)}</div>",
        f"<table><tr><td>{MENU}</td><td>{PARAGRAPHS}</td></tr></table>",
        f"<article>{PARAGRAPHS}<table><tr><td>Harga.</td><td>7</td></tr></table></article>",
        f"<article>{PARAGRAPHS.replace('rudal', ' <b>rudal</b>&#32;<!-- x -->')}</article>",
        PARAGRAPHS,
        f"{MENU}<article>{PARAGRAPHS}<div class='tags'><a href='t'>Rudal</a></div></article>",
        MENU + "".join(f"<div>{paragraph}</div>" for paragraph in BODY),
    ],
)
def test_each_paragraph_is_a_line(tmp_path: Path, body: str) -> None:
    assert read(tmp_path, page(body)).text == "\n".join(BODY)


@pytest.mark.parametrize(
    ("title", "heading", "first_line"),
    [
        (TITLE, TITLE, BODY[0]),
        (f"{TITLE} - Koran", TITLE, BODY[0]),
        (f"{TITLE} | Koran", TITLE, BODY[0]),
        # A heading of its own, and one that the title merely begins with.
        (TITLE, "Berita Utama", "Berita Utama"),
        (TITLE, "Galuzin", "Galuzin"),
    ],
)
def test_the_title_is_no_part_of_the_text(
    tmp_path: Path, title: str, heading: str, first_line: str
) -> None:
    head = f'<meta property="og:title" content="{title}">'
    article = read(tmp_path, page(f"<article><h1>{heading}</h1>{PARAGRAPHS}</article>", head))
    assert article.title == title
    assert article.text.splitlines()[0] == first_line
    assert article.body_start == 0


def test_without_metadata_the_dateline_names_the_outlet(tmp_path: Path) -> None:
    article = read(tmp_path, page(f"<article>{PARAGRAPHS}</article>{AROUND}"))
    assert (article.outlet, article.url, article.published) == ("Jatimcenter.com", None, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize(
    "declaration",
    ['<?xml version="1.0" encoding="iso-8859-1"?>', '<meta charset="iso-8859-1">', ""],
)
def test_the_bytes_tell_the_encoding(tmp_path: Path, encoding: str, declaration: str) -> None:
    content = ARTICLE.replace("<!DOCTYPE html>", declaration)
    assert read(tmp_path, content.encode(encoding)).text == "\n".join(BODY)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"\x00\x01\x02", "is binary"),
        (b"\x1f\x8b\x08\x00" + bytes(range(256)), "is binary"),
        (b"<p>" + b"\x81\x8d\x8f\x90\x9d" * 30, "is in no encoding"),
        (ARTICLE.encode() + b" " * LIMIT, "is larger than 100,000 bytes"),
        (b"<p>Isi</p>", r"holds no article text .*: save the article's text as a \.txt file"),
        (page("").encode(), "holds no article text"),
        (page(MENU + "<form><input></form><a href='x'>Masuk</a>").encode(), "holds no article"),
        (page(f"<h1>{TITLE}</h1>", HEAD).encode(), "holds no article text"),
        (page("<div>" * 5000 + PARAGRAPHS).encode(), "holds no article text"),
        (
            page(f"<article>{PARAGRAPHS}{'<b></b>' * 10_000}</article>").encode(),
            r"is a page of 10,\d{3} elements, more than the 10,000 .*: save the article's text",
        ),
    ],
)
def test_a_refusal_names_the_file(tmp_path: Path, content: bytes, why: str) -> None:
    with pytest.raises(InputError, match=rf"a\.html: {why}"):
        read(tmp_path, content)


def test_a_page_may_be_large_as_long_as_its_elements_are_few(tmp_path: Path) -> None:
    picture = f"<img src='data:image/png;base64,{'A' * 2_000_000}'>"
    script = f"<script>{'if (a<b) {}' * 100_000}</script>"
    content = page(f"<article>{PARAGRAPHS}{picture}</article>{script}", HEAD)
    assert read(tmp_path, content, 5_000_000).text == "\n".join(BODY)


def test_a_page_that_breaks_the_parser_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    with pytest.raises(InputError, match=r"a\.html: is HTML too malformed .*AssertionError"):
        read(tmp_path, ARTICLE)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"x\.html: cannot be read: No such file"):
        read_html_file(tmp_path / "x.html", LIMIT)


def test_nothing_is_loaded_for_html_before_a_page_is_read() -> None:
    code = "import sys, quotetrack.cli, quotetrack.ingest; sys.exit('trafilatura' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
