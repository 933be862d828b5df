"""From a read `Doc` to plain values: what leaves the pipeline counts characters of the text."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span

from quotetrack.pipeline import cues, mentions, paragraphs, sources, statements
from quotetrack.pipeline.mention_forms import read_mention
from quotetrack.pipeline.name_offices import read_name
from quotetrack.pipeline.spans import spans_between, text_span
from quotetrack.records import Attribution, Findings, Source, StatementType

MAX_CREDITS = 50  # of the whole article: each statement bears them all


def read_findings(doc: Doc) -> Findings:
    """Return what the components wrote on the document, in characters of its text."""
    return Findings(
        attributions=tuple(read_attributions(doc)),
        names=tuple(read_name(doc, entity) for entity in doc.ents),
        paragraphs=tuple(text_span(p) for p in doc.spans[paragraphs.GROUP]),
        sentences=tuple(text_span(sentence) for sentence in doc.sents),
    )


def read_attributions(doc: Doc) -> Iterable[Attribution]:
    """Yield the statements with their cue, mention and sources."""
    by_cue = {m.id_: m for m in doc.spans[mentions.GROUP]}
    found_cues = list(doc.spans[cues.GROUP])
    everywhere = [s for s in doc.spans[sources.GROUP] if s.label_ == "article"][:MAX_CREDITS]
    beside = [s for s in doc.spans[sources.GROUP] if s.label_ == "statement"]
    for key, spans in statements.read_contents(doc).items():
        cue = found_cues[int(key)] if key.isdigit() else None
        mention = by_cue.get(key)
        credited = everywhere + spans_between(beside, *find_reach(doc, spans, cue))
        yield Attribution(
            type=StatementType(spans[0].label_),
            content=tuple(text_span(s) for s in spans),
            cue=text_span(cue) if cue is not None else None,
            mention=read_mention(doc, mention, cue),
            sources=tuple(dict.fromkeys(Source(s.text, text_span(s)) for s in credited)),
            rule=doc.user_data[statements.RULES][key],
        )


def find_reach(doc: Doc, parts: list[Span], cue: Span | None) -> tuple[int, int]:
    """Return the tokens of the sentences that hold and attribute a statement."""
    anchor = cue if cue is not None else parts[-1]
    start = min(parts[0].sent.start, anchor.sent.start)
    return start, max(doc[parts[-1].end - 1].sent.end, anchor.sent.end)
