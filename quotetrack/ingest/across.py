"""What only all articles together tell: who is who, which claims are one, what contradicts what.

Apart from `load.py` because importing officials and deciding need it and must not wait for spaCy.
"""

from __future__ import annotations

from quotetrack.ingest.identities import identify_speakers
from quotetrack.records import Compared
from quotetrack.speakers.across import find_contradictions
from quotetrack.speakers.registry import Registry
from quotetrack.store.claim_keys import follow_identities
from quotetrack.store.contradictions import save_contradictions
from quotetrack.store.events import are_compared
from quotetrack.store.officials import list_officials
from quotetrack.store.printed import read_pairs, read_printed
from quotetrack.store.session import Database, begin_writing


def compare_articles(database: Database) -> Compared:
    """Return how many speakers of articles have another name, and how many mismatches are new.

    Afterwards claims go by who that is, and the mismatches between articles are those of now; what
    people decided about them stays. Does nothing where nothing has changed since the last time.
    One transaction, in which nobody else writes: what it read still holds when it is done.
    """
    with database.session() as session:
        begin_writing(session)
        if are_compared(session):
            return Compared(0, 0)
        changed = identify_speakers(session)
        follow_identities(session)
        registry = Registry(list_officials(session))
        people = list(read_printed(session))
        found = list(find_contradictions(people, read_pairs(session), registry))
        return Compared(changed, save_contradictions(session, found))
