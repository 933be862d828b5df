"""The words of the page and of reports, in English and Indonesian; which of the two to give."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
_DEFAULT = "en"

# What each key says in English, and in Indonesian.
_WORDS: dict[str, tuple[str, str]] = {
    "skip": ("Skip to the content", "Langsung ke isi"),
    "nav": ("Pages", "Halaman"),
    "language": ("Language", "Bahasa"),
    "articles": ("Articles", "Artikel"),
    "speakers": ("Speakers", "Pembicara"),
    "claims": ("Claims", "Klaim"),
    "mismatches": ("Mismatches", "Ketidakcocokan"),
    "try": ("Try it", "Coba"),
    "export": ("Export", "Ekspor"),
    "log": ("Log", "Catatan"),
    "docs": ("API", "API"),
    "tagline": (
        "Who said what, through whom, in Indonesian news.",
        "Siapa berkata apa, lewat siapa, dalam berita Indonesia.",
    ),
    "read_only": ("Read only: nothing can be changed here.", "Hanya baca: tidak ada yang diubah."),
    "reviewing_as": ("Reviewing as {}", "Meninjau sebagai {}"),
    "change": ("change", "ganti"),
    "footer": (
        "No request leaves this machine.",
        "Tidak ada permintaan yang keluar dari mesin ini.",
    ),
    "json": ("This page as JSON", "Halaman ini sebagai JSON"),
    # search
    "search": ("Search", "Cari"),
    "search_label": (
        "A name, an office, or words of a quotation",
        "Nama, jabatan, atau kata-kata kutipan",
    ),
    "search_hint": (
        "For example Kasinsky, Menteri Luar Negeri, “sistem rudal”, kirim*",
        "Misalnya Kasinsky, Menteri Luar Negeri, “sistem rudal”, kirim*",
    ),
    "results": ("Results for “{}”", "Hasil untuk “{}”"),
    "holders": ("Who held this office", "Pemegang jabatan ini"),
    "said_words": ("Statements with these words", "Pernyataan dengan kata-kata ini"),
    "nobody_found": (
        "No speaker of this name or office.",
        "Tidak ada pembicara dengan nama atau jabatan ini.",
    ),
    "nothing_said": ("No statement has these words.", "Tidak ada pernyataan dengan kata-kata ini."),
    "more_speakers": ("and {} more", "dan {} lagi"),
    "filter": ("Filter", "Saring"),
    "words": ("Words", "Kata-kata"),
    "type": ("Type", "Jenis"),
    "all_types": ("all", "semua"),
    "outlet": ("Outlet", "Media"),
    "since": ("From day", "Sejak tanggal"),
    "until": ("To day", "Sampai tanggal"),
    "next": ("Older", "Lebih lama"),
    "next_page": ("Next page", "Halaman berikut"),
    "first_page": ("First page", "Halaman pertama"),
    "nothing": ("Nothing here.", "Tidak ada apa-apa."),
    # figures
    "figures": ("Figures", "Angka"),
    "statements": ("Statements", "Pernyataan"),
    "outlets": ("Outlets", "Media"),
    "open_mismatches": ("Open mismatches", "Ketidakcocokan terbuka"),
    "reviews": ("Reviews", "Tinjauan"),
    "latest": ("Latest articles", "Artikel terbaru"),
    "all_articles": ("All articles", "Semua artikel"),
    "all_mismatches": ("All open mismatches", "Semua ketidakcocokan terbuka"),
    "untitled": ("Untitled article", "Artikel tanpa judul"),
    "undated": ("undated", "tanpa tanggal"),
    "one.statements": ("{} statement", "{} pernyataan"),
    "one.articles": ("{} article", "{} artikel"),
    "one.times": ("once", "sekali"),
    "one.appearances": ("{} appearance", "{} kemunculan"),
    "one.outlets": ("{} outlet", "{} media"),
    "count.statements": ("{} statements", "{} pernyataan"),
    "count.articles": ("{} articles", "{} artikel"),
    "count.times": ("{} times", "{} kali"),
    "count.appearances": ("{} appearances", "{} kemunculan"),
    "count.outlets": ("{} outlets", "{} media"),
    # article
    "as_published": ("As published", "Di halaman asli"),
    "legend": ("Legend", "Keterangan"),
    "mark.direct": ("direct quotation", "kutipan langsung"),
    "mark.indirect": ("indirect speech", "kutipan tidak langsung"),
    "mark.cue": ("cue", "penanda ujaran"),
    "mark.mention": ("mention of the speaker", "penyebut pembicara"),
    "mark.source": ("source", "sumber"),
    "text": ("Text", "Teks"),
    "statement": ("Statement", "Pernyataan"),
    "statement_no": ("statement {}", "pernyataan {}"),
    "its_speakers": ("Its speakers", "Pembicaranya"),
    "no_statement": ("No statement was found.", "Tidak ditemukan pernyataan."),
    "rejected": ("Rejected statements", "Pernyataan yang ditolak"),
    "back_to_text": ("in the text", "di teks"),
    "own_page": ("page of its own", "halaman sendiri"),
    "fingerprint": ("SHA-256 of the text", "SHA-256 teks"),
    # statement
    "speaker": ("Speaker", "Pembicara"),
    "unnamed": ("nobody is named", "tidak disebut namanya"),
    "role": ("Office", "Jabatan"),
    "mention": ("Mention", "Penyebut"),
    "cue": ("Cue", "Penanda ujaran"),
    "source": ("Source", "Sumber"),
    "sources": ("Sources", "Sumber"),
    "resolution": ("Speaker found by", "Pembicara ditemukan lewat"),
    "rule": ("Statement found by", "Pernyataan ditemukan oleh"),
    "confidence": ("Confidence", "Keyakinan"),
    "claim": ("Claim", "Klaim"),
    "run": ("Run", "Proses"),
    "history": ("History", "Riwayat"),
    "found_by_run": ("found by run {}", "ditemukan oleh proses {}"),
    "lost": ("found no more by the last run", "tidak lagi ditemukan proses terakhir"),
    "decided": ("{} by {}, {}", "{} oleh {}, {}"),
    "change_of": ("{}: “{}” for “{}”", "{}: “{}” menggantikan “{}”"),
    "story": ("In the log", "Dalam catatan"),
    "type.direct": ("direct", "langsung"),
    "type.indirect": ("indirect", "tidak langsung"),
    "kind.person": ("person", "orang"),
    "kind.organisation": ("organisation", "lembaga"),
    "kind.unnamed": ("unnamed", "tanpa nama"),
    "resolution.full_name": ("full name", "nama lengkap"),
    "resolution.partial_name": ("part of the name", "sebagian nama"),
    "resolution.office": ("office", "jabatan"),
    "resolution.pronoun": ("pronoun", "kata ganti"),
    "resolution.nya": ("-nya", "-nya"),
    "resolution.context": ("context", "konteks"),
    "resolution.unresolved": ("not at all", "tidak ditemukan"),
    "state.open": ("open", "terbuka"),
    "state.confirmed": ("confirmed", "dibenarkan"),
    "state.dismissed": ("dismissed", "ditolak"),
    "state.corrected": ("corrected", "diperbaiki"),
    "changed.speaker": ("speaker", "pembicara"),
    "changed.kind": ("kind", "jenis pembicara"),
    "changed.role": ("office", "jabatan"),
    "changed.type": ("type", "jenis"),
    "changed.source": ("source", "sumber"),
    "changed.content": ("edges", "batas"),
    # review
    "review": ("Review", "Tinjau"),
    "confirm": ("Confirm", "Benarkan"),
    "reject": ("Reject", "Tolak"),
    "correct": ("Correct", "Perbaiki"),
    "reopen": ("Open again", "Buka lagi"),
    "undo": ("Undo", "Batalkan"),
    "content_words": ("Content, word for word", "Isi, kata demi kata"),
    "content_hint": (
        "As the article prints it; with a script, select it in the text and press the button.",
        "Seperti tercetak dalam artikel; dengan skrip, pilih di teks lalu tekan tombolnya.",
    ),
    "take_selection": ("Take what is selected", "Ambil yang dipilih"),
    "sources_hint": ("Parted by a comma", "Dipisah koma"),
    "note": ("Why", "Alasan"),
    "your_name": ("Your name", "Nama Anda"),
    "your_name_hint": (
        "Asked once; it stands beside what you decide, for good.",
        "Ditanya sekali; tercatat selamanya di samping keputusan Anda.",
    ),
    "save": ("Save", "Simpan"),
    "save_correction": ("Save the correction", "Simpan perbaikan"),
    "done.statement": ("Statement {} is {}.", "Pernyataan {} {}."),
    "done.mismatch": ("Mismatch {} is {}.", "Ketidakcocokan {} {}."),
    "reviewer": ("Who reviews", "Siapa yang meninjau"),
    # speaker
    "names": ("Names and aliases", "Nama dan alias"),
    "name": ("Name", "Nama"),
    "printed": ("Printed", "Tercetak"),
    "by_outlets": ("By", "Oleh"),
    "offices": ("Offices", "Jabatan"),
    "office": ("Office", "Jabatan"),
    "in_articles": ("in articles", "dalam artikel"),
    "in_registry": ("in the registry", "dalam daftar pejabat"),
    "from": ("From", "Dari"),
    "to": ("To", "Hingga"),
    "now": ("now", "kini"),
    "unknown": ("not known", "tidak diketahui"),
    "time_line": ("Time line", "Garis waktu"),
    "months": ("Statements by month", "Pernyataan per bulan"),
    "month": ("Month", "Bulan"),
    "as_table": ("As a table", "Sebagai tabel"),
    "quotations": ("Statements, newest first", "Pernyataan, terbaru dahulu"),
    "perhaps": ("Perhaps the same person", "Mungkin orang yang sama"),
    "none_fits": ("No statement fits.", "Tidak ada pernyataan yang cocok."),
    # claim
    "appearances": ("Appearances", "Kemunculan"),
    "first": ("first", "pertama"),
    "same words": ("same words", "kata-kata sama"),
    "shortened": ("shortened", "dipersingkat"),
    "lengthened": ("lengthened", "diperpanjang"),
    "altered": ("altered", "diubah"),
    "attributed": ("Attributed to", "Dinyatakan oleh"),
    "dropped": ("dropped", "hilang"),
    "added": ("added", "ditambah"),
    "most_printed": ("Most printed first", "Paling banyak tercetak dahulu"),
    # mismatches
    "mismatch": ("Mismatch", "Ketidakcocokan"),
    "mismatch.spelling": ("two spellings", "dua ejaan"),
    "mismatch.different_name": ("two names", "dua nama"),
    "mismatch.office": ("offices that exclude each other", "jabatan yang bertentangan"),
    "mismatch.attribution": ("same words, two speakers", "kata-kata sama, dua pembicara"),
    "mismatch.unnamed": ("named elsewhere", "bernama di tempat lain"),
    "evidence": ("Evidence", "Bukti"),
    "kind": ("Kind", "Jenis"),
    "all_kinds": ("all kinds", "semua jenis"),
    "state": ("State", "Keadaan"),
    "dismiss": ("Dismiss", "Abaikan"),
    "same_person": ("Same person", "Orang yang sama"),
    "different_person": ("Different people", "Orang berbeda"),
    "keys_hint": (
        "Keys, while a mismatch has the focus: c confirm, d dismiss, s same person, "
        "b different people, j next, k previous, u undo the last one.",
        "Tombol, selagi sebuah kartu dipilih: c benarkan, d abaikan, s orang yang sama, "
        "b orang berbeda, j berikut, k sebelumnya, u batalkan yang terakhir.",
    ),
    "no_mismatch": ("No mismatch is in this state.", "Tidak ada ketidakcocokan dalam keadaan ini."),
    # try
    "paste": ("Paste an article", "Tempelkan artikel"),
    "paste_hint": (
        "It is read at once, and nothing of it is stored. The first reading takes some seconds.",
        "Langsung dibaca, dan tidak ada yang disimpan. Pembacaan pertama perlu beberapa detik.",
    ),
    "read_it": ("Read it", "Baca"),
    "found": ("What was found", "Yang ditemukan"),
    # export
    "export_title": ("Export a report", "Ekspor laporan"),
    "export_about": (
        "A report names its filters, the versions that read the articles, the audit head and the "
        "time, so that a stranger can check it.",
        "Laporan menyebut saringannya, versi program yang membaca artikel, kepala audit, dan "
        "waktunya, agar siapa pun dapat memeriksanya.",
    ),
    "export_these": ("Export as a report", "Ekspor sebagai laporan"),
    "export_reviews": ("Export the reviews", "Ekspor tinjauan"),
    "report_of": ("Report about", "Laporan tentang"),
    "format": ("Format", "Format"),
    "format.csv": ("a table for any program", "tabel untuk program apa pun"),
    "format.jsonl": ("JSON, a line each, for programs", "JSON, satu baris per butir"),
    "format.parquet": ("a table for pandas, DuckDB, R", "tabel untuk pandas, DuckDB, R"),
    "format.xlsx": (
        "an Excel workbook with a sheet each for claims, statements, speakers, mismatches",
        "buku kerja Excel dengan lembar untuk klaim, pernyataan, pembicara, ketidakcocokan",
    ),
    "format.html": (
        "one page to read and to print, without a network",
        "satu halaman untuk dibaca dan dicetak, tanpa jaringan",
    ),
    "format.pdf": ("the same on paper", "hal yang sama di atas kertas"),
    "format.claimreview": (
        "claims as schema.org has them, JSON-LD",
        "klaim menurut schema.org, JSON-LD",
    ),
    "format.webannotation": (
        "W3C annotations on the articles, JSON-LD",
        "anotasi W3C pada artikel, JSON-LD",
    ),
    "bom": (
        "csv for Excel, with a byte order mark",
        "csv untuk Excel, dengan tanda urutan bita",
    ),
    "narrow": ("Only what fits", "Hanya yang cocok"),
    "all_if_empty": ("What is left empty does not count.", "Yang dikosongkan tidak dihitung."),
    "no_filter": (
        "Every decision is written: no filter is about them.",
        "Semua keputusan ditulis: tidak ada saringan untuknya.",
    ),
    "speaker_hint": (
        "A name, a part or an alias of it, or an office",
        "Nama, bagian atau aliasnya, atau jabatan",
    ),
    "at": ("In that office on", "Menjabat pada tanggal"),
    "raw": (
        "What the program found, whatever was reviewed",
        "Yang ditemukan program, tanpa hasil tinjauan",
    ),
    "fitting": (
        "The name fits {} speakers, and all are in the report:",
        "Nama itu cocok dengan {} pembicara, dan semuanya masuk laporan:",
    ),
    "download": ("Download", "Unduh"),
    "of_itself": ("What it says of itself", "Keterangan tentang laporan"),
    "of_itself_hint": (
        "JSON: filters, versions, audit head, rows, the file's hash. csv and jsonl have no place "
        "for it inside.",
        "JSON: saringan, versi, kepala audit, jumlah baris, hash berkas. csv dan jsonl tidak "
        "dapat memuatnya.",
    ),
    # log
    "log_about": (
        "Whatever happens to the database, the newest first; each event holds the hash of the one "
        "before.",
        "Segala yang terjadi pada basis data, terbaru dahulu; tiap peristiwa memuat hash "
        "peristiwa sebelumnya.",
    ),
    "event.schema upgraded": ("schema upgraded", "skema dimutakhirkan"),
    "event.run begun": ("run begun", "proses dimulai"),
    "event.run ended": ("run ended", "proses selesai"),
    "event.article stored": ("article stored", "artikel disimpan"),
    "event.article read": ("article read", "artikel dibaca"),
    "event.article forgotten": ("article forgotten", "artikel dilupakan"),
    "event.statements claimed": ("statements claimed", "klaim pernyataan ditentukan"),
    "event.speakers identified": ("speakers identified", "pembicara dikenali"),
    "event.articles compared": ("articles compared", "artikel dibandingkan"),
    "event.mismatch decided": ("mismatch decided", "ketidakcocokan diputuskan"),
    "event.proposal decided": ("proposal decided", "usulan diputuskan"),
    "event.statement reviewed": ("statement reviewed", "pernyataan ditinjau"),
    "event.alias reviewed": ("alias reviewed", "alias ditinjau"),
    "event.officials imported": ("officials imported", "pejabat diimpor"),
    "noun.schema": ("schema", "skema"),
    "noun.run": ("run", "proses"),
    "noun.article": ("article", "artikel"),
    "noun.reading": ("reading", "pembacaan"),
    "noun.claim": ("claim", "klaim"),
    "noun.identity": ("identity", "identitas"),
    "noun.mismatch": ("mismatch", "ketidakcocokan"),
    "noun.official": ("official", "pejabat"),
    "noun.review": ("review", "tinjauan"),
    "noun.statement": ("statement", "pernyataan"),
    "noun.alias": ("alias", "alias"),
    "noun.merge": ("one person", "orang yang sama"),
    # entry, problems, docs
    "token": ("Token", "Token"),
    "token_hint": (
        "Whoever started the page has it: `quotetrack serve --token`.",
        "Ada pada yang menjalankan halaman ini: `quotetrack serve --token`.",
    ),
    "enter": ("Enter", "Masuk"),
    "wrong_token": ("That is not the token.", "Token salah."),
    "problem": ("This cannot be done", "Ini tidak dapat dilakukan"),
    "problem.404": ("Not found", "Tidak ditemukan"),
    "no_page": ("No page has this address.", "Tidak ada halaman di alamat ini."),
    "back_to_front": ("To the front page", "Ke beranda"),
    "docs_about": (
        "Every address gives a page and, with `.json` behind its path or `Accept: "
        "application/json`, the same as JSON.",
        "Tiap alamat memberi halaman dan, dengan `.json` di belakang jalurnya atau `Accept: "
        "application/json`, hal yang sama sebagai JSON.",
    ),
    "parameters": ("Parameters", "Parameter"),
    "parameter": ("Parameter", "Parameter"),
    "meaning": ("Meaning", "Arti"),
    "gives": ("Gives", "Memberi"),
    "shapes": ("Shapes", "Bentuk"),
    "field": ("Field", "Bidang"),
    # reports
    "report": ("Who said what", "Siapa berkata apa"),
    "report_about": (
        "A report on statements in Indonesian news, each with the place where it was printed.",
        "Laporan pernyataan dalam berita Indonesia, masing-masing dengan tempat ia tercetak.",
    ),
    "contents": ("Contents", "Daftar isi"),
    "asked.none": ("everything in the database", "seluruh isi basis data"),
    "asked.speaker": ("speaker {}", "pembicara {}"),
    "asked.at": ("who held the office on {}", "pemegang jabatan pada {}"),
    "asked.type": ("only {} ones", "hanya yang {}"),
    "asked.outlet": ("outlet {}", "media {}"),
    "asked.since": ("from {}", "sejak {}"),
    "asked.until": ("to {}", "sampai {}"),
    "asked.raw": ("as the program found them", "sebagaimana ditemukan program"),
    "whole": (
        "Claims are shown with all their appearances, those that do not fit the filters as well.",
        "Klaim ditampilkan dengan semua kemunculannya, juga yang tidak sesuai saringan.",
    ),
    "cut": ("Left out", "Tidak ditampilkan"),
    "cut.claims": ("{} claims", "{} klaim"),
    "cut.statements": ("{} appearances of the claims shown", "{} kemunculan dari klaim di sini"),
    "cut.speakers": ("{} speakers", "{} pembicara"),
    "cut.mismatches": ("{} mismatches", "{} ketidakcocokan"),
    "cut.reviews": ("{} reviews", "{} tinjauan"),
    "all_of_them": ("All of them:", "Semuanya:"),
    "by_day": ("Statements by day", "Pernyataan per hari"),
    "by_month": ("Statements by month", "Pernyataan per bulan"),
    "by_year": ("Statements by year", "Pernyataan per tahun"),
    "most_in": ("most: {} in {}", "terbanyak: {} pada {}"),
    "most_on": ("most: {} on {}", "terbanyak: {} pada {}"),
    "undated_ones": ("{} undated", "{} tanpa tanggal"),
    "by_speaker": ("Most quoted", "Paling banyak dikutip"),
    "by_outlet": ("By outlet", "Per media"),
    "by_type": ("Direct or indirect", "Langsung atau tidak langsung"),
    "by_name": ("Named or not", "Bernama atau tidak"),
    "named": ("named", "bernama"),
    "reviewed": ("Reviewed statements", "Pernyataan ditinjau"),
    "characters": ("characters of", "karakter dari"),
    "in_the_article": ("find it in the article", "cari di artikel"),
    "through": ("through {}", "lewat {}"),
    "no_claims": ("No claim fits.", "Tidak ada klaim yang cocok."),
    "no_mismatches": ("No mismatch.", "Tidak ada ketidakcocokan."),
    "no_reviews": ("Nobody has reviewed any of it.", "Belum ada yang ditinjau."),
    "superseded": ("decided anew since", "kemudian diputuskan ulang"),
    "subject.statement": ("statement {}", "pernyataan {}"),
    "subject.alias": ("alias {}", "alias {}"),
    "subject.mismatch": ("mismatch {}", "ketidakcocokan {}"),
    "subject.merge": ("two speakers", "dua pembicara"),
    "printed_in": ("Articles shown", "Artikel yang ditampilkan"),
    "check": ("How to check this report", "Cara memeriksa laporan ini"),
    "check.article": (
        "Each appearance names its article; the list of articles has its address and the SHA-256 "
        "of its text in UTF-8, so that nobody can have changed a letter unseen.",
        "Tiap kemunculan menyebut artikelnya; daftar artikel memuat alamat dan SHA-256 teksnya "
        "dalam UTF-8, sehingga perubahan satu huruf pun akan terlihat.",
    ),
    "check.place": (
        "Its numbers count characters of that text from 0, the last one excluded: content, cue, "
        "mention and source stand exactly there.",
        "Angka-angkanya menghitung karakter teks itu dari 0, yang terakhir tidak termasuk: isi, "
        "penanda ujaran, penyebut, dan sumber tepat berada di sana.",
    ),
    "check.log": (
        "Every reading and every decision is an event in a log, and each event holds the hash of "
        "the one before. This report is of the state whose last event has the hash below. What "
        "checks a database from the first event to the last is",
        "Tiap pembacaan dan tiap keputusan adalah peristiwa dalam catatan, dan tiap peristiwa "
        "memuat hash peristiwa sebelumnya. Laporan ini berasal dari keadaan yang peristiwa "
        "terakhirnya memiliki hash di bawah. Basis data diperiksa dari peristiwa pertama sampai "
        "terakhir oleh",
    ),
    "about_report": ("About this report", "Tentang laporan ini"),
    "filters": ("Filters", "Saringan"),
    "time": ("Time", "Waktu"),
    "written_by": ("Written by", "Ditulis oleh"),
    "read_by": ("Read by", "Dibaca oleh"),
    "reader": (
        "quotetrack {}, model {}, configuration {}, runs {} to {}: {}",
        "quotetrack {}, model {}, konfigurasi {}, proses {} sampai {}: {}",
    ),
    "audit_head": ("Audit head", "Ujung catatan"),
    "event_of": ("event {} of {}", "peristiwa {}, {}"),
    "forgotten": ("{} articles were forgotten", "{} artikel telah dihapus"),
}
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
}
MONTHS = {language: names.split() for language, names in _MONTHS.items()}


def translate(language: str, key: str, *values: object) -> str:
    """Return what a key says in a language, with values in the places of its braces."""
    english, indonesian = _WORDS[key]
    pieces = (english if language == "en" else indonesian).split("{}")
    if not values:
        return "{}".join(pieces)
    # What is put in may hold braces of its own; "once" has no place for its 1.
    filled = zip_longest(pieces, map(str, values[: len(pieces) - 1]), fillvalue="")
    return "".join(piece + value for piece, value in filled)


class Glossary(dict[str, str]):
    """What each key says in one language: `t["search"]`, `t("decided", who)` with values.

    A template that shows hundreds of statements looks words up faster than it calls for them.
    """

    def __init__(self, language: str) -> None:
        super().__init__((key, translate(language, key)) for key in _WORDS)
        self._language = language

    def __call__(self, key: str, *values: object) -> str:
        """Return what a key says, with values in the places of its braces."""
        return translate(self._language, key, *values)


get_glossary = cache(Glossary)  # none is altered once it is made


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    language: str

    def t(self, key: str, *values: object) -> str:
        """Return what a key says, with values in the places of its braces."""
        return translate(self.language, key, *values)


def choose_language(asked: str | None, kept: str | None, accepted: str | None) -> str:
    """Return a language: the one asked for, else the one kept, else what the browser likes best.

    `accepted` is the header Accept-Language: "id-ID,id;q=0.9,en;q=0.8".
    """
    for language in (asked, kept):
        if language in LANGUAGES:
            return language or _DEFAULT
    liked: list[tuple[float, str]] = []
    for part in (accepted or "")[:200].split(","):
        tag, _, quality = part.partition(";q=")
        language = tag.strip().lower().partition("-")[0]
        language = "id" if language == "in" else language  # what old browsers call it
        try:
            liked.append((float(quality or 1), language))
        except ValueError:
            continue
    best = sorted((item for item in liked if item[1] in LANGUAGES), key=lambda item: -item[0])
    return best[0][1] if best else _DEFAULT
