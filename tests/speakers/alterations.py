"""What `bench_mismatches` alters in the copy of an article that another outlet prints."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from quotetrack.records import SpeakerKind
from quotetrack.speakers.evidence import read_name
from tests.speakers.altered import (
    Said,
    Story,
    halve,
    rename,
    rewrite,
    say_as,
)

Choose = random.Random
Pair = tuple[Story, Story]  # as the first outlet has it, and as the second


# How an office begins that one person holds, and nobody beside another of the sort.
_HEADS = re.compile(
    r"(kepala|menteri|gubernur|bupati|wali kota|kapolres|kapolda|kapolsek|direktur utama|rektor|"
    r"camat|ceo|direktur jenderal|presiden direktur) (\w+)",
    re.IGNORECASE,
)
_OF_ONE = re.compile(
    r"(wakil )?(presiden|perdana|kanselir|panglima|komandan|ketua|sek|jaksa agung|ka|kepala|men|"
    r"dir|dekan|guber|bupati|wali|rektor|camat|lurah|ceo|duta|wa)",
    re.IGNORECASE,
)
_PLACES = (
    "Ternate", "Bitung", "Sorong", "Baubau", "Tual", "Bontang", "Singkawang", "Dumai", "Sabang",
    "Langsa", "Pagaralam", "Prabumulih", "Padangsidimpuan", "Sawahlunto", "Palopo", "Parepare",
)  # fmt: skip
_BODIES = ("Badan Arsip", "Dinas Perikanan", "Balai Karantina", "Kantor Pos", "Pelabuhan")
_MINISTRIES = ("Penerangan", "Transmigrasi", "Percepatan Papua", "Kehakiman", "Perumahan")
_DEPUTY = re.compile(r"(menteri|gubernur|bupati|wali kota|ketua|kepala|direktur utama) \w+", re.I)
_UNNAMED = (
    "seorang pejabat", "sumber yang enggan disebutkan namanya", "seorang pejabat senior",
    "seorang sumber", "pejabat yang mengetahui hal itu", "salah satu pegawai", "seorang warga",
    "seorang saksi mata",
)  # fmt: skip


def misspell(name: str, choose: Choose) -> str:
    """Return a name with a letter or two of one longer word written otherwise."""
    words = name.split()
    longer = [n for n, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    if not longer:
        return name
    place = choose.choice(longer)
    word = words[place]
    at = choose.randrange(2, len(word) - 1)
    made = [
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + choose.choice("aiueonrst") + word[at + 1 :],
        *(word.replace(a, b) for a, b in ("iy", "yi", ("u", "oe"), ("j", "dj")) if a in word[1:]),
    ]
    words[place] = choose.choice([form for form in made if form != word and form[0] == word[0]])
    return " ".join(words)


class Maker:
    """Makes cases of stories; names and offices of other people come from all stories."""

    def __init__(self, stories: Sequence[Story], seed: int) -> None:
        self.choose = random.Random(seed)
        self.last = sorted({story.name.split()[-1] for story in stories})
        self.first = sorted({story.name.split()[0] for story in stories})
        self.roles = sorted({s.role for s in stories if s.role and not _OF_ONE.match(s.role)})
        self._bodies = 0

    def other_name(self, story: Story) -> str:
        """Return the name of somebody whom no story tells of."""
        words = set(story.name.split())
        while True:
            name = f"{self.choose.choice(self.first)} {self.choose.choice(self.last)}"
            if not words & set(name.split()) and len(set(name.split())) == 2:
                return name

    def other_role(self, story: Story) -> str:
        """Return an office that many may hold, of which no word is in the story's."""
        own = set((story.role or "").casefold().split())
        return self.choose.choice([r for r in self.roles if not own & set(r.casefold().split())])

    def new_body(self, head: str) -> str:
        """Return an office of that head which no story tells of."""
        self._bodies += 1
        place = _PLACES[self._bodies % len(_PLACES)]
        if head.casefold().startswith("menteri"):
            return f"{head} {_MINISTRIES[self._bodies % len(_MINISTRIES)]}"
        if head.casefold() in {
            "kepala",
            "direktur utama",
            "ceo",
            "presiden direktur",
            "direktur jenderal",
        }:
            return f"{head} {_BODIES[self._bodies % len(_BODIES)]} {place}"
        return f"{head} {place}"

    # What is altered. None: the story does not lend itself to it.

    def spelling(self, story: Story) -> Pair | None:
        """The name is spelt otherwise; the second outlet prints the same words."""
        name = misspell(story.name, self.choose)
        if read_name(name) == read_name(story.name):
            return None
        return story, rename(story, name, story.role)

    def spelling_other_words(self, story: Story) -> Pair | None:
        """The name is spelt otherwise; the second outlet prints other words."""
        pair = self.spelling(story) if story.role else None
        return _part(pair)

    def different_name(self, story: Story) -> Pair | None:
        """The last name is another, the words are the same."""
        *first, last = story.name.split()
        other = self.choose.choice([word for word in self.last if word[0] != last[0]])
        return story, rename(story, " ".join((*first, other)), story.role)

    def different_name_other_words(self, story: Story) -> Pair | None:
        """The last name of an office-holder is another; so are the words."""
        return _part(self.different_name(story)) if _HEADS.match(story.role or "") else None

    def other_body(self, story: Story) -> Pair | None:
        """One person holds an office in two bodies."""
        begins = _HEADS.match(story.role or "")
        if begins is None:
            return None
        return story, rename(story, story.name, self.new_body(begins.group(1)))

    def deputy(self, story: Story) -> Pair | None:
        """One person is the chief and the chief's deputy."""
        if not _DEPUTY.match(story.role or ""):
            return None
        return story, rename(story, story.name, f"Wakil {story.role}")

    def two_holders(self, story: Story) -> Pair | None:
        """Two people hold the office of one."""
        if not _HEADS.match(story.role or ""):
            return None
        return _part((story, rename(story, self.other_name(story), story.role)))

    def attribution(self, story: Story) -> Pair | None:
        """The same words are somebody else's."""
        return story, rename(story, self.other_name(story), self.other_role(story))

    def attribution_same_body(self, story: Story) -> Pair | None:
        """The same words are a colleague's."""
        role = f"Anggota {' '.join((story.role or '').split()[1:])}" if story.role else None
        return (story, rename(story, self.other_name(story), role)) if role else None

    def unnamed(self, story: Story) -> Pair | None:
        """The second outlet keeps the name back."""
        phrase = self.choose.choice(_UNNAMED)
        told = rewrite(story, story.name, phrase)
        for word in story.name.split():
            told = rewrite(told, word, "sumber itu") if len(word) > 3 else told
        role = phrase.removeprefix("seorang ").removeprefix("salah satu ")
        told = say_as(told, None, role, SpeakerKind.UNNAMED)
        said = tuple(
            _narrow(_narrow(s, told.text, "sumber itu"), told.text, phrase) for s in told.said
        )
        return story, replace(told, said=said)


def _part(pair: Pair | None) -> Pair | None:
    """Return a pair of which each outlet prints other statements."""
    if pair is None or len(pair[0].said) < 2:
        return None
    return halve(pair[0])[0], halve(pair[1])[1]


def _narrow(said: Said, text: str, phrase: str) -> Said:
    """Return a statement whose mention is the phrase alone, if it has it."""
    if said.mention is None:
        return said
    start = text.find(phrase, said.mention[0] - len(phrase), said.mention[1] + len(phrase))
    return said if start < 0 else replace(said, mention=(start, start + len(phrase)))
