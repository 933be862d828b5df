"""Names of two articles that contradict each other, and pairs that do not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from quotetrack.records import Held, Official, Printed
from quotetrack.speakers.contradictions import MAX_SHARING, find_names, find_near
from quotetrack.speakers.registry import Registry

DAY = date(2023, 1, 2)


def make_person(name: str, office: str | None, number: int, days: int = 0) -> Printed:
    """Return a person of one article."""
    day = DAY + timedelta(days=days)
    offices = (Held(office, number, day, day),) if office else ()
    return Printed(number, name, number, offices, day, day)


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (("Mikhail Galuzin", "Menlu Rusia"), ("Mikhail Galuzyn", "Menteri Luar Negeri Rusia"),
         "spelling"),
        (("Volodymyr Zelensky", None), ("Volodymyr Zelenskyy", None), "spelling"),
        (("Lewis Hamilton", "CEO Astra"), ("Leis Hamilton", "CEO Astra"), "spelling"),
        (("Leonid Kanevsky", "kepala Direktorat Ideologi"),
         ("Leonid Kasinsky", "kepala Direktorat Ideologi"), "different_name"),
        # two people may look alike
        (("Budi Santoso", None), ("Budi Santosa", None), None),
        (("Volodymyr Zelensky", "warga Depok"), ("Volodymyr Zelenskyy", "Kapolres Sleman"), None),
        (("Marc Marquez", "pembalap Ducati"), ("Alex Marquez", "pembalap Ducati"), None),
        (("Ahmad Riza", "anggota DPR"), ("Ahmad Fauzan", "anggota DPR"), None),
        # one name
        (("Mikhail Galuzin", "Wamenlu Rusia"), ("Galuzin", "Wamenlu Rusia"), None),
        (("M. Faqih", "Bupati Bima"), ("Muhammad Faqih", "Bupati Bima"), None),
        (("An-Nawawi Hasan", "Bupati Bima"), ("Annawawi Hasan", "Bupati Bima"), None),
        (("Dr. Rina Melati, M.Si.", "Bupati Bima"), ("RINA MELATI", "Bupati Bima"), None),
    ],
)  # fmt: skip
def test_names(
    first: tuple[str, str | None], second: tuple[str, str | None], kind: str | None
) -> None:
    people = [make_person(*first, 1), make_person(*second, 2)]
    found = list(find_names(people, Registry()))
    assert [contradiction.kind for contradiction in found] == ([kind] if kind else [])


def test_evidence_says_what_differs_and_why_one_person_is_meant() -> None:
    people = [make_person("Edi Haryanto", "Kapolres Sleman", 1)]
    people.append(make_person("Edy Haryanto", "Kapolres Sleman", 2))
    (found,) = find_names(people, Registry())
    assert found.evidence == (
        "“Edi Haryanto” and “Edy Haryanto” differ only in “edi” for “edy”, and have the same "
        "office, “Kapolres Sleman”."
    )
    assert [side.printed for side in found.sides] == ["Edi Haryanto", "Edy Haryanto"]


def test_a_successor_of_the_same_first_name() -> None:
    people = [
        make_person("Arif Wibowo", "Kapolres Sleman", 1),
        make_person("Arif Nugroho", "Kapolres Sleman", 2, days=90),
    ]
    assert list(find_names(people, Registry())) == []


def test_what_the_registry_knows() -> None:
    office = "Presiden Ukraina"
    people = [
        make_person(name, office, number)
        for number, name in enumerate(("Volodymyr Zelensky", "Volodymyr Zelenskyy"))
    ]
    one = Official("Volodymyr Zelensky", ("Volodymyr Zelenskyy",))
    (found,) = find_names(people, Registry([one]))
    assert found.known
    two = [Official("Volodymyr Zelensky"), Official("Volodymyr Zelenskyy")]
    assert list(find_names(people, Registry(two))) == []


def test_a_crowd_is_not_compared_pair_by_pair() -> None:
    crowd = [make_person(f"Ahmad S{chr(97 + n % 26)}{n}", None, n) for n in range(1000)]
    assert len(list(find_near(crowd))) <= len(crowd) * MAX_SHARING
