"""From what the user asks for to what the store is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotetrack.cli.options import QuoteOptions
from quotetrack.errors import NotFoundError
from quotetrack.records import QuoteFilter, StoredSpeaker
from quotetrack.store.speakers import find_speakers, suggest_speakers

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MOST_LISTED = 20


def choose_quotes(session: Session, options: QuoteOptions) -> QuoteFilter:
    """Return the filter for the options, every speaker in it whom the name fits.

    Where several fit, they are listed on standard error. Raises NotFoundError, with the nearest
    names, where none does.
    """
    speaker_ids = None
    if options.speaker is not None:
        speakers = find_speakers(session, options.speaker)
        if not speakers:
            raise NotFoundError(_explain_none(session, options.speaker))
        if len(speakers) > 1:
            _list_matches(options.speaker, speakers)
        speaker_ids = tuple(speaker.id for speaker in speakers)
    return QuoteFilter(
        speaker_ids=speaker_ids,
        type=options.type,
        outlet=options.outlet,
        since=options.since,
        until=options.until,
    )


def _explain_none(session: Session, name: str) -> str:
    near = suggest_speakers(session, name)
    if near:
        return f"no speaker is called {name!r}; near to it: {', '.join(near)}"
    return f"no speaker is called {name!r}: `quotetrack speakers` lists those there are"


def _list_matches(name: str, speakers: list[StoredSpeaker]) -> None:
    click.echo(f"{len(speakers)} speakers fit {name!r}:", err=True)
    for speaker in speakers[:_MOST_LISTED]:
        office = f", {speaker.offices[0]}" if speaker.offices else ""
        click.echo(f"  {speaker.name}{office} ({speaker.statements} statements)", err=True)
    if len(speakers) > _MOST_LISTED:
        click.echo(f"  … and {len(speakers) - _MOST_LISTED} more", err=True)
