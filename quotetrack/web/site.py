"""What all requests share: the database, the secrets, the templates, the pipeline once loaded."""

from __future__ import annotations

from contextlib import AbstractContextManager
from threading import Lock
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from quotetrack.choosing import Known
from quotetrack.records import Article, Figures, Reading, SpeakerProfile
from quotetrack.store.events import find_last_event
from quotetrack.store.figures import count_all
from quotetrack.store.profiles import find_profile
from quotetrack.store.session import Database
from quotetrack.store.speakers import list_most_quoted
from quotetrack.web.keys import Keys

if TYPE_CHECKING:
    from spacy.language import Language
    from sqlalchemy.orm import Session

_MOST_PROFILES = 100  # kept at a time
_MOST_QUOTED = 50


class Site:
    """Made once for an application; every thread may use it."""

    def __init__(
        self, database: Database, keys: Keys, *, read_only: bool, reviewer: str | None
    ) -> None:
        self.database = database
        self.keys = keys
        self.read_only = read_only
        self.reviewer = reviewer
        self.known = Known()
        self.templates = Environment(
            loader=PackageLoader("quotetrack.web"),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,  # a newer program's templates have words that this one does not know
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.writing = Lock()  # one report at a time: some need much memory
        self._lock = Lock()
        self._nlp: Language | None = None
        self._figures: Figures | None = None
        self._profiles: tuple[int, dict[int, SpeakerProfile]] = (0, {})  # of which last event

    def session(self) -> AbstractContextManager[Session]:
        """Give a session for one request."""
        return self.database.session()

    def read(self, article: Article) -> Reading:
        """Return what the program finds in an article; one article is read at a time."""
        # Here, not above: whoever only looks need not wait for spaCy, nor have it in memory.
        from quotetrack.pipeline import load_pipeline
        from quotetrack.reading import read_article

        with self._lock:
            if self._nlp is None:
                self._nlp = load_pipeline()
            return read_article(self._nlp, article)

    def figures(self, session: Session) -> Figures:
        """Return how much there is; counted anew once the log has grown."""
        if self._figures is None or self._figures.last_event != find_last_event(session):
            self._figures = count_all(session)
        return self._figures

    def count_most_quoted(self) -> None:
        """Count what those said who said most: for whoever asks for them first it takes longest."""
        with self.session() as session:
            for speaker_id in list_most_quoted(session, _MOST_QUOTED):
                # One by one: others may want to count as well.
                self.known.tallies.count(session, [speaker_id], whole=True)

    def profile(self, session: Session, speaker_id: int) -> SpeakerProfile:
        """Return what is known of a speaker; looked up anew once the log has grown.

        Whoever turns the pages of what somebody said need not wait for all of it to be counted.
        """
        last = find_last_event(session)  # first: what comes in meanwhile is looked up next time
        kept, profiles = self._profiles
        if kept != last or len(profiles) >= _MOST_PROFILES:
            profiles = {}
            self._profiles = last, profiles
        if speaker_id not in profiles:
            profiles[speaker_id] = find_profile(session, speaker_id, self.known.tallies)
        return profiles[speaker_id]
