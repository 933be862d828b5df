"""What a report is made of: all of it as it is at one moment, and as one filter has it."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, closing
from typing import TypeVar

from sqlalchemy.orm import Session

from quotetrack.records import (
    Passage,
    QuoteFilter,
    StoredClaim,
    StoredMismatch,
    StoredReview,
    StoredSpeaker,
    StoredStatement,
)
from quotetrack.store.articles import find_texts
from quotetrack.store.claims import list_claims
from quotetrack.store.decided import list_reviews
from quotetrack.store.mismatches import find_passages, list_mismatches
from quotetrack.store.officials import find_wikidata
from quotetrack.store.speakers import list_speakers
from quotetrack.store.statements import find_quotes

_T = TypeVar("_T")


class StoredContents:
    """What a database holds that fits a filter, as streams. Close it: that closes them all."""

    def __init__(self, session: Session, wanted: QuoteFilter) -> None:
        self._session = session
        self._wanted = wanted
        self._streams = ExitStack()

    def close(self) -> None:
        """Close whatever was not read to its end: a server keeps an open cursor."""
        self._streams.close()

    def _open(self, stream: Generator[_T]) -> Generator[_T]:
        return self._streams.enter_context(closing(stream))

    def statements(self) -> Generator[StoredStatement]:
        """Return the statements that fit, as `find_quotes` orders them."""
        return self._open(find_quotes(self._session, self._wanted))

    def claims(self) -> Generator[StoredClaim]:
        """Return the claims of which a statement fits, each with all its statements."""
        return self._open(list_claims(self._session, self._wanted, whole=True))

    def speakers(self) -> Generator[StoredSpeaker]:
        """Return the speakers of statements that fit."""
        return self._open(list_speakers(self._session, self._wanted))

    def mismatches(self) -> Generator[StoredMismatch]:
        """Return the mismatches that fit; raw ones are all, whatever was decided about them."""
        wanted = self._wanted
        return self._open(list_mismatches(self._session, everything=wanted.raw, wanted=wanted))

    def reviews(self) -> Generator[StoredReview]:
        """Return every review: no filter is about them."""
        return self._open(list_reviews(self._session))

    def texts(self, article_ids: Sequence[int]) -> Mapping[int, str]:
        """Return the texts of articles, by their ids."""
        return find_texts(self._session, article_ids)

    def passages(
        self, mismatches: Sequence[StoredMismatch]
    ) -> Mapping[int, tuple[Passage, Passage]]:
        """Return the passages in which the names of mismatches stand, by the mismatches' ids."""
        return find_passages(self._session, mismatches)

    def wikidata(self) -> Mapping[int, str]:
        """Return the Wikidata items that the registry gives speakers, by the speakers' ids."""
        return find_wikidata(self._session)
