"""Articles made up for the measure, annotated and predicted: each kind of right and wrong once.

Statements are written with the words they cover; `place` turns those into offsets.
"""

from __future__ import annotations

from typing import Any

from quotetrack.evaluation.lines import Json

MARKET = (
    "JAKARTA - “Harga beras turun,” ujar Menteri Perdagangan Rina Ayu Santoso, dikutip dari Antara,"
    " Senin. “Stok aman,” katanya. “Petani senang,” kata dia. Rina mengatakan bahwa panen raya"
    " dimulai Maret. Kombes Pol. Dedi Wijaya, S.H. meminta agar warga tidak menimbun beras."
    " “Kami menunggu,” tutur seorang pedagang. “Pasar ramai,” kata petugas kepada Kompas.com."
)
FLOOD = (
    "Badan Penanggulangan Bencana Daerah Bogor melaporkan sungai meluap sejak pagi. Menurut Badan"
    " Meteorologi Klimatologi dan Geofisika, hujan lebat turun tiga hari. “Rumah saya hanyut,” kata"
    " warga. “Air naik cepat,” kata Siti Aminah kepada Kompas.com, seperti dilansir AFP. Bupati"
    " Joko Susilo menilai tanggul harus segera dibangun. Camat Tono mengaku bantuan belum tiba."
)
STRIKE = (
    "Ketua serikat Agus Salim menegaskan buruh akan mogok mulai Kamis dan pabrik akan berhenti"
    " beroperasi sampai upah dinaikkan oleh perusahaan. “Upah tidak cukup, kata buruh itu, dan"
    " harga naik,” ucapnya."
)
QUIET = "Toko itu buka pukul delapan pagi. “Selamat datang,” begitu tulisan di pintunya."
UNREAD = "“Sekolah libur,” kata Kepala Dinas Pendidikan Maya Lestari di Bandung."


def place(text: str, *content: str, **fields: Any) -> Json:
    """Return a statement as JSON lines carry it, its words turned into offsets."""
    defaults: Json = {
        **{"type": "direct", "cue": None, "mention": None, "speaker": None, "kind": "person"},
        **{"role": None, "source": []},
    }
    spans = {name: find(text, fields.pop(name)) for name in ("cue", "mention") if fields.get(name)}
    return {**defaults, **fields, **spans, "content": [find(text, part) for part in content]}


def find(text: str, words: str) -> list[int]:
    """Return the offsets of the first place where the words stand."""
    start = text.index(words)
    return [start, start + len(words)]


RINA: Json = {"speaker": "Rina Ayu Santoso", "role": "Menteri Perdagangan"}
GOLD: list[Json] = [
    {
        "id": "market",
        "outlet": "Harian Pagi",
        "text": MARKET,
        "statements": [
            place(
                MARKET,
                "Harga beras turun",
                cue="ujar",
                mention="Menteri Perdagangan Rina Ayu Santoso",
                source=["Antara"],
                **RINA,
            ),
            place(MARKET, "Stok aman", cue="katanya", **RINA),
            place(MARKET, "Petani senang", cue="kata", mention="dia", **RINA),
            place(
                MARKET,
                "panen raya dimulai Maret",
                type="indirect",
                cue="mengatakan",
                mention="Rina",
                **RINA,
            ),
            place(
                MARKET,
                "warga tidak menimbun beras",
                type="indirect",
                cue="meminta",
                mention="Kombes Pol. Dedi Wijaya, S.H.",
                speaker="Dedi Wijaya",
                role="Kombes Pol.",
            ),
            place(MARKET, "Kami menunggu", cue="tutur", mention="seorang pedagang", kind="unnamed"),
            place(
                MARKET,
                "Pasar ramai",
                mention="petugas",
                kind="unnamed",
                role="petugas",
                source=["Kompas.com"],
            ),
        ],
    },
    {
        "id": "flood",
        "outlet": "Suara Kota",
        "text": FLOOD,
        "statements": [
            place(
                FLOOD,
                "sungai meluap sejak pagi",
                type="indirect",
                cue="melaporkan",
                mention="Badan Penanggulangan Bencana Daerah Bogor",
                speaker="Badan Penanggulangan Bencana Daerah Bogor",
                kind="organisation",
            ),
            place(
                FLOOD,
                "hujan lebat turun tiga hari",
                type="indirect",
                cue="Menurut",
                mention="Badan Meteorologi Klimatologi dan Geofisika",
                speaker="Badan Meteorologi Klimatologi dan Geofisika",
                kind="organisation",
                source=["AFP"],
            ),
            place(FLOOD, "Rumah saya hanyut", cue="kata", mention="warga", kind="unnamed"),
            place(
                FLOOD,
                "Air naik cepat",
                mention="Siti Aminah",
                speaker="Siti Aminah",
                source=["Kompas.com", "AFP"],
            ),
            place(
                FLOOD,
                "tanggul harus segera dibangun",
                type="indirect",
                cue="menilai",
                mention="Bupati Joko Susilo",
                speaker="Joko Susilo",
                role="Bupati Bogor",
            ),
            place(
                FLOOD,
                "bantuan belum tiba",
                type="indirect",
                cue="mengaku",
                mention="Camat Tono",
                speaker="Tono",
                role="Camat",
                source=["Radio Bogor", "radio bogor"],
            ),
        ],
    },
    {
        "id": "strike",
        "outlet": "Suara Kota",
        "text": STRIKE,
        "statements": [
            place(
                STRIKE,
                "buruh akan mogok mulai Kamis",
                type="indirect",
                cue="menegaskan",
                mention="Ketua serikat Agus Salim",
                speaker="Agus Salim",
                role="Ketua serikat",
            ),
            place(
                STRIKE,
                "buruh akan mogok mulai Kamis dan pabrik akan berhenti beroperasi",
                type="indirect",
                speaker="Agus Salim",
            ),
            place(STRIKE, "Upah tidak cukup", "harga naik", cue="ucapnya", speaker="Agus Salim"),
        ],
    },
    {"id": "quiet", "text": QUIET, "statements": []},
    {
        "id": "unread",
        "text": UNREAD,
        "statements": [
            place(UNREAD, "Sekolah libur", cue="kata", speaker="Maya Lestari", source=["Antara"])
        ],
    },
]


def guess(text: str, *content: str, **fields: Any) -> Json:
    """Return a predicted statement, with the fields that only a prediction has."""
    return place(text, *content, **{"resolution": "full_name", "confidence": 0.95, **fields})


PREDICTED: list[Json] = [
    {
        "id": "market",
        "statements": [
            # With mark and stop, and a part of the name: the same content, the same speaker.
            guess(
                MARKET,
                "“Harga beras turun,”",
                cue="ujar",
                mention="Perdagangan Rina Ayu Santoso, dikutip",
                speaker="Rina Santoso",
                role="Perdagangan",
                source=["ANTARA", "Antara"],
            ),
            # One word is too little of a name.
            guess(
                MARKET,
                "Stok aman",
                cue="katanya",
                speaker="Rina",
                resolution="nya",
                confidence=0.8,
            ),
            guess(
                MARKET,
                "Petani senang",
                cue="ujar",
                resolution="unresolved",
                kind=None,
                confidence=0.3,
            ),
            # More than half of the content, but of the other type.
            guess(MARKET, "panen raya dimulai", speaker="Hj. Rina Ayu Santoso, M.Si."),
            guess(
                MARKET,
                "agar warga tidak menimbun beras",
                type="indirect",
                cue="meminta",
                mention="Dedi Wijaya",
                speaker="Komisaris Besar Polisi Dedi Wijaya bin Ali",
                role="Komisaris Besar",
            ),
            guess(MARKET, "Kami menunggu", cue="tutur", speaker="Dedi Wijaya", confidence=0.5),
            guess(MARKET, "Pasar ramai", mention="petugas", kind="unnamed", speaker="petugas"),
            guess(MARKET, "kepada Kompas.com", type="indirect", source=["Kompas.com", "Senin"]),
        ],
    },
    {
        "id": "flood",
        "statements": [
            guess(
                FLOOD,
                "sungai meluap sejak",
                type="indirect",
                cue="melaporkan",
                speaker="Badan Penanggulangan Bencana",
                kind="organisation",
            ),
            guess(
                FLOOD,
                "hujan lebat turun tiga hari",
                type="indirect",
                cue="Menurut",
                speaker="Badan Penanggulangan Bencana",
                kind="organisation",
                source=["Reuters"],
                confidence=1.0,
            ),
            guess(FLOOD, "Rumah saya hanyut", mention="warga", speaker=None, kind="unnamed"),
            guess(
                FLOOD,
                "Air naik cepat",
                cue="kata",
                mention="Siti Aminah",
                speaker="Siti Aminah",
                role="warga",
                source=["Kompas.com"],
            ),
            guess(
                FLOOD,
                "tanggul harus segera dibangun",
                type="indirect",
                speaker="Joko Widodo",
                role="Camat",
                resolution=None,
                confidence=None,
            ),
            # Less than half: no pair, one missed and one spurious.
            guess(FLOOD, "tiba", type="indirect", speaker="Tono", source=["AFP"]),
        ],
    },
    {
        "id": "strike",
        "statements": [
            # Both match the longer statement; the closer takes it, though it fits the shorter as
            # well and the other then fits none.
            guess(
                STRIKE,
                "buruh akan mogok mulai Kamis dan pabrik akan",
                type="indirect",
                speaker="Agus Salim",
                role="Ketua",
                resolution="office",
            ),
            guess(
                STRIKE,
                "dan pabrik akan berhenti beroperasi",
                type="indirect",
                speaker="Agus Salim",
            ),
            # Twice the same: one is left over.
            guess(STRIKE, "Upah tidak cukup, kata buruh itu, dan harga naik", speaker="Salim"),
            guess(STRIKE, "Upah tidak cukup, kata buruh itu, dan harga naik", speaker="Agus Salim"),
        ],
    },
    {"id": "quiet", "statements": [guess(QUIET, "Selamat datang", speaker="Toko")]},
    {"id": "elsewhere", "statements": [{"content": "of another file, passed over"}]},
]
