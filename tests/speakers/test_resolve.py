"""Resolution on findings made by hand; tests/gold/speakers.txt has the phenomena."""

from __future__ import annotations

from quotetrack.records import (
    Attribution,
    Findings,
    Mention,
    MentionForm,
    Resolution,
    Span,
    SpeakerKind,
    StatementType,
)
from quotetrack.speakers.resolve import resolve_statements


def attribution(mention: Mention, start: int = 0) -> Attribution:
    """Return a direct statement of ten characters by a mention."""
    content = (Span(start, start + 10),)
    return Attribution(StatementType.DIRECT, content, None, mention, (), "quotation-cue")


def test_nobody_before_leaves_it_open() -> None:
    findings = Findings((attribution(Mention(MentionForm.NYA)),), (), (Span(0, 20),))
    (statement,) = resolve_statements(findings, " " * 20)
    assert statement.speaker is None
    assert statement.resolution is Resolution.UNRESOLVED


def test_nameless_speaker_is_kept_for_nya() -> None:
    nameless = Mention(MentionForm.NAMELESS, Span(11, 16), None, "warga")
    found = (attribution(nameless), attribution(Mention(MentionForm.NYA), 20))
    first, second = resolve_statements(Findings(found, (), (Span(0, 40),)), " " * 40)
    assert (first.kind, first.role) == (SpeakerKind.UNNAMED, "warga")
    assert (second.kind, second.role) == (SpeakerKind.UNNAMED, "warga")
