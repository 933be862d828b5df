"""What people decided about who is who goes before what the program finds."""

from __future__ import annotations

import pytest

from quotetrack.records import Appearance, Decision, Identity, SpeakerKind
from quotetrack.speakers.decisions import obey

UNO, FULL = "Sandiaga Uno", "Sandiaga Salahuddin Uno"
PEOPLE = [
    Appearance(number, number, name, SpeakerKind.PERSON)
    for number, name in enumerate((UNO, FULL, "Sandi"))
]
ONE = Decision((UNO, FULL), True, "Ani", "same ministry")
TWO = Decision((UNO, FULL), False, "Ani")


def read_names(decision: Decision, found: dict[int, str], officials: set[str]) -> list[str]:
    """Return the names of PEOPLE after a decision, given those that were found."""
    identities = [Identity(PEOPLE[n], name, 0.9, "Found.") for n, name in found.items()]
    obeyed = obey([decision], PEOPLE, identities, officials)
    names = {identity.appearance.article_id: identity.name for identity in obeyed}
    return [names.get(n, PEOPLE[n].name) for n in range(len(PEOPLE))]


@pytest.mark.parametrize(
    ("decision", "found", "officials", "expected"),
    [
        (ONE, {}, set(), [FULL, FULL, "Sandi"]),
        (ONE, {}, {UNO}, [UNO, UNO, "Sandi"]),
        (ONE, {2: UNO}, set(), [FULL, FULL, FULL]),
        (TWO, {0: FULL}, set(), [UNO, FULL, "Sandi"]),
        (TWO, {1: UNO}, set(), [UNO, FULL, "Sandi"]),
        (TWO, {0: "Sandi", 1: "Sandi"}, set(), ["Sandi", FULL, "Sandi"]),
        (TWO, {2: FULL}, set(), [UNO, FULL, FULL]),
    ],
)
def test_obey(
    decision: Decision, found: dict[int, str], officials: set[str], expected: list[str]
) -> None:
    assert read_names(decision, found, officials) == expected


def test_the_evidence_names_who_decided() -> None:
    (identity,) = obey([ONE], PEOPLE, [])
    assert identity.evidence == f"Ani decided that “{UNO}” is “{FULL}”: same ministry."
