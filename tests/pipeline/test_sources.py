"""Which media are named, and what they cover."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("“Siap,” kata [P Budi], dikutip dari Sputnik.", ["statement Sputnik"]),
        ("“Siap,” kata [P Budi] dilansir AFP, Senin.", ["statement AFP"]),
        ("“Siap,” kata [P Budi] dilansir Senin (12/3).", []),
        ("“Siap,” kata [P Budi] kepada Kompas.com.", ["statement Kompas.com"]),
        ("“Siap,” kata [P Budi] kepada wartawan.", []),
        ("“Siap,” tulis [P Budi] melalui akun Instagram.", ["statement Instagram"]),
        ("“Dikutip dari Sputnik,” kata [P Budi].", []),
        ("“Siap,” kata [P Budi].\nSumber: Antara", ["article Antara"]),
        ("Ia berbelanja di Instagram.\n“Siap,” kata [P Budi].", []),
        ("“Siap,” kata [P Budi] dikutip dari laman Times of Israel.",
         ["statement Times of Israel"]),
        ("“Siap,” kata [P Budi], dikutip detikNews dari Antara.",
         ["statement detikNews", "statement Antara"]),
        ("“Siap,” kata [P Budi] kepada Tribunpekanbaru.com Senin.",
         ["statement Tribunpekanbaru.com"]),
        ("“Siap,” kata [P Budi] kepada Tribun Batam.", ["statement Tribun Batam"]),
        ("“Siap,” kata [P Budi] di Kanal Channel.", ["statement Kanal Channel"]),
        ("“Siap,” kata [P Budi] saat dihubungi BTV.", ["statement BTV"]),
        ("“Siap,” kata [P Budi] dikutip dari live instagram.", ["statement instagram"]),
        ("Empat di antaranya siap, kata [P Budi].", []),
        ("Video itu, kata [P Budi], tersebar di WhatsApp.", []),
        ("[P Budi] mengatakan harga akan naik, demikian dikutip Reuters.", ["statement Reuters"]),
        ("Sebelumnya diberitakan Direktur Utama pergi.\n“Siap,” kata [P Budi].", []),
        ("Sebelumnya diberitakan [P Ani] pergi.\n“Siap,” kata [P Budi].", []),
        ("“Siap,” kata [P Budi] dalam wawancara dengan stasiun televisi pemerintah Goalpost.",
         ["statement Goalpost"]),
        ("“Siap,” kata [P Budi] dalam wawancara dengan [P Ani].", []),
        ("“Siap,” kata [P Budi].\nArtikel ini telah tayang di TribunManado.co.id\n"
         "(TribunManado.co.id/Ani)", []),
        ("“Siap,” kata [P Budi]. (The Guardian/OL-5)", ["article The Guardian"]),
        ("“Siap,” kata [P Budi]. (Ant/OL-5)", []),
        ("“Siap,” kata [P Budi].\nArtikel ini telah tayang di Kompas.com", ["article Kompas.com"]),
        ("“Siap,” kata [P Budi].\nSumber: RT.com\n1\n2\n3\n4", ["article RT.com"]),
    ],
)  # fmt: skip
def test_sources(read: Callable[[str], Doc], text: str, sources: list[str]) -> None:
    assert [f"{s.label_} {s.text}" for s in read(text).spans["sources"]] == sources
