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
from quotetrack.store.officials import list_officials
from quotetrack.store.printed import read_pairs, read_printed
from quotetrack.store.session import Database


def compare_articles(database: Database) -> Compared:
    """Return how many speakers of articles have another name, and how many mismatches are new.

    Afterwards claims go by who that is, and the mismatches between articles are those of now; what
    people decided about them stays.
    """
    changed = identify_speakers(database)
    with database.session() as session:
        follow_identities(session)
    with database.session() as session:
        registry = Registry(list_officials(session))
        people = list(read_printed(session))
        found = list(find_contradictions(people, read_pairs(session), registry))
    with database.session() as session:
        new = save_contradictions(session, found)
    return Compared(changed, new)
