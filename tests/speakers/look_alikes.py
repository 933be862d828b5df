"""What looks like a contradiction between articles and is none, for `bench_mismatches`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from quotetrack import lexicon
from quotetrack.records import SpeakerKind
from tests.speakers.alterations import Maker, misspell
from tests.speakers.altered import Case, Story, halve, rename, reprint, say_as

LOOK_ALIKES = 3  # of each person who is in no case

Made = tuple[Story, int]  # the second outlet's story, and how many days later
Alike = Callable[[Maker, Story], Made | None]


def _reprinted(_maker: Maker, story: Story) -> Made | None:
    return story, 1


def _part_of_name(maker: Maker, story: Story) -> Made | None:
    words = story.name.split()
    part = words[-1] if len(words) < 3 else " ".join(words[: len(words) - 1])
    return say_as(story, part, story.role), 0


def _degrees(maker: Maker, story: Story) -> Made | None:
    return rename(story, f"Dr. {story.name}, M.Si.", story.role), 0


def _capitals(_maker: Maker, story: Story) -> Made | None:
    return say_as(story, story.name.upper(), story.role), 0


def _no_office(_maker: Maker, story: Story) -> Made | None:
    return say_as(story, story.name, None), 0


def _shorter_office(_maker: Maker, story: Story) -> Made | None:
    words = (story.role or "").split()
    return (say_as(story, story.name, " ".join(words[:-1])), 0) if len(words) > 2 else None


def _short_form(_maker: Maker, story: Story) -> Made | None:
    for short, full in lexicon.office_short_forms().items():
        if story.role and story.role.casefold().startswith(f"{full} "):
            return say_as(story, story.name, short.title() + story.role[len(full) :]), 0
    return None


def _former_office(maker: Maker, story: Story) -> Made | None:
    return rename(story, story.name, f"mantan {maker.other_role(story)}"), 0


def _acting(maker: Maker, story: Story) -> Made | None:
    return rename(story, story.name, f"Plt {maker.other_role(story)}"), 0


def _second_chair(maker: Maker, story: Story) -> Made | None:
    role = f"Ketua Umum {maker.new_body('Persatuan Catur')}"
    return say_as(story, story.name, role), 0


def _successor(maker: Maker, story: Story) -> Made | None:
    if not story.role:
        return None
    return rename(story, maker.other_name(story), story.role), 90


def _relative(maker: Maker, story: Story) -> Made | None:
    name = f"{maker.other_name(story).split()[0]} {story.name.split()[-1]}"
    return rename(story, name, maker.other_role(story)), 0


def _nearly_of_that_name(maker: Maker, story: Story) -> Made | None:
    if not story.role:
        return None
    name = misspell(story.name, maker.choose)
    return rename(story, name, maker.other_role(story)), 0


def _of_that_first_name(maker: Maker, story: Story) -> Made | None:
    if not story.role:
        return None
    name = f"{story.name.split()[0]} {maker.other_name(story).split()[-1]}"
    role = f"Anggota {' '.join(story.role.split()[1:])}"
    return rename(story, name, role), 0


def _body(_maker: Maker, story: Story) -> Made | None:
    body = " ".join((story.role or "").split()[1:])
    if not body[:1].isupper():
        return None
    return say_as(story, body, None, SpeakerKind.ORGANISATION), 0


def _spokesman(maker: Maker, story: Story) -> Made | None:
    body = " ".join((story.role or "").split()[1:])
    return (rename(story, maker.other_name(story), f"Juru Bicara {body}"), 0) if body else None


def _pronoun(_maker: Maker, story: Story) -> Made | None:
    places = [match.span() for match in re.finditer(r"\b(dia|ia)\b", story.text)]
    nameless = say_as(story, None, None, SpeakerKind.UNNAMED)
    mention = places[0] if places else None
    return replace(nameless, said=tuple(replace(s, mention=mention) for s in nameless.said)), 0


def _office_alone(_maker: Maker, story: Story) -> Made | None:
    start = story.text.find(story.role) if story.role else -1
    if start < 0 or story.role is None:
        return None
    alone = say_as(story, None, story.role, SpeakerKind.UNNAMED)
    span = (start, start + len(story.role))
    return replace(alone, said=tuple(replace(one, mention=span) for one in alone.said)), 0


def _other_numbers(maker: Maker, story: Story) -> Made | None:
    """Another person gives another figure in the same words, in a half that is printed once."""
    with_number = tuple(
        one
        for one in story.said
        if re.search(r"\d", "".join(story.text[a:b] for a, b in one.content))
    )
    if not with_number:
        return None
    # As many letters, so that nothing moves.
    text = re.sub(r"\d", lambda match: str((int(match.group()) + 3) % 10), story.text)
    other = replace(story, text=text, said=with_number)
    return rename(other, maker.other_name(story), maker.other_role(story)), 0


def _months_later(maker: Maker, story: Story) -> Made | None:
    """Another person says it again, months later."""
    return rename(story, maker.other_name(story), maker.other_role(story)), 120


# The copy prints what the first outlet prints.
SAME_WORDS: dict[str, Alike] = {
    "reprinted": _reprinted,
    "part of the name": _part_of_name,
    "titles and degrees": _degrees,
    "capitals": _capitals,
    "no office": _no_office,
    "shorter office": _shorter_office,
    "short form of the office": _short_form,
    "former office": _former_office,
    "acting in another office": _acting,
    "chairs a federation as well": _second_chair,
    "body for its officer": _body,
    "spokesman for the body": _spokesman,
    "pronoun": _pronoun,
    "office without a name": _office_alone,
}
# The copy prints what the first outlet does not.
OTHER_WORDS: dict[str, Alike] = {
    "successor": _successor,
    "relative": _relative,
    "nearly of that name": _nearly_of_that_name,
    "of that first name": _of_that_first_name,
    "other numbers": _other_numbers,
    "months later": _months_later,
}


def make_look_alikes(maker: Maker, stories: Sequence[Story]) -> list[Case]:
    """Return look-alikes of each story, each with another outlet's copy; all sorts as often.

    At most one of them tells of another person, whose words nobody else prints.
    """
    cases: list[Case] = []
    counts = dict.fromkeys([*SAME_WORDS, *OTHER_WORDS], 0)
    for story in stories:
        first, second = halve(story) if len(story.said) > 1 else (story, None)
        copies: list[tuple[str, Made]] = []
        for what in sorted(OTHER_WORDS, key=lambda what: counts[what]):
            if second is not None and not copies and (made := OTHER_WORDS[what](maker, second)):
                copies.append((what, made))
        for what in sorted(SAME_WORDS, key=lambda what: counts[what]):
            if len(copies) < LOOK_ALIKES and (made := SAME_WORDS[what](maker, first)):
                copies.append((what, made))
        original = [reprint(first, f"Tamat bagian {len(cases)}.")]
        for what, (told, days) in copies:
            text = f"Mirip {len(cases)}."
            copy = reprint(told, text, days=days, outlet="Harian Dua")
            cases.append(Case(what, None, (*original, copy), frozenset(), told.said))
            original = []  # one article, however many copies
            counts[what] += 1
    return cases
