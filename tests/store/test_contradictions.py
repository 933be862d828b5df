"""Mismatches between articles: found in rows, kept with both places, decided for good."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select

from quotetrack.ingest.across import compare_articles
from quotetrack.records import (
    MismatchKind,
    Official,
    Reading,
    ReviewState,
    StoredMismatch,
)
from quotetrack.store import contradictions, models
from quotetrack.store.articles import get_article
from quotetrack.store.mismatches import list_mismatches
from quotetrack.store.officials import save_officials
from quotetrack.store.readings import save_readings
from quotetrack.store.reviews import decide_mismatch
from quotetrack.store.runs import start_run
from quotetrack.store.session import Database
from tests.store.examples import NEWER, make_reading, make_statement

WORDS = "Harga beras akan turun di semua pasar mulai bulan depan"
OTHER = "Stok jagung cukup sampai akhir tahun ini"
DAY = date(2023, 1, 2)


def make(speaker: str, words: str, outlet: str, role: str | None = None) -> Reading:
    """Return an article of one outlet."""
    return make_reading(speaker, words, outlet=outlet, published=DAY, id=outlet, role=role)


def make_unnamed(words: str, outlet: str) -> Reading:
    """Return an article in which a nameless official speaks."""
    reading = make("seorang pejabat", words, outlet)
    text = reading.article.text
    statement = make_statement(text, words, mention="seorang pejabat", cue="ujar")
    return Reading(reading.article, (statement,))


SETS: dict[MismatchKind, tuple[list[Reading], list[str]]] = {
    MismatchKind.SPELLING: (
        [make("Mikhail Galuzin", WORDS, "A", "Menlu Rusia"),
         make("Mikhail Galuzyn", OTHER, "B", "Menlu Rusia")],
        ["Mikhail Galuzin", "Mikhail Galuzyn"],
    ),
    MismatchKind.DIFFERENT_NAME: (
        [make("Leonid Kanevsky", WORDS, "A"), make("Leonid Kasinsky", WORDS, "B")],
        ["Leonid Kanevsky", "Leonid Kasinsky"],
    ),
    MismatchKind.OFFICE: (
        [make("Arif Wibowo", WORDS, "A", "Kapolres Sleman"),
         make("Rina Melati", OTHER, "B", "Kapolres Sleman")],
        ["Arif Wibowo", "Rina Melati"],
    ),
    MismatchKind.ATTRIBUTION: (
        [make("Arif Wibowo", WORDS, "A"), make("Rina Melati", WORDS.upper(), "B")],
        ["Arif Wibowo", "Rina Melati"],
    ),
    MismatchKind.UNNAMED: (
        [make_unnamed(WORDS, "A"), make("Rina Melati", WORDS, "B")],
        ["seorang pejabat", "Rina Melati"],
    ),
}  # fmt: skip


def fill(database: Database, run_id: int, readings: list[Reading]) -> list[StoredMismatch]:
    """Save readings and compare all articles; return the mismatches."""
    with database.session() as session:
        save_readings(session, run_id, readings)
    compare_articles(database)
    with database.session() as session:
        return list(list_mismatches(session))


@pytest.mark.parametrize("kind", MismatchKind)
def test_kinds(database: Database, run_id: int, kind: MismatchKind) -> None:
    readings, names = SETS[kind]
    (found,) = fill(database, run_id, readings)
    assert (found.mismatch.kind, list(found.mismatch.names)) == (kind, names)
    assert (found.first.outlet, found.second.outlet) == ("A", "B")
    printed = [
        span.of(reading.article.text)
        for span, reading in zip(found.mismatch.spans, readings, strict=True)
    ]
    assert printed == names
    with database.session() as session:
        for key in ("A", "B"):
            assert [m.id for m in get_article(session, key).mismatches] == [found.id]
        assert [m.id for m in list_mismatches(session, kind=kind)] == [found.id]


def test_two_who_speak_in_one_article_are_two(database: Database, run_id: int) -> None:
    readings = list(SETS[MismatchKind.SPELLING][0])
    text = f"“{WORDS},” ujar Mikhail Galuzin. “{OTHER},” ujar Mikhail Galuzyn."
    both = tuple(
        make_statement(text, words, speaker=name, mention=name)
        for words, name in ((WORDS, "Mikhail Galuzin"), (OTHER, "Mikhail Galuzyn"))
    )
    readings.append(Reading(type(readings[0].article)(text), both))
    assert fill(database, run_id, readings) == []


@pytest.mark.parametrize("kind", MismatchKind)
def test_a_decision_holds_in_later_runs(
    database: Database, run_id: int, kind: MismatchKind
) -> None:
    readings = SETS[kind][0]
    (found,) = fill(database, run_id, readings)
    with database.session() as session:
        decide_mismatch(session, found.id, ReviewState.DISMISSED, "Ani", "both are right")
    compare_articles(database)
    with database.session() as session:
        newer = start_run(session, NEWER)
    assert fill(database, newer, readings) == []
    with database.session() as session:
        (kept,) = list_mismatches(session, everything=True)
    assert kept.review is not None
    assert (kept.review.author, kept.review.reason) == ("Ani", "both are right")
    assert isinstance(kept.review.decided_at, datetime)


def test_what_is_found_again_is_the_same_row(database: Database, run_id: int) -> None:
    (found,) = fill(database, run_id, SETS[MismatchKind.ATTRIBUTION][0])
    compare_articles(database)
    with database.session() as session:
        assert [m.id for m in list_mismatches(session)] == [found.id]
        assert len(session.scalars(select(models.Mismatch.id)).all()) == 1


def test_what_is_found_no_more_is_superseded(database: Database, run_id: int) -> None:
    readings, _ = SETS[MismatchKind.ATTRIBUTION]
    fill(database, run_id, readings)
    assert fill(database, run_id, [make("Arif Wibowo", WORDS.upper(), "B")]) != []
    again = Reading(readings[1].article, ())
    assert fill(database, run_id, [again]) == []
    with database.session() as session:
        assert len(session.scalars(select(models.Mismatch.superseded_at)).all()) >= 1


def test_what_the_registry_explains_comes_with_everything(database: Database, run_id: int) -> None:
    with database.session() as session:
        save_officials(session, [Official("Mikhail Galuzin", ("Mikhail Galuzyn",))])
    assert fill(database, run_id, SETS[MismatchKind.SPELLING][0]) == []
    with database.session() as session:
        (known,) = list_mismatches(session, everything=True)
    assert known.known
    assert known.mismatch.evidence.endswith("the registry lists both as one person's.")


def test_a_statement_without_a_mention_is_pointed_to(database: Database, run_id: int) -> None:
    text = f"B: “{WORDS},” ujarnya."
    statement = make_statement(text, WORDS, speaker="Rina Melati", cue="ujar")
    nya = Reading(type(SETS[MismatchKind.OFFICE][0][0].article)(text), (statement,))
    (found,) = fill(database, run_id, [make("Arif Wibowo", WORDS, "A"), nya])
    assert found.mismatch.spans[1].of(text) == WORDS


@pytest.mark.parametrize("texts", [1, 50])
def test_texts_are_held_a_few_at_a_time(
    database: Database, run_id: int, monkeypatch: pytest.MonkeyPatch, texts: int
) -> None:
    monkeypatch.setattr(contradictions, "_TEXTS", texts)
    readings = [
        make(speaker, f"{WORDS} di kota {place}", f"{outlet} {place}")
        for place in ("Solo", "Tegal", "Kudus")
        for speaker, outlet in (("Arif Wibowo", "A"), ("Rina Melati", "B"))
    ]
    assert len(fill(database, run_id, readings)) == 3
