"""From what the user asks for to what the store is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotetrack import choosing
from quotetrack.asking import QuoteOptions
from quotetrack.records import QuoteFilter, StoredSpeaker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MOST_LISTED = 20


def choose_quotes(session: Session, options: QuoteOptions) -> QuoteFilter:
    """Return the filter for the options, every speaker in it whom the name or the office fits.

    Where several fit, they are listed on standard error. Raises NotFoundError, with the nearest
    names, where none does.
    """
    wanted, several = choosing.choose_quotes(session, options)
    if several:
        _list_matches(options.speaker, several)
    return wanted


def _list_matches(name: str | None, speakers: list[StoredSpeaker]) -> None:
    click.echo(f"{len(speakers)} speakers fit {name!r}:", err=True)
    for speaker in speakers[:_MOST_LISTED]:
        office = f", {speaker.offices[0]}" if speaker.offices else ""
        click.echo(f"  {speaker.name}{office} ({speaker.statements} statements)", err=True)
    if len(speakers) > _MOST_LISTED:
        click.echo(f"  … and {len(speakers) - _MOST_LISTED} more", err=True)
