"""Which formats there are, what they fit, and what is missing."""

from __future__ import annotations

import sys

import pytest

from quotetrack.errors import QuotetrackError
from quotetrack.export import formats
from quotetrack.export.formats import FORMATS, check_pair, load_writer
from quotetrack.export.schema import Subject
from tests.export.samples import write_report


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("subject", Subject)
def test_a_pair_is_written_twice_alike_or_refused(format_: str, subject: Subject) -> None:
    if subject in FORMATS[format_].subjects:
        check_pair(format_, subject)
        if format_ == "pdf":  # takes seconds: test_pdf.py
            return
        assert write_report(subject, format_) == write_report(subject, format_)
        return
    with pytest.raises(QuotetrackError, match=f"{format_} is no format for {subject}"):
        check_pair(format_, subject)


def test_a_wrong_pair_says_which_fit() -> None:
    with pytest.raises(QuotetrackError) as caught:
        check_pair("claimreview", Subject.REVIEWS)
    assert str(caught.value) == (
        "claimreview is no format for reviews: it is for claims; for reviews there are csv, jsonl, "
        "parquet"
    )


@pytest.mark.parametrize(
    ("format_", "library"), [("parquet", "pyarrow"), ("xlsx", "openpyxl"), ("pdf", "weasyprint")]
)
def test_a_missing_library_is_named_with_what_brings_it(
    monkeypatch: pytest.MonkeyPatch, format_: str, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(QuotetrackError) as caught:
        load_writer(format_)
    assert str(caught.value) == (
        f"the format {format_} needs {library}: pip install 'quotetrack[report]'"
    )


def test_missing_pango_is_named_with_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str) -> None:
        raise OSError(f"cannot load library behind {name}")

    monkeypatch.setattr(formats, "import_module", fail)
    with pytest.raises(QuotetrackError, match=r"draws with, Pango: apt install libpango-1\.0-0"):
        load_writer("pdf")
