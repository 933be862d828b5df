"""The report for reading as a PDF: the same HTML through its style sheet for print.

Tagged for screen readers (PDF/UA-1), with its contents as bookmarks. Laying out a page takes a
while, and all pages are held until the last: it shows less than the HTML does.
"""

from __future__ import annotations

import hashlib
from typing import Any, BinaryIO, NoReturn

from weasyprint import HTML

from quotetrack.export.document import Most, read_document
from quotetrack.export.html import render, tell_written
from quotetrack.export.report import Report, Written

MOST = Most(claims=300, appearances=20, speakers=200, mismatches=100, reviews=200)


def write(report: Report, stream: BinaryIO) -> Written:
    """Write the report as a PDF."""
    document = read_document(report, MOST)
    page = "".join(render(report, document))
    HTML(string=page, url_fetcher=_refuse).write_pdf(
        stream,
        pdf_variant="pdf/ua-1",
        # Else it is drawn by lot, and two reports of one state would differ.
        pdf_identifier=hashlib.sha256(page.encode()).digest()[:16],
    )
    return tell_written(report, document)


def _refuse(url: str, *_: Any, **__: Any) -> NoReturn:
    """Load nothing from anywhere."""
    raise ValueError(f"a report loads nothing, and so not {url}")
