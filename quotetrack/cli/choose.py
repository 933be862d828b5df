"""From what the user asks for to what the store is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotetrack.choosing import choose_speakers
from quotetrack.cli.options import QuoteOptions
from quotetrack.records import QuoteFilter, StoredSpeaker
from quotetrack.store.speakers import describe_speakers, find_speaker_ids

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MOST_LISTED = 20


def choose_quotes(session: Session, options: QuoteOptions) -> QuoteFilter:
    """Return the filter for the options, every speaker in it whom the name or the office fits.

    Where several fit, they are listed on standard error. Raises NotFoundError, with the nearest
    names, where none does.
    """
    return QuoteFilter(
        speaker_ids=_choose_ids(session, options),
        type=options.type,
        outlet=options.outlet,
        since=options.since,
        until=options.until,
        raw=options.raw,
    )


def _choose_ids(session: Session, options: QuoteOptions) -> tuple[int, ...] | None:
    if options.speaker is None:
        return None
    name, raw = options.speaker, options.raw
    ids = find_speaker_ids(session, name, raw=raw) if options.at is None else []
    if len(ids) == 1:  # nothing more need be known
        return tuple(ids)
    speakers = (
        describe_speakers(session, ids, name, raw=raw)
        if ids
        else choose_speakers(session, name, options.at, raw=raw)
    )
    if len(speakers) > 1:
        _list_matches(name, speakers)
    return tuple(speaker.id for speaker in speakers)


def _list_matches(name: str, speakers: list[StoredSpeaker]) -> None:
    click.echo(f"{len(speakers)} speakers fit {name!r}:", err=True)
    for speaker in speakers[:_MOST_LISTED]:
        office = f", {speaker.offices[0]}" if speaker.offices else ""
        click.echo(f"  {speaker.name}{office} ({speaker.statements} statements)", err=True)
    if len(speakers) > _MOST_LISTED:
        click.echo(f"  … and {len(speakers) - _MOST_LISTED} more", err=True)
