"""Articles, by any of their keys."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotetrack.errors import NotFoundError
from quotetrack.records import Article, Reading
from quotetrack.store.articles import find_texts, get_article, list_articles
from quotetrack.store.readings import save_readings
from quotetrack.store.session import Database
from tests.store.examples import GALUZIN

SHA256 = GALUZIN.article.sha256
READINGS = [
    GALUZIN,
    Reading(Article(text="two", id="twin")),
    Reading(Article(text="three", id="twin")),
    Reading(Article(text="four", id="abcdef")),
    Reading(Article(text="five", id="1")),
]


@pytest.fixture
def filled(database: Database, run_id: int) -> Database:
    with database.session() as session:
        save_readings(session, run_id, READINGS)
    return database


FOUND = {
    "1": GALUZIN.article.text,  # the database's id before the input's own
    " 2 ": "two",
    "idn1": GALUZIN.article.text,
    SHA256: GALUZIN.article.text,
    SHA256[:6]: GALUZIN.article.text,
    SHA256[:20].upper(): GALUZIN.article.text,
    "abcdef": "four",
}
REFUSED = {
    "99": "no article '99'",
    "99999999999999999999": "no article",
    SHA256[:5]: "six digits or more",
    "%": "no article",
    "": "no article",
    "twin": r"fits several articles: name one by its number \(2, 3\)",
}


def test_get_article(filled: Database) -> None:
    with filled.session() as session:
        assert {key: get_article(session, key).article.text for key in FOUND} == FOUND


def test_get_article_refuses(filled: Database) -> None:
    with filled.session() as session:
        for key, said in REFUSED.items():
            with pytest.raises(NotFoundError, match=said):
                get_article(session, key)


def test_list_articles(filled: Database) -> None:
    with filled.session() as session:
        listed = list(list_articles(session))
    assert [stored.article for stored in listed] == [reading.article for reading in READINGS]
    assert [len(stored.statements) for stored in listed] == [3, 0, 0, 0, 0]


def test_list_more_than_a_page(database: Database, run_id: int) -> None:
    readings = [
        replace(GALUZIN, article=Article(text=GALUZIN.article.text + str(n))) for n in range(120)
    ]
    with database.session() as session:
        save_readings(session, run_id, readings)
        listed = list(list_articles(session))
    assert [stored.article for stored in listed] == [reading.article for reading in readings]
    assert all(len(stored.mismatches) == 1 for stored in listed)


def test_texts_come_by_number(filled: Database) -> None:
    with filled.session() as session:
        assert find_texts(session, [3, 1, 99]) == {1: GALUZIN.article.text, 3: "three"}
