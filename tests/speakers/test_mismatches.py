"""Names that contradict each other, and pairs that do not."""

from __future__ import annotations

import pytest

from quotetrack.records import Name, NameLabel, Span
from quotetrack.speakers.forms import Person
from quotetrack.speakers.mismatches import MAX_SHARING, meeting
from tests.marked import read_example, read_marked


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "“Siap,” kata [O Kepala Staf Direktorat Ideologi], [P Leonid Kanevsky]. / "
            "“Siap,” kata [P Leonid Kasinsky], [O kepala Direktorat Ideologi].",
            "different_name Leonid Kanevsky Leonid Kasinsky",
        ),
        ("[P Mikhail Galuzin] datang. [P Mikhail Galuzyn] pulang.",
         "spelling Mikhail Galuzin Mikhail Galuzyn"),
        ("[P Mikhail Galuzin] datang. [P Galuzin] pulang.", None),
        ("[P Leonid Kanevsky] datang. [P Leonid Kasinsky] pulang.", None),
        ("[P Ani Santoso] dan [P Budi Santoso] pulang.", None),
        ("[P Dr. Budi Santoso] datang. [P Budi Santoso], S.H. pulang.", None),
        ("[P Jokowi] datang. [P Joko Widodo] pulang.", None),
    ],
)  # fmt: skip
def test_mismatches(line: str, expected: str | None) -> None:
    found = read_example(read_marked(line)).mismatches
    assert [" ".join([m.kind, *m.names]) for m in found] == ([expected] if expected else [])


def test_evidence_names_what_is_shared() -> None:
    marked = read_marked(
        "“Siap,” kata [O Kepala Staf Direktorat Ideologi], [P Leonid Kanevsky]. / "
        "“Siap,” kata [P Leonid Kasinsky], [O kepala Direktorat Ideologi]."
    )
    (mismatch,) = read_example(marked).mismatches
    assert "first name Leonid" in mismatch.evidence
    assert "office kepala Direktorat Ideologi" in mismatch.evidence
    assert [span.of(marked.text) for span in mismatch.spans] == list(mismatch.names)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[P Jon Roozenbeek] datang. [P Roozenbek] pulang.", ["Jon Roozenbeek", "Roozenbek"]),
        ("[P Edi Haryanto] datang. [P Edy] pulang.", ["Edi Haryanto", "Edy"]),
        ("[P Marc Marquez] datang. [P Alex Marquez] pulang.", None),
        ("[P Ali Topan] alias [P Aly] datang.", None),
    ],
)
def test_part_of_a_name(line: str, expected: list[str] | None) -> None:
    found = read_example(read_marked(line)).mismatches
    assert [list(m.names) for m in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[P Hasan Nasbi] datang. [P Hazan Nasbi] pulang.", ["Hasan Nasbi", "Hazan Nasbi"]),
        ("[P Donald Trump] datang. Lalu Turmp pulang.", ["Donald Trump", "Turmp"]),
        ("[P Haris Azhar] datang. Harus begitu. Kamis pulang.", None),
        ("[P Rahmat Mirzani] datang. [P Mirza] pulang.", None),
    ],
)
def test_one_slip(line: str, expected: list[str] | None) -> None:
    found = read_example(read_marked(line)).mismatches
    assert [list(m.names) for m in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[G Mitsubishi] datang. [G Mitsubsihi] pulang.", ["Mitsubishi", "Mitsubsihi"]),
        ("[L Bandara Haji Abdullah] dan [L Bandara Haji Abdulllah]",
         ["Bandara Haji Abdullah", "Bandara Haji Abdulllah"]),
        ("[G BNI] datang. [G BBNI] pulang.", None),
        ("[L Slovakia] datang. [L Slovakian] pulang.", None),
        ("[G Rusia] datang. [G Russia Today] pulang.", None),
        ("[G Kementerian Hukum] datang. [G Kementrian Hukum] pulang ke kementerian.", None),
    ],
)  # fmt: skip
def test_bodies(line: str, expected: list[str] | None) -> None:
    found = read_example(read_marked(line)).mismatches
    assert [list(m.names) for m in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[P Ahmad Muhib], GM Corporate Astra, datang. “Siap,” kata [O GM Corporate Astra] "
         "[P Ahmad Triana].", ["Ahmad Muhib", "Ahmad Triana"]),
        ("[O Anggota Dewan Pembina] [P Ahmad Muhib] dan [P Ahmad Triana] datang.", None),
        ("[P Ahmad Muhib], warga, datang. “Siap,” kata [O GM Corporate Astra] [P Ahmad Triana].",
         None),
    ],
)  # fmt: skip
def test_office_that_stands_beside(line: str, expected: list[str] | None) -> None:
    found = read_example(read_marked(line)).mismatches
    assert [list(m.names) for m in found] == ([expected] if expected else [])


def test_a_crowd_of_one_first_name_is_not_compared_pair_by_pair() -> None:
    crowd = [
        Person(f"Ahmad {n}", ("ahmad", str(n)), [Name(Span(n, n + 1), NameLabel.PERSON, "")])
        for n in range(10 * MAX_SHARING)
    ]
    assert len(list(meeting(crowd, crowd))) <= len(crowd) * MAX_SHARING
