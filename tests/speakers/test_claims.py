"""What is one claim, what only looks like one, and that no order or number changes it."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from quotetrack.records import Claim, StatementType, Variant
from quotetrack.speakers import claims
from quotetrack.speakers.claims import join_claims, make_claim

PRICES = "Pemerintah akan menurunkan harga beras di seluruh pasar tradisional pada bulan depan"
HALF = " ".join(PRICES.split()[:8])


def _claim(content: str, speaker: str = "1", type_: str = "direct") -> Claim:
    return make_claim(Variant(speaker, StatementType(type_), content))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # the same words, printed otherwise
        (PRICES, f"“{PRICES.upper()}!”", True),
        (PRICES, PRICES.replace(" ", "\n "), True),
        ("Kami naik 1.500 rupiah per liter", "kami naik 1500 rupiah per liter", True),
        # too short to tell anything, even if equal
        ("Ya", "Ya", False),
        ("Tidak ada", "Tidak ada", False),
        ("Terima kasih banyak", "Terima kasih banyak", False),
        ("Ya, ya, ya, ya", "Ya, ya, ya, ya", False),
        # a word changed, added or left out
        (PRICES, PRICES.replace("menurunkan", "memangkas"), True),
        (PRICES, PRICES.replace("akan ", ""), True),
        (
            "Kami akan segera menurunkan harga beras",
            "Kami akan segera menaikkan harga beras",
            False,
        ),
        # a name misprinted by a letter, but no other name
        (f"{PRICES} kata Galuzin nanti", f"{PRICES} kata Galuzyn nanti", True),
        (f"{PRICES} di Malang", f"{PRICES} di Magelang", False),
        (f"{PRICES} di Papua saja", f"{PRICES} di Papua Barat saja", False),
        (f"{PRICES} di wilayah timur", f"{PRICES} di wilayah barat", False),
        # another number or a negation
        (f"{PRICES} 5 persen", f"{PRICES} 6 persen", False),
        (f"{PRICES} 2,5 persen", f"{PRICES} 25 persen", False),
        (f"{PRICES} dua kali", f"{PRICES} tiga kali", False),
        (PRICES, PRICES.replace("akan", "tidak akan"), False),
        # shortened at either end, but not to a few words, and not to another number
        (PRICES, HALF, True),
        (PRICES, " ".join(PRICES.split()[-8:]), True),
        (PRICES, " ".join(PRICES.split()[:6]), False),
        (f"{PRICES} di 34 provinsi, dan lain-lain lagi", f"{PRICES} di 33 provinsi", False),
        # nothing in common
        (PRICES, "Kami belum tahu kapan hujan akan turun di Bogor dan di sekitarnya", False),
    ],
)
def test_two_contents(one: str, other: str, same: bool) -> None:
    for pair in ((one, other), (other, one)):
        first, second = join_claims([_claim(content) for content in pair]).places
        assert (first == second) is same


def test_other_speakers_share_no_claim() -> None:
    new = [_claim(PRICES, speaker) for speaker in ("1", "2", "", "2", "")]
    assert join_claims(new).places == (0, 1, 2, 1, 2)


@pytest.mark.parametrize(("content", "same"), [(PRICES.lower(), True), (HALF, False)])
def test_what_is_quoted_and_what_is_reported_must_nearly_agree(content: str, same: bool) -> None:
    first, second = join_claims([_claim(PRICES), _claim(content, type_="indirect")]).places
    assert (first == second) is same


def test_a_fuller_variant_stands_for_the_claim() -> None:
    whole, half = _claim(PRICES), _claim(HALF)
    for new in ([whole, half], [half, whole]):
        (claim,) = join_claims(new).claims
        assert claim.variant == whole.variant
        assert {whole.keys[0], half.keys[0]} <= set(claim.keys)


def test_a_short_variant_makes_no_claim_of_two_long_ones() -> None:
    slogan = "kami akan terus bekerja keras untuk rakyat seluruh Indonesia"
    long = [f"{slogan} dan membangun jembatan baru", f"Besok {slogan} serta membuka sekolah"]
    one, part, two = join_claims([_claim(long[0]), _claim(slogan), _claim(long[1])]).places
    assert one == part != two


def test_equal_words_are_one_claim_in_every_order() -> None:
    texts = [PRICES, HALF, PRICES.replace("harga", "ongkos"), f"Besok {PRICES} juga"] * 3
    for seed in range(20):
        new = [_claim(text) for text in random.Random(seed).sample(texts, len(texts))]
        places = join_claims(new).places
        for letters in {claim.keys[0] for claim in new}:
            equal = [claim.keys[0] == letters for claim in new]
            assert len({place for place, is_ in zip(places, equal, strict=True) if is_}) == 1


def test_known_claims_are_joined() -> None:
    known = join_claims([_claim(PRICES, "1"), _claim(PRICES, "2")]).claims
    numbered = [replace(claim, id=number) for number, claim in enumerate(known, start=7)]
    joined = join_claims([_claim(HALF, "2"), _claim(PRICES, "3")], numbered)
    assert joined.places == (1, 2)
    assert [claim.id for claim in joined.claims] == [7, 8, None]


def test_what_is_no_longer_read_so_is_joined_by_its_equal_alone() -> None:
    old = replace(_claim(f"{PRICES} Kami akan membangun jembatan"), id=1, current=False)
    new = [_claim(PRICES), _claim(old.variant.content)]
    assert join_claims(new, [old]).places == (1, 0)


def test_a_key_of_many_claims_is_not_given_to_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "_CROWDED", 3)
    new = [_claim(f"Pada tanggal {day} Juli kami akan datang ke sini lagi") for day in range(1, 9)]
    found = join_claims(new)
    assert found.places == tuple(range(8))
    keys = [key for claim in found.claims for key in claim.keys]
    assert max(keys.count(key) for key in keys) == 3


def test_keys_are_the_same_tomorrow() -> None:
    # The database holds them: where they change, a migration must make them anew.
    assert (len(_claim(PRICES).keys), sum(_claim(PRICES).keys)) == (19, -11093055686234061209)
