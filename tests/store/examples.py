"""Readings for the store's tests, made from a sentence and the words that matter in it."""

from __future__ import annotations

from datetime import date

from quotetrack.records import (
    Article,
    Mismatch,
    MismatchKind,
    Reading,
    Resolution,
    RunSettings,
    Source,
    Span,
    SpeakerKind,
    Statement,
    StatementType,
)

SETTINGS = RunSettings(version="0.1.0", model="none", config_hash="a" * 64)
NEWER = RunSettings(version="0.2.0", model="none", config_hash="a" * 64)


def find(text: str, words: str) -> Span:
    """Return where the words first stand in the text."""
    start = text.index(words)
    return Span(start, start + len(words))


def make_statement(
    text: str,
    *content: str,
    speaker: str | None = None,
    mention: str | None = None,
    cue: str | None = None,
    role: str | None = None,
    source: str | None = None,
    kind: SpeakerKind = SpeakerKind.PERSON,
    type: StatementType = StatementType.DIRECT,
    resolution: Resolution = Resolution.FULL_NAME,
) -> Statement:
    """Return a statement whose parts are the first places of the given words in the text."""
    return Statement(
        type=type,
        content=tuple(find(text, words) for words in content),
        cue=find(text, cue) if cue else None,
        mention=find(text, mention) if mention else None,
        speaker=speaker,
        kind=kind if speaker else SpeakerKind.UNNAMED,
        role=role,
        sources=(Source(source, find(text, source)),) if source else (),
        resolution=resolution if speaker else Resolution.UNRESOLVED,
        rule="test",
        confidence=0.75,
    )


GALUZIN_TEXT = (
    "Jatimcenter.com – “Angkatan Bersenjata mendapat Iskander,” ujar Wakil Menteri Luar Negeri "
    "Rusia, Mikhail Galuzin dikutip Sputnik. “Kami siap,” kata Galuzin, “kapan saja.” "
    "Seorang pejabat mengungkapkan rudal itu siap. Leonid Kanevsky dan Leonid Kasinsky hadir."
)
GALUZIN = Reading(
    article=Article(
        text=GALUZIN_TEXT,
        title="Iskander untuk Belarusia",
        outlet="Jatimcenter.com",
        url="https://jatimcenter.com/iskander",
        published=date(2022, 12, 26),
        id="idn1",
        body_start=18,
        origin="articles.jsonl:1",
    ),
    statements=(
        make_statement(
            GALUZIN_TEXT,
            "Angkatan Bersenjata mendapat Iskander",
            speaker="Mikhail Galuzin",
            mention="Wakil Menteri Luar Negeri Rusia, Mikhail Galuzin",
            cue="ujar",
            role="Wakil Menteri Luar Negeri Rusia",
            source="Sputnik",
        ),
        make_statement(
            GALUZIN_TEXT,
            "Kami siap",
            "kapan saja",
            speaker="Mikhail Galuzin",
            mention="Galuzin",
            cue="kata",
            resolution=Resolution.PARTIAL_NAME,
        ),
        make_statement(
            GALUZIN_TEXT,
            "rudal itu siap",
            mention="Seorang pejabat",
            cue="mengungkapkan",
            type=StatementType.INDIRECT,
        ),
    ),
    mismatches=(
        Mismatch(
            kind=MismatchKind.DIFFERENT_NAME,
            names=("Leonid Kanevsky", "Leonid Kasinsky"),
            spans=(find(GALUZIN_TEXT, "Leonid Kanevsky"), find(GALUZIN_TEXT, "Leonid Kasinsky")),
            score=0.9,
            evidence="Both are called Leonid.",
        ),
    ),
)


def make_reading(
    speaker: str,
    words: str = "Harga akan naik",
    *,
    outlet: str | None = None,
    published: date | None = None,
    id: str | None = None,
    role: str | None = None,
    mention: str | None = None,
    kind: SpeakerKind = SpeakerKind.PERSON,
    type: StatementType = StatementType.DIRECT,
    resolution: Resolution = Resolution.FULL_NAME,
) -> Reading:
    """Return a reading of an article of one sentence, with one statement by the speaker."""
    text = f"{outlet or ''} {published or ''} {id or ''}: “{words},” ujar {mention or speaker}."
    article = Article(text=text, outlet=outlet, published=published, id=id)
    statement = make_statement(
        text,
        words,
        speaker=speaker,
        mention=mention or speaker,
        cue="ujar",
        role=role,
        kind=kind,
        type=type,
        resolution=resolution,
    )
    return Reading(article=article, statements=(statement,))
