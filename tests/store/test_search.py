"""The same statements are found on both engines, and only those that lists show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

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
from quotetrack.store.identities import read_appearances, save_identities
from quotetrack.store.models import SearchEntry, Speaker
from quotetrack.store.readings import save_readings
from quotetrack.store.runs import start_run
from quotetrack.store.schema import check_database
from quotetrack.store.search import search_statements
from quotetrack.store.search_index import index_missing, rebuild_index
from quotetrack.store.session import Database, begin_writing
from quotetrack.store.statement_reviews import review_statements
from tests.store.examples import NEWER, make_reading

CONTENTS = (
    "Kebijakan luar negeri Rusia tidak berubah",  # 0
    "Negeri di luar Rusia mengubah kebijakannya",  # 1
    "Presiden akan bersikap bijaksana",  # 2
    "Rudal S-400 dikirim pada hari Jum'at",  # 3
    "Pengiriman 400 rudal, ‘S’ dan “T”, senilai Rp200.000",  # 4
    "Ministre Françoise Łuz dit: l’été est là; 100% _benar_",  # 5
    "…",  # 6
    "x" * 5000 + " panjang",  # 7
    "Orang-orang menolak; penolakan itu sah",  # 8
    "ke\u00adbijakan 中文 кириллица",  # 9
)
FOUND: dict[str, list[int]] = {
    "kebijakan": [0, 1, 9],  # in any form
    "KEBIJAKANNYA": [0, 1, 9],
    "bijak": [0, 1, 9],
    "kebijak*": [0, 1, 9],
    "bijak*": [0, 1, 2, 9],
    '"kebijakan"': [0, 9],  # as printed
    "“kebijakan”": [0, 9],
    '"luar negeri"': [0],
    '"negeri luar"': [],
    '"luar neg*"': [0],
    '"uar negeri"': [],
    "luar negeri": [0, 1],  # all words, in any order
    "negeri kebijakan rusia": [0, 1],
    "rusia rudal": [],
    "rusia -ubah": [0],  # "berubah" is a form of "rubah" to the dictionary
    'rusia -"luar negeri"': [1],
    "rudal -kebijakan -pengiriman": [],
    "rudal -senilai*": [3],
    "rudal -rp*": [3],
    "-rusia kebijakan": [9],
    "kirim": [3, 4],
    "dikirimkan rudal": [3, 4],
    "S-400": [3],
    "s-4*": [3],
    "200.000": [4],
    "400": [3, 4],
    "jumat": [3],
    "jum’at": [3],
    "francoise": [5],
    "FRANÇOISE ete": [],  # "l’été" is one word
    '"l\'ete"': [5],
    "100%": [5],
    "100_": [5],
    "_benar_": [5],
    "x*": [7],
    "x" * 5000: [7],
    "panjang": [7],
    "tolak": [8],
    "orang": [8],
    "orang-orang": [8],
    "kebijakan AND OR NOT NEAR(": [],
    "rusia'; DROP TABLE statements; --": [],
    "rusia)": [0, 1],
    "(rusia": [0, 1],
    "rusia:*": [0, 1],
    "{words} : rusia": [],
    "^rusia & | ! <-> \\ / ~ ? % * ": [0, 1],
    '"rusia': [0, 1],
    'rusia"': [0, 1],
    'rusia "" "…" - -- *': [0, 1],
    "rusia\x00\ud83d\ue000\u2028\u202e": [0, 1],
    "中文": [9],
    "КИРИЛЛИЦА": [9],
}


@pytest.fixture
def filled(database: Database, run_id: int) -> Database:
    """A database with a statement for each of CONTENTS."""
    readings = [make_reading("Budi", words, id=str(n)) for n, words in enumerate(CONTENTS)]
    with database.session() as session:
        save_readings(session, run_id, readings)
    return database


def find(database: Database, text: str, wanted: QuoteFilter | None = None) -> list[str]:
    """Return the articles whose statements are found."""
    with database.session() as session:
        found = search_statements(session, read_query(text), wanted or QuoteFilter())
        return [stored.article_key for stored in found]


def test_the_same_is_found_on_both_engines(filled: Database) -> None:
    for text, places in FOUND.items():
        assert (text, find(filled, text)) == (text, list(map(str, places)))


def test_filters_order_and_limit(database: Database, run_id: int) -> None:
    march, may = date(2023, 3, 1), date(2023, 5, 1)
    readings = [
        make_reading("Retno", "harga naik", id="a", outlet="Kompas.com", published=may),
        make_reading("Retno", "harga turun", id="b", outlet="Tempo", published=march),
        make_reading("Budi", "harga tetap", id="c", type=StatementType.INDIRECT),
    ]
    with database.session() as session:
        save_readings(session, run_id, readings)
    for wanted, keys in (
        (QuoteFilter(), "bac"),
        (QuoteFilter(speaker_ids=(1,)), "ba"),
        (QuoteFilter(speaker_ids=()), ""),
        (QuoteFilter(type=StatementType.INDIRECT), "c"),
        (QuoteFilter(outlet="kompas com"), "a"),
        (QuoteFilter(since=march, until=march), "b"),
    ):
        assert (wanted, "".join(find(database, "harga", wanted))) == (wanted, keys)
    assert find(database, "harga -naik", QuoteFilter(speaker_ids=(1,))) == ["b"]
    with database.session() as session:
        some = search_statements(session, read_query("harga"), QuoteFilter(), limit=2)
        assert [stored.article_key for stored in some] == ["b", "a"]


def test_a_speaker_is_who_that_is_across_articles(database: Database, run_id: int) -> None:
    readings = [make_reading("Retno", "harga naik", id=key) for key in "ab"]
    with database.session() as session:
        save_readings(session, run_id, readings)
        some, _ = read_appearances(session)
        save_identities(session, [Identity(some, "Retno Marsudi", 0.9, "So.")], [], "test")
        retno, marsudi = session.scalars(select(Speaker.id).order_by(Speaker.id))
    assert find(database, "harga", QuoteFilter(speaker_ids=(retno,))) == ["b"]
    assert find(database, "harga", QuoteFilter(speaker_ids=(marsudi,))) == ["a"]
    assert find(database, "harga", QuoteFilter(speaker_ids=(retno, marsudi))) == ["a", "b"]


def test_more_than_a_page(database: Database, run_id: int) -> None:
    with database.session() as session:
        save_readings(session, run_id, [make_reading("Budi", id=str(n)) for n in range(520)])
    assert find(database, "harga") == [str(n) for n in range(520)]


def test_what_is_superseded_is_not_found(database: Database, run_id: int) -> None:
    old = make_reading("Budi", "harga naik", id="a")
    text = old.article.text
    statement = old.statements[0]
    content = (statement.content[0]._replace(start_char=text.index("naik")),)
    new = Reading(old.article, (replace(statement, content=content),))
    with database.session() as session:
        save_readings(session, run_id, [old])
    with database.session() as session:
        save_readings(session, start_run(session, NEWER), [new])
    assert (find(database, "harga"), find(database, "naik")) == ([], ["a"])


def test_what_is_reviewed_is_found_as_it_is_reviewed(database: Database, run_id: int) -> None:
    made = make_reading("Budi", "harga beras naik", id="a")
    start = made.statements[0].content[0].start_char
    shorter = Correction(start_char=start + len("harga "), end_char=start + len("harga beras naik"))
    verdicts: tuple[tuple[Verdict, tuple[list[str], list[str]]], ...] = (
        (Verdict(ReviewState.CORRECTED, "Rina", None, shorter), ([], ["a"])),
        (Verdict(ReviewState.DISMISSED, "Rina"), ([], [])),
        (Verdict(ReviewState.OPEN, "Rina"), (["a"], ["a"])),
    )
    with database.session() as session:
        save_readings(session, run_id, [made])
    for verdict, expected in verdicts:
        with database.session() as session:
            review_statements(session, [1], verdict)
        assert (find(database, "harga"), find(database, "beras")) == expected
    with database.session() as session:  # a later run finds it again; it was rejected meanwhile
        review_statements(session, [1], verdicts[1][0])
        save_readings(session, start_run(session, NEWER), [made])
    assert find(database, "beras") == []


def test_what_is_undone_is_not_found(database: Database, run_id: int) -> None:
    with database.session() as session:
        save_readings(session, run_id, [make_reading("Budi", "harga naik")])
        session.rollback()
    assert find(database, "harga") == []


def test_the_index_is_made_anew(filled: Database, database_url: str) -> None:
    with filled.session() as session:
        before = session.execute(select(*SearchEntry.__table__.columns)).all()
        begin_writing(session)
        assert index_missing(session.connection()) == 0
        session.delete(session.get_one(SearchEntry, 1))
        session.flush()
        assert index_missing(session.connection()) == 1
    assert find(filled, "negeri") == ["0", "1"]
    with filled.session() as session:
        session.get_one(SearchEntry, 1).words = "sepeda"
    assert (find(filled, '"luar negeri"'), find(filled, "sepeda")) == ([], ["0"])
    assert [line.split(": ", 1)[1] for line in check_database(database_url)] == [
        "the search index is not of its words: run 'quotetrack db reindex'"
    ]
    with filled.session() as session:
        assert rebuild_index(session) == len(CONTENTS)
    with filled.session() as session:
        assert session.execute(select(*SearchEntry.__table__.columns)).all() == before
    assert (find(filled, '"luar negeri"'), find(filled, "sepeda")) == (["0"], [])
    assert check_database(database_url) == []
