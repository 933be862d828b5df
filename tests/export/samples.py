"""A statement as the store hands it out, for the writers' tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from quotetrack.records import (
    Resolution,
    Source,
    Span,
    SpeakerKind,
    Statement,
    StatementType,
    StoredStatement,
)

FULL = StoredStatement(
    id=5,
    statement=Statement(
        type=StatementType.DIRECT,
        content=(Span(10, 20), Span(30, 45)),
        cue=Span(22, 26),
        mention=Span(27, 29),
        speaker="Mikhail Galuzin",
        kind=SpeakerKind.PERSON,
        role="Wakil Menteri Luar Negeri Rusia",
        sources=(Source("Sputnik", Span(50, 57)), Source("AFP", Span(60, 63))),
        resolution=Resolution.FULL_NAME,
        rule="quotation-cue",
        confidence=0.91234567,
    ),
    content="Angkatan “Bersenjata” … telah, menerima\n\nsenjata",
    cue="ujar",
    mention="ia",
    article_id=3,
    article_key="idn1",
    sha256="ab" * 32,
    title="Judul, dengan koma",
    outlet="Jatimcenter.com",
    url="https://example.org/1",
    published=date(2022, 12, 26),
    run_id=2,
    speaker_id=4,
)
BARE = replace(
    FULL,
    id=6,
    statement=Statement(type=StatementType.INDIRECT, content=(Span(0, 4),)),
    content="=1+1",
    cue=None,
    mention=None,
    article_key="ab" * 32,
    title="@judul",
    outlet=None,
    url=None,
    published=None,
    speaker_id=None,
)
