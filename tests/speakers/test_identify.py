"""Who is who across articles: merged, kept apart, proposed; and that the time grows linearly."""

from __future__ import annotations

import time
from datetime import date

import pytest

from quotetrack.records import Appearance, Official, SpeakerKind, Term
from quotetrack.speakers.identify import Identified, identify

PERSON, ORGANISATION = SpeakerKind.PERSON, SpeakerKind.ORGANISATION
PUTIN = Official("Vladimir Putin", ("Putin",), terms=(Term("Presiden", country="Rusia"),))
JOKOWI = Official("Joko Widodo", ("Jokowi",), terms=(Term("Presiden", country="Indonesia"),))
TRADE = Official("Budi Santoso", terms=(Term("Menteri Perdagangan", since=date(2024, 10, 21)),))
Side = tuple[str, str | None] | tuple[str, str | None, date]


def make(*sides: Side, kind: SpeakerKind = PERSON) -> list[Appearance]:
    """Return appearances by name, office and day, an article each."""
    return [
        Appearance(n, n, side[0], kind, (side[1],) if side[1] else (), published=day)
        for n, side in enumerate(sides)
        for day in [side[2] if len(side) > 2 else None]
    ]


def names(appearances: list[Appearance], found: Identified) -> list[str]:
    """Return the names of the people that the appearances are."""
    by_article = {identity.appearance.article_id: identity.name for identity in found[0]}
    return [by_article.get(a.article_id, a.name) for a in appearances]


@pytest.mark.parametrize(
    ("sides", "people"),
    [
        # the fullest name is the person's
        (
            [("Sandiaga Uno", "Menparekraf"), ("Sandiaga Salahuddin Uno", None)],
            ["Sandiaga Salahuddin Uno"] * 2,
        ),
        # a word of the name and the same office
        (
            [("Galuzin", "Wamenlu Rusia"), ("Mikhail Galuzin", "Wakil Menteri Luar Negeri Rusia")],
            ["Mikhail Galuzin"] * 2,
        ),
        # two spellings and the same office
        (
            [("Edy Hartawan", "Dirut PT Samudra"), ("Edi Hartawan", "Direktur Utama PT Samudra")],
            ["Edy Hartawan"] * 2,
        ),
        # a shared surname alone, a shared office alone
        ([("Hunter Biden", None), ("Joe Biden", None)], ["Hunter Biden", "Joe Biden"]),
        ([("Biden", None), ("Joe Biden", "Presiden AS")], ["Biden", "Joe Biden"]),
        ([("Andi Putra", "Kapolri"), ("Eko Jaya", "Kapolri")], ["Andi Putra", "Eko Jaya"]),
        # one common name, two offices: two people, told apart
        (
            [("Budi Santoso", "Menteri Perdagangan"), ("Budi Santoso", "Kapolres Sleman")],
            ["Budi Santoso", "Budi Santoso (Kapolres Sleman)"],
        ),
        # whoever has a place in common with others may be anybody
        ([("Ratna", "warga Depok"), ("Ratna", "warga Depok")], ["Ratna", "Ratna (warga Depok)"]),
        # which of the two it is, nobody can say
        (
            [
                ("Rakabuming", "Ketua KPU"),
                ("Gibran Rakabuming", "Ketua KPU"),
                ("Selvi Rakabuming", "Ketua KPU"),
            ],
            ["Rakabuming", "Gibran Rakabuming", "Selvi Rakabuming"],
        ),
        # the whole name behind one's own is a husband's
        (
            [("Gibran Rakabuming", "Wali Kota Solo"), ("Selvi Gibran Rakabuming", None)],
            ["Gibran Rakabuming", "Selvi Gibran Rakabuming"],
        ),
        # other alphabets
        ([("Владимир Путин", None), ("Сергей Лавров", None)], ["Владимир Путин", "Сергей Лавров"]),
    ],
)
def test_people(sides: list[Side], people: list[str]) -> None:
    appearances = make(*sides)
    assert names(appearances, identify(appearances)) == people


@pytest.mark.parametrize(
    ("side", "official", "name"),
    [
        (("Putin", "Presiden Rusia"), PUTIN, "Vladimir Putin"),
        (("Putin", None), PUTIN, "Putin"),
        (("Vladimir Putin", None), PUTIN, "Vladimir Putin"),
        (("Jokowi", None), JOKOWI, "Joko Widodo"),
        (("Budi Santoso", "Mendag", date(2025, 1, 2)), TRADE, "Budi Santoso"),
    ],
)
def test_an_official_gives_the_name(side: Side, official: Official, name: str) -> None:
    appearances = make(side)
    assert names(appearances, identify(appearances, [official])) == [name]


def test_before_the_term_it_was_somebody_else() -> None:
    appearances = make(("Budi Santoso", "Mendag", date(2012, 1, 2)), ("Budi Santoso", "Mendag"))
    assert names(appearances, identify(appearances, [TRADE]))[0] != "Budi Santoso"


def test_bodies_are_one_by_their_written_out_name() -> None:
    appearances = make(("Pemprov DKI", None), ("Pemerintah Provinsi DKI", None), kind=ORGANISATION)
    assert len(set(names(appearances, identify(appearances)))) == 1


def test_what_is_doubtful_is_proposed() -> None:
    appearances = make(
        ("Leonid Kanevsky", "Kepala Direktorat Utama Ideologi"),
        ("Leonid Kasinsky", "kepala Direktorat Utama Ideologi"),
    )
    identities, (proposal,) = identify(appearances)
    assert identities == ()
    assert proposal.names == ("Leonid Kanevsky", "Leonid Kasinsky")
    assert "the same office" in proposal.evidence


def test_the_evidence_is_a_sentence_that_names_both() -> None:
    appearances = make(("Galuzin", "Wamenlu Rusia"), ("Mikhail Galuzin", "Wamenlu Rusia"))
    (identity,), _ = identify(appearances)
    assert identity.evidence == (
        "“Galuzin” and “Mikhail Galuzin” share a word of the name, and the same office, "
        "“Wamenlu Rusia”."
    )
    assert 0.7 <= identity.score < 1


def test_those_beside_confirm_a_common_name() -> None:
    day = date(2023, 1, 2)
    first, second = (
        Appearance(n, n, "Eko Prasetyo", PERSON, published=day, beside=(other,))
        for n, other in ((1, "Sugeng"), (2, "Sugeng"))
    )
    stranger = Appearance(3, 3, "Eko Prasetyo", PERSON, published=day, beside=("Wati",))
    found = names([first, second, stranger], identify([first, second, stranger]))
    assert found == ["Eko Prasetyo", "Eko Prasetyo", "Eko Prasetyo (2023-01-02)"]


@pytest.mark.parametrize(
    ("outlet", "day", "score"),
    [("kompas", 3, 0.7), ("Antara", 3, 0.6), ("Kompas", 30, 0.6)],
)
def test_an_outlet_that_goes_on_with_a_story_confirms_a_name(
    outlet: str, day: int, score: float
) -> None:
    office, other = "Kepala Dinas Sosial Sleman", "Sekretaris Dinas Sosial Sleman"
    identities, proposals = identify(
        [
            Appearance(1, 1, "Budi Santoso", PERSON, (office,), "Kompas", date(2023, 1, 2)),
            Appearance(2, 2, "Budi Santoso", PERSON, (other,), outlet, date(2023, 1, day)),
        ]
    )
    (weight,) = proposals or identities
    assert weight.score == pytest.approx(score)
    assert (score == 0.7) == ("in the same outlet within a fortnight" in weight.evidence)
    assert bool(proposals) == (score < 0.7)


def test_an_outlet_does_not_tell_namesakes_apart() -> None:
    appearances = [
        Appearance(n, n, "Budi Kasman", PERSON, office, outlet, date(2023, 1, 2))
        for n, office, outlet in (
            (1, ("Mendag",), "Kompas"),
            (2, ("Kapolres Sleman",), "Antara"),
            (3, (), "Kompas"),
        )
    ]
    assert len(set(names(appearances, identify(appearances)))) == 3


def test_order_does_not_matter() -> None:
    sides: list[Side] = [("Budi Santoso", "Mendag"), ("Budi Santoso", "Kapolres Sleman")]
    appearances = make(*sides, ("Budi Santoso", "Menteri Perdagangan"))
    turned = list(reversed(appearances))
    assert names(appearances, identify(appearances)) == names(appearances, identify(turned))


def test_time_grows_with_the_appearances_not_with_their_pairs() -> None:
    """Forty namesakes a name and one office for all: the worst there is for blocking."""

    def measure(count: int) -> float:
        sides: list[Side] = [
            (f"Nama{n % (count // 40)} Keluarga{n % 7}", f"Kepala Dinas Kota{n % 30}")
            for n in range(count)
        ]
        start = time.process_time()
        identify(make(*sides))
        return time.process_time() - start

    measure(400)
    assert measure(8000) < 16 * max(measure(2000), 0.02)
