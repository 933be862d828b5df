"""The formats of a report: which writer makes each, and what it can be about.

A writer is a module of this package with a function `write`, which takes a report and a binary
stream and returns what it has `Written`. It is imported only when its format is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO

from quotetrack.errors import QuotetrackError
from quotetrack.export.report import Report, Written
from quotetrack.export.schema import Subject

# As Debian names it.
PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

Writer = Callable[[Report, BinaryIO], Written]

_EVERY = tuple(Subject)
# Who decided what stands in them beside what they are about.
_WITH_ALL = tuple(subject for subject in Subject if subject is not Subject.REVIEWS)


@dataclass(frozen=True, slots=True)
class Format:
    """A format of a report.

    `media_type` is what a browser is told, `suffix` the end of a file's name. `libraries` are those
    of quotetrack[report] that it needs. Text may go to standard output. What the report says of
    itself stands `beside` it where the format has no place for that.
    """

    subjects: tuple[Subject, ...]
    media_type: str
    suffix: str
    libraries: tuple[str, ...] = ()
    is_text: bool = True
    beside: bool = False


FORMATS = {
    "csv": Format(_EVERY, "text/csv; charset=utf-8", "csv", beside=True),
    "jsonl": Format(_EVERY, "application/jsonl", "jsonl", beside=True),
    "parquet": Format(
        _EVERY, "application/vnd.apache.parquet", "parquet", ("pyarrow",), is_text=False
    ),
    # These hold all parts whatever is asked for.
    "xlsx": Format(
        _WITH_ALL,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
        ("openpyxl",),
        is_text=False,
    ),
    "html": Format(_WITH_ALL, "text/html; charset=utf-8", "html"),
    "pdf": Format(_WITH_ALL, "application/pdf", "pdf", ("weasyprint",), is_text=False),
    "claimreview": Format((Subject.CLAIMS,), "application/ld+json", "jsonld"),
    "webannotation": Format(
        (Subject.STATEMENTS,),
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        "jsonld",
    ),
}


def check_pair(format_: str, subject: Subject) -> None:
    """Raise QuotetrackError, saying what fits, if a report about a subject has no such format."""
    subjects = FORMATS[format_].subjects
    if subject in subjects:
        return
    formats = [name for name, known in FORMATS.items() if subject in known.subjects]
    raise QuotetrackError(
        f"{format_} is no format for {subject}: it is for {', '.join(subjects)}; for {subject} "
        f"there are {', '.join(formats)}"
    )


def load_writer(format_: str) -> Writer:
    """Return the writer of a format. Raises QuotetrackError if a library for it is missing."""
    for library in FORMATS[format_].libraries:
        try:
            import_module(library)
        except ImportError as error:
            raise QuotetrackError(
                f"the format {format_} needs {library}: pip install 'quotetrack[report]'"
            ) from error
        except OSError as error:  # how WeasyPrint says that it finds no Pango
            raise QuotetrackError(
                f"the format {format_} needs what {library} draws with, Pango: apt install "
                f"{PANGO}, or what your system calls it ({error})"
            ) from error
    writer: Writer = import_module(f"quotetrack.export.{format_}").write
    return writer
