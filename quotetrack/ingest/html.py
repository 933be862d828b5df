"""HTML pages: one article a page, its text and metadata as trafilatura finds them.

The text is the page's main text, one paragraph a line, so offsets count characters of that text
and not of the page's markup.
"""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quotetrack.errors import InputError
from quotetrack.ingest.decode import decode_text, read_bytes
from quotetrack.ingest.fields import read_fields
from quotetrack.records import Article

if TYPE_CHECKING:
    from trafilatura.settings import Document

# Menus and buttons have no sentence: "Beranda", "Politik", "Masuk".
_SENTENCE_END = re.compile(r"[.!?…]")
# "Galuzin: Siap - Jatimcenter.com" is the title of a page headed "Galuzin: Siap".
_SITE_BEHIND_TITLE = re.compile(r"\s+[-–—|]\s.*")
# Below so many characters trafilatura takes the whole page, its menus and its paragraphs run
# together; by default that befalls every article under 250.
_MIN_CHARACTERS = 50
_SAVE_AS_TEXT = "save the article's text as a .txt file"
# Pages of news have some thousand. What trafilatura and its helpers do takes the square of the
# rows of a table (7,000 took 12 s) and of the bold words of a paragraph (13,000 took 28 s).
_MAX_ELEMENTS = 10_000


def read_html_file(path: Path, max_bytes: int) -> Article:
    """Return the article that an HTML page holds; raise InputError, naming the file, if none.

    Title, URL and date are the page's metadata; the outlet is the site's name, else that of the
    dateline. The title is no part of the text. A page of so many elements that reading it would
    seem to hang is refused, however small; scripts and pictures inside a page make it no slower.
    """
    page = decode_text(read_bytes(path, max_bytes), str(path))
    fields = _extract(page, str(path))
    title = fields.get("title", "")
    text = _drop_title(_join_paragraphs(fields.get("text", "")), title)
    if not _SENTENCE_END.search(text):
        raise InputError(f"{path}: holds no article text that can be found: {_SAVE_AS_TEXT}")
    return replace(read_fields({**fields, "text": text}, str(path)), extracted=True)


def _extract(page: str, place: str) -> dict[str, str]:
    """Return those of the fields text, title, outlet, url and date that the page gives."""
    try:
        document = _read_document(page, place)
    except InputError:
        raise
    except Exception as error:  # Malformed markup fails assertions in lxml; the others go on.
        raise InputError(
            f"{place}: is HTML too malformed to be read ({type(error).__name__}): {_SAVE_AS_TEXT}"
        ) from error
    if document is None:
        return {}
    found = {
        "text": document.text,
        "title": document.title,
        "outlet": document.sitename,
        "url": document.url,
        "date": document.date,
    }
    return {name: value for name, value in found.items() if value}


def _read_document(page: str, place: str) -> Document | None:
    # Here, not above: `--help` and text files need not wait for trafilatura.
    from trafilatura import bare_extraction, load_html
    from trafilatura.settings import DEFAULT_CONFIG, Document

    tree = load_html(page)
    if tree is None:
        return None
    _check_elements(sum(1 for _ in tree.iter()), place)
    config = copy.deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(_MIN_CHARACTERS)
    document = bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        # Only a date that the page states: the extensive search guesses from any number.
        date_extraction_params={"original_date": True, "extensive_search": False},
        config=config,
    )
    return document if isinstance(document, Document) else None


def _check_elements(count: int, place: str) -> None:
    if count > _MAX_ELEMENTS:
        raise InputError(
            f"{place}: is a page of {count:,} elements, more than the {_MAX_ELEMENTS:,} that can be"
            f" read in good time: {_SAVE_AS_TEXT}"
        )


def _join_paragraphs(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _drop_title(text: str, title: str) -> str:
    """Return the text without a first line that is the title, with or without the site's name."""
    first, _, rest = text.partition("\n")
    behind = title[len(first) :]
    is_title = title.startswith(first) and (not behind or _SITE_BEHIND_TITLE.fullmatch(behind))
    return rest if first and is_title else text
