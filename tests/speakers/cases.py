"""The cases of `bench_mismatches`: articles with altered copies, and with honest ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quotetrack.records import MismatchKind
from tests.speakers.alterations import Maker, Pair
from tests.speakers.altered import Case, Story, reprint
from tests.speakers.look_alikes import make_look_alikes

EACH = 25  # cases of each alteration

Alteration = Callable[[Maker, Story], Pair | None]

ALTERATIONS: dict[str, tuple[MismatchKind, Alteration]] = {
    "spelling, same words": (MismatchKind.SPELLING, Maker.spelling),
    "spelling, other words": (MismatchKind.SPELLING, Maker.spelling_other_words),
    "last name, same words": (MismatchKind.DIFFERENT_NAME, Maker.different_name),
    "last name, other words": (MismatchKind.DIFFERENT_NAME, Maker.different_name_other_words),
    "office: two bodies": (MismatchKind.OFFICE, Maker.other_body),
    "office: chief and deputy": (MismatchKind.OFFICE, Maker.deputy),
    "office: two holders": (MismatchKind.OFFICE, Maker.two_holders),
    "attribution: a stranger": (MismatchKind.ATTRIBUTION, Maker.attribution),
    "attribution: a colleague": (MismatchKind.ATTRIBUTION, Maker.attribution_same_body),
    "unnamed": (MismatchKind.UNNAMED, Maker.unnamed),
}


def make_cases(stories: Sequence[Story], seed: int) -> list[Case]:
    """Return the cases of every alteration, and look-alikes of all who are in none."""
    usable = [s for s in stories if s.name in s.text and _says_enough(s)]
    maker = Maker(stories, seed)
    maker.choose.shuffle(usable)
    cases: list[Case] = []
    # Those that few stories lend themselves to choose first.
    for what in sorted(ALTERATIONS, key=lambda what: not what.startswith("office")):
        kind, alter = ALTERATIONS[what]
        wanted = 2 * EACH if what == "unnamed" else EACH
        for story in list(usable):
            pair = alter(maker, story) if wanted else None
            if pair is None:
                continue
            first, second = pair
            names = {second.name} - {first.name}
            readings = (
                reprint(first, f"Tamat {len(cases)}."),
                reprint(second, f"Disadur {len(cases)}.", outlet="Harian Dua"),
            )
            cases.append(Case(what, kind, readings, frozenset(names), second.said))
            usable.remove(story)
            wanted -= 1
    return [*cases, *make_look_alikes(maker, usable)]


def _says_enough(story: Story) -> bool:
    """Return whether a statement is long enough not to be said by everybody."""
    return any(len(story.text[a:b].split()) >= 8 for one in story.said for a, b in one.content)
