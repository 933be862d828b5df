"""How fast claims are found, and how well: statements with altered copies whose truth is known.

    python -m tests.speakers.bench_claims FOLDER

FOLDER holds `articles.jsonl.gz`: a JSON object with `text` a line. It is no test, since the
articles do not ship and 100,000 statements take a minute: run it when a rule or a threshold of
`quotetrack/speakers/claims.py` is changed. A sentence of an article stands for a statement, an
article for an occasion on which one speaker speaks.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from math import comb
from pathlib import Path

from quotetrack.records import StatementType, Variant
from quotetrack.speakers.claims import join_claims, make_claim
from quotetrack.speakers.wording import read_wording

SIZES = (25_000, 50_000, 100_000)
SPEAKERS = 2_000
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_NUMBER = re.compile(r"(?<![\d.,])\d+(?![\d.,]*\d)")
_PLACE = re.compile(r"(?<=\bdi )[A-Z][a-z]{3,}\b")
_COMMON = re.compile(r"(?<= )[a-z]{4,}(?= )")


Alter = Callable[[str, random.Random], str | None]


@dataclass(frozen=True, slots=True)
class Made:
    """A statement, which claim it truly belongs to, which it was made from, and how."""

    variant: Variant
    truth: int
    origin: int
    made_by: str


def read_sentences(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield a speaker and sentences of theirs that differ from all others, article by article."""
    choose = random.Random(1)
    seen: set[str] = set()
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            sentences = []
            for sentence in _SENTENCE_END.split(json.loads(line)["text"]):
                words = "".join(read_wording(sentence).words)
                if 6 <= len(sentence.split()) <= 60 and words not in seen:
                    seen.add(words)
                    sentences.append(sentence.strip())
            # A few speak often and most seldom; every eighth speaker has no name.
            number = int(SPEAKERS * choose.random() ** 2)
            yield ("" if number % 8 == 7 else str(number)), sentences


def shorten(text: str, choose: random.Random) -> str | None:
    """Return the text without its last words, at least half of them and eight left."""
    words = text.split()
    least = max(8, len(words) // 2)
    return " ".join(words[: choose.randrange(least, len(words))]) if len(words) > least else None


@cache
def tells(word: str) -> bool:
    """Return whether another word in its place would say something else."""
    sentence = read_wording(f"di dalam kalimat yang panjang ini ada {word}")
    return len(sentence.words) - 1 in sentence.telling


def replace_one(pattern: re.Pattern[str], fillers: list[str]) -> Alter:
    """Return what puts a filler in the place of one match of a pattern; None if there is none."""

    def alter(text: str, choose: random.Random) -> str | None:
        matches = list(pattern.finditer(text))
        if not matches:
            return None
        match, filler = choose.choice(matches), choose.choice(fillers)
        if filler.casefold() == match.group().casefold():
            return None
        # "tiga" is no common word, and what it stands in no copy without it.
        if tells(filler) != tells(match.group()):
            return None
        return text[: match.start()] + filler + text[match.end() :]

    return alter


def change_case(text: str, choose: random.Random) -> str | None:
    """Return the text in another case, with other punctuation and space."""
    cased = choose.choice((str.upper, str.lower, str.title))(text)
    return re.sub(r"[,“”\"'()](?!\d)|\.$", "", cased).replace(" ", choose.choice((" ", "  ", "\n")))


def make_statements(file: Path, number: int) -> list[Made]:
    """Return so many statements in an order of chance, always the same."""
    choose = random.Random(2)
    articles = list(read_sentences(file))
    copies, look_alikes = _read_alterations(articles)
    made: list[Made] = []
    for speaker, sentences in articles:
        for sentence in sentences:
            made += _make_group(speaker, sentence, len(made), choose, copies, look_alikes)
            if len(made) >= number:
                choose.shuffle(made)
                return made
    raise SystemExit(f"{file} gives {len(made)} statements only")


def _make_group(
    speaker: str,
    sentence: str,
    origin: int,
    choose: random.Random,
    copies: dict[str, Alter],
    look_alikes: dict[str, Alter],
) -> Iterator[Made]:
    """Yield a sentence, copies of it, and in one case of three what only looks like it."""
    names = sorted(copies)
    type_ = choose.choice((StatementType.DIRECT, StatementType.INDIRECT))
    yield Made(Variant(speaker, type_, sentence), origin, origin, "original")
    look_alike = choose.choice([*look_alikes, *[None] * 6])
    if look_alike:
        altered = look_alikes[look_alike](sentence, choose)
        other = f"{speaker}x" if look_alike == "other speaker" else speaker
        if altered:
            yield Made(Variant(other, type_, altered), origin + 1, origin, look_alike)
            # Cut before the number, it would be as much the one's as the other's.
            names.remove("shortened")
    for name in choose.sample(names, choose.choice((0, 0, 1, 2, 3))):
        altered = copies[name](sentence, choose)
        if altered:
            yield Made(Variant(speaker, type_, altered), origin, origin, name)


def _keep(text: str, _choose: random.Random) -> str:
    return text


def _read_alterations(
    articles: list[tuple[str, list[str]]],
) -> tuple[dict[str, Alter], dict[str, Alter]]:
    """Return what makes copies, and what makes look-alikes, with words of the articles."""
    text = "\n".join(sentence for _, sentences in articles[:2000] for sentence in sentences)
    words = {word for word in _COMMON.findall(text) if not tells(word)}
    copies: dict[str, Alter] = {
        "equal": _keep,
        "shortened": shorten,
        "word changed": replace_one(_COMMON, sorted(words)),
        "case and punctuation": change_case,
    }
    look_alikes: dict[str, Alter] = {
        "other number": replace_one(_NUMBER, [str(number) for number in range(2, 999)]),
        "other place": replace_one(_PLACE, sorted(set(_PLACE.findall(text)))),
        "other speaker": _keep,
    }
    return copies, look_alikes


def report(made: list[Made]) -> None:
    """Print seconds, precision and recall of pairs, and what became of each sort of statement."""
    wall, cpu = time.perf_counter(), time.process_time()
    places = join_claims([make_claim(one.variant) for one in made]).places
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    pairs = _count_pairs(Counter(zip(places, (one.truth for one in made), strict=True)))
    found, true = _count_pairs(Counter(places)), _count_pairs(Counter(one.truth for one in made))
    print(
        f"{len(made):>7} statements  {wall:.1f} s ({cpu:.1f} s of processor)  "
        f"precision {pairs / found:.4f}  recall {pairs / true:.4f}  ({true} true pairs)"
    )
    originals = {
        one.origin: place
        for one, place in zip(made, places, strict=True)
        if one.made_by == "original"
    }
    right: Counter[str] = Counter()
    for one, place in zip(made, places, strict=True):
        together = originals[one.origin] == place
        right[one.made_by] += together == (one.truth == one.origin)
    for name, count in sorted(Counter(one.made_by for one in made).items()):
        print(f"        {name:<22}{right[name] / count:.4f} of {count} right")


def _count_pairs(sizes: Counter[int] | Counter[tuple[int, int]]) -> int:
    return sum(comb(size, 2) for size in sizes.values())


if __name__ == "__main__":
    for size in SIZES:
        report(make_statements(Path(sys.argv[1]) / "articles.jsonl.gz", size))
