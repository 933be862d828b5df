"""An Excel workbook: claims, statements, speakers, mismatches, and a sheet about itself.

All sheets are in it whatever the report is about: that one comes to the front, and each keeps to
the filters that say something about it. A sheet takes 1,048,576 rows and 65,530 links, a cell
32,767 characters; what is cut is said, with how to get the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from itertools import islice
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from quotetrack.export.about import GENERATOR, About, tell
from quotetrack.export.cells import Cells, Column, read_columns
from quotetrack.export.report import FILTERS, SCHEMAS, Report, Written
from quotetrack.export.schema import Subject
from quotetrack.export.zipped import DatedZip

SHEETS = (Subject.CLAIMS, Subject.STATEMENTS, Subject.SPEAKERS, Subject.MISMATCHES)
MOST_ROWS = 1_048_576  # of a sheet, its heading among them
_HEADING = 1


def write(report: Report, stream: BinaryIO) -> Written:
    """Write the workbook; the rows go to files of their own until it is put together."""
    book = Workbook(write_only=True)
    about = book.create_sheet("About")
    counts: dict[Subject, int] = {}
    cuts: list[str] = []
    for place, subject in enumerate(SHEETS, start=1):
        sheet = book.create_sheet(subject.value.capitalize())
        counts[subject] = _fill(sheet, report, subject, cuts)
        if subject is report.subject:
            book.active = place
    _tell(about, report.about, counts, cuts)
    _sign(book.properties, report.about)
    with DatedZip(stream, report.about.at) as archive:
        ExcelWriter(book, archive).write_data()
    return Written(counts[report.subject], tuple(cuts))


def _fill(sheet: Any, report: Report, subject: Subject, cuts: list[str]) -> int:
    """Write a sheet and return how many rows it has; what is cut is added to the list."""
    columns = read_columns(SCHEMAS[subject])
    cells = Cells(sheet)
    _set_up(sheet, columns)
    sheet.append([cells.make_heading(column.name) for column in columns])
    rows, count = report.rows(subject), 0
    for row in islice(rows, MOST_ROWS - _HEADING):
        sheet.append([cells.make(column, row) for column in columns])
        count += 1
    last = get_column_letter(len(columns))
    sheet.auto_filter.ref = f"A1:{last}{count + _HEADING}"
    left_out = sum(1 for _ in rows)
    if left_out:
        cuts.append(
            f"{subject}: {left_out} rows are left out: a sheet takes {MOST_ROWS:,}. All of them: "
            f"{report.command(subject)}"
        )
    if cells.cut:
        cuts.append(
            f"{subject}: {cells.cut} cells are cut and end in […]: a cell takes 32,767 characters. "
            f"All of them: {report.command(subject)}"
        )
    if cells.unlinked:
        cuts.append(
            f"{subject}: {cells.unlinked} addresses are no links: a sheet takes 65,530, of 2,079 "
            "characters each. They stand in their cells"
        )
    return count


def _set_up(sheet: Any, columns: Sequence[Column]) -> None:
    """Set what stands before the rows: the heading stays in view, columns have widths."""
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width


def _tell(sheet: Any, about: About, counts: dict[Subject, int], cuts: Sequence[str]) -> None:
    sheet.column_dimensions["A"].width = 16
    sheet.column_dimensions["B"].width = 100
    cells = Cells(sheet)
    for heading, line in (*tell(about), *_tell_sheets(about, counts), *_tell_cuts(cuts)):
        first, second = cells.make_text(heading), cells.make_text(line)
        first.font = Font(bold=True)
        second.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([first, second])


def _tell_sheets(about: About, counts: dict[Subject, int]) -> Iterator[tuple[str, str]]:
    for subject, count in counts.items():
        ignored = [name for name in about.filters if name not in FILTERS[subject]]
        told = f", whatever {', '.join(ignored)}" if ignored else ""
        yield subject.value.capitalize(), f"{count} rows{told}"


def _tell_cuts(cuts: Sequence[str]) -> Iterator[tuple[str, str]]:
    for cut in cuts or ("nothing",):
        yield "Cut", cut


def _sign(properties: Any, about: About) -> None:
    """Set the document's properties; openpyxl would write its own name and the time of day."""
    moment = about.at.astimezone(UTC).replace(tzinfo=None)
    properties.creator = properties.lastModifiedBy = GENERATOR
    properties.created = properties.modified = moment
    properties.title = f"{GENERATOR}: {about.subject}"
    properties.description = "; ".join(f"{heading}: {line}" for heading, line in tell(about))
    properties.language = "id"
