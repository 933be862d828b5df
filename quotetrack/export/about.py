"""What a report says of itself: what was asked for, of which state, read by which program, when.

Two reports of one state are the same byte for byte but for the time. The state is named by the
audit head, the hash that `quotetrack audit head` prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from quotetrack import __version__
from quotetrack.export.schema import Schema, Subject
from quotetrack.records import ReadBy, StoredEvent

GENERATOR = f"quotetrack {__version__}"


@dataclass(frozen=True, slots=True)
class About:
    """What a report says of itself; `filters` are the options as they were given, by name."""

    subject: Subject
    format: str
    at: datetime
    head: StoredEvent
    filters: Mapping[str, str]
    read_by: tuple[ReadBy, ...] = ()
    forgotten: int = 0  # articles that are left out since they were forgotten

    @property
    def moment(self) -> str:
        """The time of the report in UTC, to the second."""
        return write_moment(self.at)


def describe(about: About, schema: Schema) -> dict[str, object]:
    """Return what a report says of itself as a value fit for JSON."""
    return {
        "report": about.subject.value,
        "format": about.format,
        "generated_at": about.moment,
        "generator": GENERATOR,
        "filters": dict(about.filters),
        "audit_head": {
            "hash": about.head.hash,
            "event": about.head.number,
            "at": write_moment(about.head.at),
        },
        "read_by": [_describe_reader(read_by) for read_by in about.read_by],
        "forgotten_articles": about.forgotten,
        "schema": {
            "name": f"quotetrack.{about.subject}",
            "version": schema.version,
            "fields": [
                {"name": field.name, "type": field.printed_type, "about": field.about}
                for field in schema.fields
            ],
        },
    }


def tell(about: About) -> list[tuple[str, str]]:
    """Return what a report says of itself for people: headings and lines."""
    filters = ", ".join(f"{name}: {value}" for name, value in about.filters.items())
    told = [
        ("Report", about.subject.value),
        ("Filters", filters or "none"),
        ("Time (UTC)", f"{about.at:%Y-%m-%d %H:%M:%S}"),
        ("Written by", GENERATOR),
        *(("Read by", tell_reader(read_by)) for read_by in about.read_by),
        ("Audit head", about.head.hash),
        ("Audit head is", f"event {about.head.number} of {about.head.at:%Y-%m-%d %H:%M:%S} UTC"),
    ]
    if about.forgotten:
        told.append(("Left out", f"{about.forgotten} articles that were forgotten"))
    return told


def tell_reader(read_by: ReadBy) -> str:
    """Return by which program, in which runs, how many articles were read."""
    settings, first, last = read_by.settings, read_by.first_run, read_by.last_run
    runs = f"run {first}" if first == last else f"runs {first} to {last}"
    return (
        f"quotetrack {settings.version}, model {settings.model}, "
        f"configuration {settings.config_hash[:12]}, {runs}: {read_by.articles} articles"
    )


def write_moment(moment: datetime) -> str:
    """Return a moment in UTC, to the second."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _describe_reader(read_by: ReadBy) -> dict[str, object]:
    settings = read_by.settings
    return {
        "version": settings.version,
        "model": settings.model,
        "config_hash": settings.config_hash,
        "first_run": read_by.first_run,
        "last_run": read_by.last_run,
        "articles": read_by.articles,
    }
