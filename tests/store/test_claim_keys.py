"""Statements find their claim while they are saved: at once, one by one, again, and from before."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from sqlalchemy import event, func, select, text, update
from sqlalchemy.exc import IntegrityError

from quotetrack.ingest.across import compare_articles
from quotetrack.records import Reading, StatementType
from quotetrack.store import claim_keys, models
from quotetrack.store.claim_keys import claim_old_statements, follow_identities
from quotetrack.store.readings import save_reading, save_readings
from quotetrack.store.runs import start_run
from quotetrack.store.session import Database
from tests.store.examples import GALUZIN, NEWER, make_reading

PRICES = "Pemerintah akan menurunkan harga beras di seluruh pasar tradisional pada bulan depan"
HALF = " ".join(PRICES.split()[:8])
READINGS = [
    make_reading("Budi", PRICES, id="0"),
    make_reading("Budi", PRICES.lower(), id="1"),
    make_reading("Rina", PRICES, id="2"),
    make_reading("Budi", HALF, id="3"),
    make_reading("Budi", "Ya", id="4"),
    make_reading("Budi", "Ya", id="5"),
    make_reading("Budi", PRICES, id="6", type=StatementType.INDIRECT),
]
CLAIMS = [{"0", "1", "3", "6"}, {"2"}, {"4"}, {"5"}]


def _find_claims(database: Database) -> list[set[str]]:
    """Return the ids of the articles that print each claim."""
    claims: dict[int | None, set[str]] = {}
    with database.session() as session:
        for claim_id, article in session.execute(
            select(models.Statement.claim_id, models.Article.external_id)
            .join(models.Article, models.Article.id == models.Statement.article_id)
            .order_by(models.Article.external_id)
        ):
            claims.setdefault(claim_id, set()).add(str(article))
    assert None not in claims
    return list(claims.values())


@pytest.mark.parametrize("batch", [1, 2, 7])
def test_in_batches_or_at_once(database: Database, run_id: int, batch: int) -> None:
    for start in range(0, len(READINGS), batch):
        with database.session() as session:
            save_readings(session, run_id, READINGS[start : start + batch])
    assert _find_claims(database) == CLAIMS


def test_in_any_order(database: Database, run_id: int) -> None:
    for reading in random.Random(1).sample(READINGS, len(READINGS)):
        with database.session() as session:
            save_reading(session, run_id, reading)
    assert _find_claims(database) == CLAIMS


def test_the_fullest_variant_is_kept(database: Database, run_id: int) -> None:
    for reading in (READINGS[3], READINGS[0], READINGS[1]):
        with database.session() as session:
            save_reading(session, run_id, reading)
    with database.session() as session:
        assert session.scalars(select(models.Claim.content)).all() == [PRICES]


def test_claims_go_back_with_their_article(database: Database, run_id: int) -> None:
    wrong = replace(GALUZIN, statements=(replace(GALUZIN.statements[0], confidence=2.0),))
    with pytest.raises(IntegrityError), database.session() as session:
        save_readings(session, run_id, [*READINGS, wrong])
    with database.session() as session:
        for table in (models.Claim, models.ClaimKey):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def test_an_article_read_again_keeps_its_claims(database: Database, run_id: int) -> None:
    with database.session() as session:
        save_readings(session, run_id, READINGS[:3])
    with database.session() as session:
        save_readings(session, start_run(session, NEWER), READINGS[:3])
    assert _find_claims(database) == [{"0", "1"}, {"2"}]


def test_what_was_read_wrongly_draws_nothing_to_it(database: Database, run_id: int) -> None:
    other = "Kami juga akan membangun jembatan baru di seluruh pelosok desa"
    both = make_reading("Budi", f"{PRICES}. {other}")
    spans = both.statements[0].content[0]
    middle = spans.start_char + len(PRICES)
    parted = [
        replace(both.statements[0], content=(span,))
        for span in (
            spans._replace(end_char=middle),
            spans._replace(start_char=middle + 2),
        )
    ]
    with database.session() as session:
        save_reading(session, run_id, both)
        save_reading(session, run_id, replace(both, statements=tuple(parted)))
    with database.session() as session:
        ids = session.scalars(select(models.Statement.claim_id)).all()
    assert len(set(ids)) == 3


def test_statements_from_before_there_were_claims(
    database: Database, run_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claim_keys, "_OLD", 3)
    with database.session() as session:
        save_readings(session, run_id, READINGS)
        session.execute(update(models.Statement).values(claim_id=None))
        session.execute(text("DELETE FROM claim_keys"))
        session.execute(text("DELETE FROM claim_pairs"))
        session.execute(text("DELETE FROM claims"))
    with database.session() as session:
        assert claim_old_statements(session) == len(READINGS)
    assert _find_claims(database) == CLAIMS
    with database.session() as session:
        assert claim_old_statements(session) == 0


def test_as_many_queries_for_a_full_database_as_for_an_empty_one(
    database: Database, run_id: int
) -> None:
    def count_queries(reading: Reading) -> int:
        queries: list[str] = []
        with database.session() as session:
            event.listen(
                session.get_bind(), "before_cursor_execute", lambda *given: queries.append(given[2])
            )
            save_reading(session, run_id, reading)
        return len(queries)

    save_first = count_queries(make_reading("Budi", PRICES, id="first"))
    with database.session() as session:
        words = "Pada hari ini kami menerima tamu dari kota"
        tamu = [make_reading("Budi", f"{words} {chr(97 + n)}", id=f"t{n}") for n in range(20)]
        save_readings(session, run_id, [*tamu, GALUZIN])
    assert count_queries(make_reading("Budi", HALF, id="last")) <= save_first + 1


def test_claims_follow_who_the_speaker_is(database: Database, run_id: int) -> None:
    full, short = "Sandiaga Salahuddin Uno", "Sandiaga Uno"
    readings = [
        make_reading(name, PRICES, id=name, role="Menparekraf", outlet=name)
        for name in (full, short)
    ]
    with database.session() as session:
        save_readings(session, run_id, readings)
    assert len(_find_claims(database)) == 2
    compare_articles(database)
    assert _find_claims(database) == [{full, short}]
    with database.session() as session:
        assert len(session.scalars(select(models.Claim.id)).all()) == 1
        assert follow_identities(session) == 0


def test_the_same_words_of_two_are_a_pair(database: Database, run_id: int) -> None:
    with database.session() as session:
        save_readings(session, run_id, READINGS)
    with database.session() as session:
        pairs = session.execute(select(models.ClaimPair.first_id, models.ClaimPair.second_id))
        assert [tuple(pair) for pair in pairs] == [(1, 2)]
