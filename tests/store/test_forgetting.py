"""An article forgotten: no word of it is left, and the log still proves all the rest."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import String, func, make_url, select, text

from quotetrack.errors import DatabaseError, NotFoundError, QuotetrackError
from quotetrack.ingest.across import compare_articles
from quotetrack.records import (
    Correction,
    Identity,
    QuoteFilter,
    Reading,
    ReviewState,
    StatementType,
    Verdict,
)
from quotetrack.search import read_query
from quotetrack.store import models
from quotetrack.store.articles import get_article
from quotetrack.store.audit import verify
from quotetrack.store.claim_keys import claim_old_statements
from quotetrack.store.claims import list_claims
from quotetrack.store.forgetting import forget_article
from quotetrack.store.forgotten import count_forgotten, find_forgotten_texts, list_forgotten
from quotetrack.store.identities import read_appearances, save_identities
from quotetrack.store.mismatches import list_mismatches
from quotetrack.store.readings import save_readings
from quotetrack.store.reviews import decide_mismatch
from quotetrack.store.runs import start_run
from quotetrack.store.schema import check_database
from quotetrack.store.search import search_statements
from quotetrack.store.session import Database, open_database
from quotetrack.store.statement_reviews import review_statements
from quotetrack.store.statements import find_quotes
from quotetrack.store.story import tell_story
from tests.conftest import leave_out
from tests.store.examples import GALUZIN, NEWER, make_reading
from tests.store.tamper import alter_by_hand

SHORT = "Harga beras akan turun di semua pasar mulai bulan depan"
LONG = f"{SHORT} karena panen raya"
# What only the forgotten articles print, and what others print as well.
WORDS = ("panen", "Iskander", "rudal", "Siti", "Galuzin", "Kanevsky", "Sputnik", "kapan saja")
PLACES = ("jatimcenter.com/iskander", "idn1", "articles.jsonl")


@pytest.fixture
def filled(database: Database, run_id: int) -> Database:
    """A database with GALUZIN read twice, and two articles that print a claim, one more of it."""
    readings = [
        GALUZIN,
        make_reading("Siti Nurhaliza", LONG, id="long"),
        make_reading("Siti Nurhaliza", SHORT, id="short", mention="Siti Nurhaliza"),
        make_reading("Rina Melati", SHORT, id="other"),
    ]
    with database.session() as session:
        save_readings(session, run_id, readings)
        save_readings(session, start_run(session, NEWER), [replace(GALUZIN, mismatches=())])
    compare_articles(database)
    return database


def forget(database: Database, *keys: str) -> None:
    """Forget articles, and what was in them wherever it is."""
    for key in keys:
        with database.session() as session:
            forget_article(session, key, "Ana", "a request")
    compare_articles(database)


def find_words(database: Database, words: tuple[str, ...]) -> list[str]:
    """Return which words stand in some column of some table, the log included."""
    found: list[str] = []
    with database.session() as session:
        for table in models.Base.metadata.sorted_tables:
            texts = [column for column in table.columns if isinstance(column.type, String)]
            for row in session.execute(select(*texts)) if texts else ():
                cells = " ".join(cell for cell in row if cell).casefold()
                found += [f"{table.name}: {word}" for word in words if word.casefold() in cells]
    return found


def test_no_word_of_it_is_left(filled: Database) -> None:
    everywhere = {line.split(": ")[1] for line in find_words(filled, WORDS + PLACES)}
    assert everywhere == set(WORDS + PLACES)
    forget(filled, "idn1", "long", "short")
    assert find_words(filled, WORDS + PLACES) == []
    with filled.session() as session:
        assert [quote.article_key for quote in find_quotes(session, QuoteFilter())] == ["other"]
        assert count_forgotten(session) == 3


def test_what_others_print_stays(filled: Database) -> None:
    with filled.session() as session:
        claims = {claim.id: claim for claim in list_claims(session, QuoteFilter(), least=2)}
    forget(filled, "long")
    assert find_words(filled, ("panen",)) == []
    assert "speakers: Siti" in find_words(filled, ("Siti",))
    with filled.session() as session:
        (claim,) = claims
        assert session.get_one(models.Claim, claim).content == SHORT
        (left,) = [c for c in list_claims(session, QuoteFilter()) if c.id == claim]
        assert (left.first.article_key, left.appearances) == ("short", 1)
        found = search_statements(session, read_query("beras panen"), QuoteFilter())
        assert list(found) == []
        again = make_reading("Siti Nurhaliza", SHORT, id="again")
        save_readings(session, 1, [again])  # its words still find the claim
        (left,) = list_claims(session, QuoteFilter(), least=2)
        assert left.id == claim


def test_hash_decision_and_log_stay(filled: Database, database_url: str) -> None:
    forget(filled, "1")
    with filled.session() as session:
        stored = get_article(session, GALUZIN.article.sha256)
        assert (stored.article.text, stored.article.title, stored.statements) == ("", None, ())
        assert stored.article.outlet == GALUZIN.article.outlet
        assert stored.forgotten is not None
        assert (stored.forgotten.author, stored.forgotten.reason) == ("Ana", "a request")
        problem, counts = verify(session)
        assert (problem, counts.articles, counts.forgotten) == (None, 4, 1)
        with pytest.raises(NotFoundError, match=r"statement 1 is gone: article 1 .* by Ana: a req"):
            tell_story(session, 1)
        assert claim_old_statements(session) == 0
    assert check_database(database_url) == []


def test_the_decision_is_taken_once(filled: Database) -> None:
    forget(filled, "1")
    with filled.session() as session:
        before = session.scalar(select(func.count(models.Event.id)))
        again = forget_article(session, "1", "Budi", "again")
        assert (again.author, again.reason) == ("Ana", "a request")
        assert session.scalar(select(func.count(models.Event.id))) == before
        assert list_forgotten(session) == [again]


@pytest.mark.parametrize(
    ("key", "author", "reason", "error"),
    [
        ("1", " ", "a request", QuotetrackError),
        ("1", "Ana", "", QuotetrackError),
        ("99", "Ana", "a request", NotFoundError),
    ],
)
def test_what_is_refused(
    filled: Database, key: str, author: str, reason: str, error: type[Exception]
) -> None:
    with filled.session() as session, pytest.raises(error):
        forget_article(session, key, author, reason)
    with filled.session() as session:
        assert count_forgotten(session) == 0


def test_the_same_text_is_refused(filled: Database) -> None:
    forget(filled, "1")
    with filled.session() as session:
        hashes = [GALUZIN.article.sha256, "a" * 64]
        assert list(find_forgotten_texts(session, hashes)) == hashes[:1]
        with pytest.raises(QuotetrackError, match=r"was forgotten on .* by Ana: a request"):
            save_readings(session, 1, [GALUZIN])
        session.rollback()


def test_what_was_read_before_the_decision_is_not_saved_after_it(filled: Database) -> None:
    with filled.session() as session:
        appearances = read_appearances(session)
    forget(filled, "1")
    identities = [Identity(a, f"{a.name} II", 0.5, "So.") for a in appearances]
    with filled.session() as session:
        save_identities(session, identities, [], "test")
        articles = session.scalars(select(models.Identity.article_id)).all()
    assert set(articles) == {2, 3, 4}


def test_what_was_decided_about_it_stays_in_the_log(filled: Database) -> None:
    with filled.session() as session:
        found = [m for m in list_mismatches(session) if "Rina Melati" in m.mismatch.names]
        decide_mismatch(session, found[0].id, ReviewState.CONFIRMED, "Budi", "so")
    forget(filled, "other")
    with filled.session() as session:
        assert verify(session)[0] is None
        assert session.scalar(select(func.count(models.Review.id))) == 1
        assert "Rina Melati" not in str([m.mismatch for m in list_mismatches(session)])


TOUCHED = [
    ("UPDATE articles SET text = 'x' WHERE id = 1", "text of article 1 was put back by hand"),
    ("UPDATE articles SET outlet = 'x' WHERE id = 1", "article 1 (but for its text) was altered"),
    ("UPDATE articles SET title = 'x' WHERE id = 1", "article 1 (but for its text) was altered"),
    (
        "UPDATE statements SET article_id = 1, reading_id = 1 WHERE id = 4",
        "was inserted by hand into reading 1",
    ),
    ("UPDATE statements SET cue = 'x' WHERE id = 4", "statement 4 was altered"),
    ("DELETE FROM identities", "identity"),
]


@pytest.mark.parametrize(("change", "named"), TOUCHED, ids=[change for change, _ in TOUCHED])
def test_what_is_touched_afterwards_is_named(
    filled: Database, database_url: str, change: str, named: str
) -> None:
    with filled.session() as session:
        appearances = read_appearances(session)
        some = [Identity(a, f"{a.name} II", 0.5, "So.") for a in appearances]
        save_identities(session, some, [], "test")
    with filled.session() as session:
        forget_article(session, "1", "Ana", "a request")
    with filled.session() as session:
        assert verify(session)[0] is None
    alter_by_hand(database_url, change)
    with filled.session() as session:
        assert named in str(verify(session)[0])


def read_files(database: Database, url: str) -> bytes:
    """Return all bytes that the database keeps in its files, but for a server's log."""
    if url.startswith("sqlite"):
        file = Path(str(make_url(url).database))
        return b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")))
    with database.session() as session:
        session.execute(text("CHECKPOINT"))
        folder = session.scalar(text("SHOW data_directory"))
        oid = session.scalar(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
    place = Path(str(folder)) / "base" / str(oid)
    try:
        return b"".join(path.read_bytes() for path in sorted(place.iterdir()))
    except OSError:
        leave_out(f"the server's files are not to be read here: {place}")


def test_no_byte_is_left_in_the_files(filled: Database, database_url: str) -> None:
    words = (b"Angkatan Bersenjata", b"kapan saja", b"bersenjata", b"iskander-", b"kanevsky")
    with filled.session() as session:  # fills more than a page, so that cells move about
        many = [make_reading("Budi", f"Rudal bersenjata nomor {n}", id=str(n)) for n in range(30)]
        save_readings(session, 1, many)
        text_ = GALUZIN.article.text
    assert [word for word in words[:2] if word in read_files(filled, database_url)] == [*words[:2]]
    with filled.session() as session:
        for key in ("1", *(str(n + 5) for n in range(30))):
            forget_article(session, key, "Ana", "a request")
    compare_articles(filled)
    filled.erase()
    left = read_files(filled, database_url)
    assert [
        word for word in (*words, b"Rudal", b"rudal", text_[:20].encode()) if word in left
    ] == []
    assert check_database(database_url) == []


# A server waits for its readers.
@pytest.mark.parametrize("databases", ["sqlite"], indirect=True, scope="session")
def test_a_file_that_is_read_meanwhile(filled: Database, database_url: str) -> None:
    with filled.session() as session:
        forget_article(session, "1", "Ana", "a request")
    with open_database(f"{database_url}?timeout=0.05") as impatient:
        with filled.session() as session:
            session.scalar(select(func.count(models.Article.id)))
            with pytest.raises(DatabaseError, match="run the command again when nobody else"):
                impatient.erase()
        impatient.erase()


def test_a_reading_without_statements(database: Database, run_id: int) -> None:
    with database.session() as session:
        save_readings(session, run_id, [Reading(GALUZIN.article)])
        forget_article(session, "1", "Ana", "a request")
    with database.session() as session:
        assert verify(session)[0] is None


def test_reviews_of_what_was_forgotten_stay_and_hold_no_word_of_it(filled: Database) -> None:
    rina = Verdict(ReviewState.CORRECTED, "Rina", None, Correction(type=StatementType.INDIRECT))
    with filled.session() as session:
        ids = [s.id for s in find_quotes(session, QuoteFilter()) if s.article_id == 1]
        kept = [s.id for s in find_quotes(session, QuoteFilter()) if s.article_id != 1]
        review_statements(session, ids[:1], rina)
        review_statements(session, ids[1:2], Verdict(ReviewState.DISMISSED, "Rina"))
        review_statements(session, kept[:1], Verdict(ReviewState.CONFIRMED, "Rina"))
    forget(filled, "1")
    assert find_words(filled, ("Iskander", "kapan saja")) == []
    with filled.session() as session:
        assert verify(session)[0] is None
        (review,) = (s.review for s in find_quotes(session, QuoteFilter()) if s.review)
        assert (review.author, review.state) == ("Rina", ReviewState.CONFIRMED)
        counted = select(func.count(models.Review.id)).where(models.Review.subject == "statement")
        assert session.scalar(counted) == 3
        printed = dict(session.execute(select(models.Claim.id, models.Claim.printed)).all())
        listed = Counter(s.claim_id for s in session.scalars(select(models.Statement)) if s.listed)
        assert printed == {id_: listed[id_] for id_ in printed}


def test_the_number_of_what_went_is_never_given_again(database: Database, run_id: int) -> None:
    def read(key: str) -> None:
        with database.session() as session:
            save_readings(session, run_id, [make_reading("Jokowi", LONG, id=key)])
            (appearance,) = read_appearances(session)
            save_identities(session, [Identity(appearance, "Joko Widodo", 0.9, "So.")], [], "test")

    read("a")
    with database.session() as session:
        review_statements(session, [1], Verdict(ReviewState.DISMISSED, "Rina"))
    forget(database, "a")
    read("b")
    with database.session() as session:
        (listed,) = find_quotes(session, QuoteFilter())
        assert (listed.id > 1, listed.review) == (True, None)
        assert verify(session)[0] is None
