"""What makes a page full: somebody whom every outlet quotes, a claim of theirs, a long article.

All made up, beside what `tests/store/bench_lists.py` makes, in which nobody speaks so often.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from quotetrack.records import Article, Reading, Statement, StatementType
from tests.store.bench_lists import DAYS, IN_ARTICLE
from tests.store.examples import make_statement

NAMES = ("Joko Widodo", "Jokowi")  # of one official: the second is taken for the first
FORMS = ("Joko Widodo", "Widodo", "Joko", "JOKO WIDODO", "Pak Joko Widodo")
OFFICES = ("Presiden", "Presiden RI", "Presiden Republik Indonesia", "Kepala Negara")
SOURCES = ("Antara", "Reuters", "Sekretariat Presiden", "Kompas TV")
OUTLETS = 300
LONGEST = 200  # statements of the long article
REPEATED = "Pembangunan harus dirasakan merata oleh seluruh rakyat dari Sabang sampai Merauke"

_Told = tuple[str, str, str, str]  # words, name, mention, office


def make_crowded(words: Sequence[str], other: str, count: int) -> Iterator[Reading]:
    """Yield readings of about so many statements, most of them by one official.

    Each article prints one claim anew; in every tenth, `other` is given words that the official
    said the day before. Every fiftieth article has no day. The last is a long one.
    """
    chance = random.Random(5)
    before = ""
    for number in range((count - LONGEST) // IN_ARTICLE):
        name = NAMES[number % 3 == 2]
        told = [_tell(sentence, name, chance) for sentence in _speak(words, IN_ARTICLE, chance)]
        told[0] = (REPEATED, *told[0][1:])
        if number % 10 == 1:
            told[-1] = (before, other, other, "Wali Kota")
        before = told[-1][0]
        yield _make_reading(number, told, chance)
    speakers = [f"{other} {chance.choice(words).title()}" for _ in range(20)]
    sentences = _speak(words, LONGEST, chance)
    long = [_tell(sentence, chance.choice(speakers), chance) for sentence in sentences]
    yield _make_reading(DAYS, long, chance)


def _speak(words: Sequence[str], count: int, chance: random.Random) -> list[str]:
    return [" ".join(chance.choices(words[:5_000], k=12)).capitalize() for _ in range(count)]


def _tell(sentence: str, name: str, chance: random.Random) -> _Told:
    office = chance.choice(OFFICES)
    form = chance.choice(FORMS) if name == NAMES[0] else name
    return sentence, name, chance.choice((form, f"{office} {form}")), office


def _make_reading(number: int, told: Sequence[_Told], chance: random.Random) -> Reading:
    lines = [
        f"“{words},” kata {mention}, dikutip {s}." for (words, _, mention, _), s in _cite(told)
    ]
    published = None if number % 50 == 7 else date(2020, 1, 1) + timedelta(number % (DAYS + 1))
    article = Article(
        f"Kabar {number}\n" + "\n".join(lines),
        outlet=f"Kabar {chance.randrange(OUTLETS)}",
        title=f"Kabar {number}",
        published=published,
    )
    return Reading(article, tuple(_make_statements(article.text, told, chance)), ())


def _cite(told: Sequence[_Told]) -> Iterator[tuple[_Told, str]]:
    return ((line, SOURCES[place % len(SOURCES)]) for place, line in enumerate(told))


def _make_statements(
    body: str, told: Sequence[_Told], chance: random.Random
) -> Iterator[Statement]:
    for (words, name, mention, office), source in _cite(told):
        yield make_statement(
            body,
            words,
            speaker=name,
            mention=mention,
            cue="kata",
            role=office,
            source=source,
            type=chance.choice(list(StatementType)),
        )
