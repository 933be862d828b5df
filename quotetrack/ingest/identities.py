"""Who the speakers of all articles are: speakers and store joined, without the pipeline.

Apart from `load.py` because importing officials needs it and must not wait for spaCy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotetrack import __version__
from quotetrack.speakers.decisions import obey
from quotetrack.speakers.identify import identify
from quotetrack.store.identities import read_appearances, save_identities
from quotetrack.store.officials import list_officials
from quotetrack.store.reviews import list_merge_decisions

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def identify_speakers(session: Session) -> int:
    """Return how many speakers of articles are somebody else than before.

    Looks at all articles anew, since each may tell who the speaker of another one is. What people
    decided stays.
    """
    appearances, officials = read_appearances(session), list(list_officials(session))
    decisions = list_merge_decisions(session)
    identities, proposals = identify(appearances, officials)
    identities = obey(decisions, appearances, identities, (o.name for o in officials))
    return save_identities(session, identities, proposals, f"quotetrack {__version__}")
