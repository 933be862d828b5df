"""Readings in which the same people say the same things, in one office and another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quotetrack.records import Article, Mismatch, MismatchKind, Reading, StatementType
from tests.store.examples import find, make_statement

NAMES = ("Budi Sandiaga", "Budi Sandiaga Prasetyo", "Rina Melati", "Arif Wibowo")
OFFICES = ("Menteri Perdagangan", "Menteri Pertanian", "Gubernur Jambi")
OUTLETS = ("Kompas", "Tempo", "Antara")
CONTENTS = (
    "Harga beras akan turun di semua pasar mulai bulan depan",
    "Kami sudah menyiapkan gudang baru di tiga kota",
    "Anggaran itu sudah disetujui oleh semua fraksi kemarin",
)
TWO = ("Leonid Kanevsky", "Leonid Kasinsky")


def make_readings(count: int) -> Iterator[Reading]:
    """Yield so many readings of different articles: speakers, claims and mismatches to compare."""
    for number in range(count):
        name, other = NAMES[number % 4], NAMES[number % 3]
        mention = f"{OFFICES[number // 8 % 3]} {name}" if number % 3 == 0 else name
        content, opinion = CONTENTS[number % 3], f"itu pendapat nomor {number} dari semua"
        text = (
            f"“{content},” kata {mention}, dikutip dari Sputnik. {other} menilai {opinion}."
            f" {TWO[0]} dan {TWO[1]} hadir."
        )
        said = make_statement(
            text, content, speaker=name, mention=mention, cue="kata", source="Sputnik"
        )
        thought = make_statement(
            text, opinion, speaker=other, mention=other, type=StatementType.INDIRECT
        )
        article = Article(text=text, outlet=OUTLETS[number % 3], published=date(2023, 1, 9))
        yield Reading(article, (said, thought), _find_mismatches(text) if number % 5 == 0 else ())


def _find_mismatches(text: str) -> tuple[Mismatch, ...]:
    first, second = (find(text, name) for name in TWO)
    kind = MismatchKind.DIFFERENT_NAME
    return (Mismatch(kind, TWO, (first, second), 0.9, "Both are called Leonid."),)
