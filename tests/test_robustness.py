"""Whatever a text is made of, it is read, and what is found in it stands in it."""

from __future__ import annotations

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from quotetrack.export.extract import read_extract
from quotetrack.export.jsonl import dump
from quotetrack.pipeline import find_all
from quotetrack.pipeline.reader import read_findings as read_doc
from quotetrack.reading import read_findings
from quotetrack.records import Article, Findings, Reading, Span
from tests.marked import MARKED_SPANS, pipeline, plain_pipeline

PIECES = [
    *"\"'“”„‟«»‹›‘’‚`´″",
    *"()[]{}<>…–—-.,:;!?/&%@#*_|\\+=~",
    *["“", "”", '"', ", ", ". ", ",” ", " “", ": “", " (", ") ", '," ', '."', "”\n\n“"],
    *["\n", "\n\n", "\r\n", "\r", "\t", " ", "  ", "\u00a0", "\u2028", "\u0085", "\v", "\f"],
    *["😀", "👨‍👩‍👧", "🇮🇩", "\ufe0f", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u2060"],
    *["\u202e", "\u202c", "שלום", "قال", "e\u0301", "\u0301" * 3, "ﬁ", "ß", "İ", "ǆ", "中文"],
    *["\x00", "\x07", "\x1b", "\x7f", "\ud83d", "\ude00", "\ufffd", "\U0010ffff"],
    *["Budi", "Budi Santoso", "Santoso", "Siti", "S. Budi", "Joko Widodo", "Ny.", "H.", "S.H."],
    *["BPS", "KPK", "Badan Pusat Statistik", "Rusia", "Kepala Dinas", "Menteri Luar Negeri"],
    *["kata", "ujarnya", "katanya", "Menurut", "mengatakan", "bahwa", "meminta", "agar", "Kata"],
    *["disampaikan", "oleh", "dia", "ia", "mereka", "pihaknya", "yang", "menambahkan", "seraya"],
    *[
        "Selain itu",
        "berdasarkan",
        "keterangan",
        "dikutip dari",
        "Antara",
        "Kompas.com",
        "dilansir",
    ],
    *["Sumber: ", "Baca juga: ", "kepada", "akun", "Twitter", "@budi", "di", "alias", "sapaan"],
    *["(12/3)", "(27)", "Senin", "1,5", "Rp1.000", "No. 34", "harga naik", "kami siap", "itu"],
    *["JAKARTA, KOMPAS.com - ", "(Antara/OL-5)", "http://a.b/c", "a" * 400],
]
TEXTS = st.lists(st.sampled_from([*PIECES, *" " * 30]), max_size=40).map("".join) | st.text(
    max_size=40
)
bounded = settings(max_examples=150, derandomize=True, deadline=None, database=None)


def read(text: str) -> Reading:
    """Return what the shipped pipeline reads in a text."""
    (findings,) = find_all(plain_pipeline(), [text])
    check_findings(findings, text)
    return read_findings(Article(text=text), findings)


def read_with_names(text: str) -> Reading:
    """Return what the rules read in a text where every capitalised word is somebody's name."""
    words = [match.span() for match in re.finditer(r"\b[A-Z][a-z]+\b", text)]
    doc = pipeline().make_doc(text)
    tokens = {(token.idx, token.idx + len(token)) for token in doc}
    whole = [span for span in words if span in tokens]
    doc.user_data[MARKED_SPANS] = {"P": whole[::2], "G": whole[1::4], "O": whole[::3]}
    findings = read_doc(pipeline()(doc))
    check_findings(findings, text)
    return read_findings(Article(text=text), findings)


def printed(span: Span, text: str) -> str:
    """Return a span's characters, half a surrogate pair as what stands for it in the findings."""
    return re.sub(r"[\ud800-\udfff]", "\ufffd", span.of(text))


def check_span(span: Span, text: str) -> None:
    assert 0 <= span.start_char < span.end_char <= len(text)


def check_findings(findings: Findings, text: str) -> None:
    """Assert that names, mentions and sources are the words of the text at their offsets."""
    for span in (*findings.paragraphs, *findings.sentences):
        check_span(span, text)
    for name in findings.names:
        check_span(name.span, text)
        assert name.text == printed(name.span, text)
    for attribution in findings.attributions:
        mention = attribution.mention
        for words in (mention.name, mention.role):
            if mention.span is not None and words is not None:
                assert words.casefold() in printed(mention.span, text).casefold()


def check_reading(reading: Reading) -> None:
    """Assert that all that was read stands in the text, in order, and is printed as JSON."""
    text = reading.article.text
    for statement in reading.statements:
        spans = [*statement.content, statement.cue, statement.mention]
        for span in (s for s in spans if s is not None):
            check_span(span, text)
        edges = [edge for part in statement.content for edge in part]
        assert edges == sorted(edges)
        for source in statement.sources:
            check_span(source.span, text)
            assert source.name == printed(source.span, text)
        assert 0 <= statement.confidence <= 1
    for mismatch in reading.mismatches:
        for span in mismatch.spans:
            check_span(span, text)
    extract = read_extract(reading)
    line = dump(extract)
    assert len(line.splitlines()) == 1
    assert json.loads(line) == extract


@bounded
@given(TEXTS)
def test_any_text_is_read_by_the_model(text: str) -> None:
    reading = read(text)
    check_reading(reading)
    assert read(text) == reading


@bounded
@given(TEXTS.map(lambda text: re.sub(r"[\ud800-\udfff]", "", text)))
def test_any_text_is_read_by_the_rules(text: str) -> None:
    reading = read_with_names(text)
    check_reading(reading)
    assert read_with_names(text) == reading


def test_half_a_surrogate_pair_moves_no_offset() -> None:
    text = "\ud83d “Kami \ude00 siap,” kata Budi."
    (statement,) = read(text).statements
    assert [part.of(text) for part in statement.content] == ["Kami \ude00 siap"]
