"""Reports: the form that asks for one, and the file."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Response
from starlette.responses import StreamingResponse

from quotetrack.asking import QuoteOptions
from quotetrack.choosing import choose_quotes
from quotetrack.errors import QuotetrackError
from quotetrack.export.formats import FORMATS
from quotetrack.export.schema import Subject
from quotetrack.reporting import Order, list_filters
from quotetrack.web.answers import find_status, gives
from quotetrack.web.filters import Optioned
from quotetrack.web.report_file import write_file
from quotetrack.web.shapes import Shape, SpeakerShape
from quotetrack.web.shaping import read_speaker
from quotetrack.web.view import Asked

router = APIRouter()

_NAMES = {"enum": list(FORMATS)}
FormatName = Annotated[str, Query(max_length=40, json_schema_extra=_NAMES)]
Bom = Annotated[bool, Query(description="begin a CSV with a byte order mark, for Excel")]


class SubjectShape(Shape):
    """What a report can be about: in which formats, and which filters say something about it.

    `link` is the address of its form, with those of the filters that are set.
    """

    name: Subject
    formats: list[str]
    filters: list[str]
    link: str


class ExportPage(Shape):
    """What a report can be; `fitting` are those whom the speaker's name fits, if it fits several.

    `problem` says why there is no report.
    """

    subject: Subject
    format: str
    with_bom: bool
    options: QuoteOptions
    subjects: list[SubjectShape]
    fitting: tuple[SpeakerShape, ...] = ()
    problem: str | None = None


class ReportPage(Shape):
    """What a report says of itself: filters, runs, versions, audit head, schema, rows, file.

    `cuts` say in a sentence each what is left out, and how to get it.
    """

    about: dict[str, Any]
    cuts: list[str]


_GIVES = gives(ReportPage)
_GIVES[200] |= {
    "description": "The file; as JSON, what it says of itself.",
    # bytes have no schema: some of them are JSON, and are no text as JSON has it
    "content": {known.media_type.partition(";")[0]: {} for known in FORMATS.values()},
}


@router.get("/export", responses=gives(ExportPage), summary="Export")
def show_export(
    view: Asked,
    options: Optioned,
    subject: Subject = Subject.CLAIMS,
    format: FormatName = "",
    bom: Bom = False,
) -> Response:
    """Show what a report can be about and in which formats, and which filters it takes."""
    fitting: tuple[SpeakerShape, ...] = ()
    problem = None
    if options.speaker:
        try:
            with view.session() as session:
                several = choose_quotes(session, options, view.site.known)[1]
                fitting = tuple(map(read_speaker, several))
        except QuotetrackError as error:
            problem = str(error)
    page = _read_page(Order(subject, format, options, bom), problem, fitting)
    return view.answer("export.html", page)


@router.get(
    "/export/{subject}", responses=_GIVES, summary="Write a report", response_class=Response
)
def export(
    view: Asked, options: Optioned, subject: Subject, format: FormatName, bom: Bom = False
) -> Response:
    """Write a report of all that fits, as it is at one moment, and send the file.

    As JSON it gives what the report says of itself: filters, runs, versions, the audit head, rows,
    the hash of the file, what is cut. `csv` and `jsonl` have no place for that in the file.
    """
    order = Order(subject, format, options, bom and format == "csv", view.language)
    try:
        file = write_file(view.site, order)
    except QuotetrackError as error:
        if view.as_json:
            raise
        return view.answer("export.html", _read_page(order, str(error)), find_status(error))
    if view.as_json:
        file.stream.close()
        return view.give(ReportPage(about=file.about, cuts=list(file.cuts)))
    headers = {
        "content-disposition": f'attachment; filename="{file.name}"',
        "content-length": str(file.size),
        "link": f'<{view.as_twin}>; rel="describedby"; type="application/json"',
    }
    kind = FORMATS[format].media_type
    return StreamingResponse(file.blocks(), headers=headers, media_type=kind)


def _read_page(
    order: Order, problem: str | None = None, fitting: tuple[SpeakerShape, ...] = ()
) -> ExportPage:
    subjects = [_read_subject(subject, order) for subject in Subject]
    formats = next(shape.formats for shape in subjects if shape.name is order.subject)
    return ExportPage(
        subject=order.subject,
        format=order.format if order.format in formats else formats[0],
        with_bom=order.with_bom,
        options=order.options,
        subjects=subjects,
        fitting=fitting,
        problem=problem,
    )


def _read_subject(subject: Subject, order: Order) -> SubjectShape:
    known = list_filters(subject)
    kept = {name: value for name, value in order.filters.items() if name in known}
    return SubjectShape(
        name=subject,
        formats=[name for name, made in FORMATS.items() if subject in made.subjects],
        filters=known,
        link=f"/export?{urlencode({'subject': subject.value, **kept})}",
    )
