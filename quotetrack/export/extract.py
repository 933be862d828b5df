"""A reading as one JSON object: what `quotetrack extract` prints, with no database at hand."""

from __future__ import annotations

from quotetrack.export.row import read_offsets
from quotetrack.records import Mismatch, Reading, Statement


def read_extract(reading: Reading) -> dict[str, object]:
    """Return an article's id, title and outlet with its statements and mismatches.

    The id is the input's own, else the SHA-256 of the text. Offsets are [start, end] pairs in
    characters of the text as given, end excluded; a text that was not given, but found in a page,
    is the field `text`.
    """
    article = reading.article
    return {
        "id": article.id if article.id is not None else article.sha256,
        "title": article.title,
        "outlet": article.outlet,
        **({"text": article.text} if article.extracted else {}),
        "statements": [_read_statement(statement) for statement in reading.statements],
        "mismatches": [_read_mismatch(mismatch) for mismatch in reading.mismatches],
    }


def _read_statement(statement: Statement) -> dict[str, object]:
    return {
        "type": statement.type.value,
        "content": [list(part) for part in statement.content],
        "cue": read_offsets(statement.cue),
        "mention": read_offsets(statement.mention),
        "speaker": statement.speaker,
        "kind": statement.kind.value,
        "role": statement.role,
        "source": [source.name for source in statement.sources],
        "resolution": statement.resolution.value,
        "rule": statement.rule,
        "confidence": round(statement.confidence, 4),
    }


def _read_mismatch(mismatch: Mismatch) -> dict[str, object]:
    return {
        "kind": mismatch.kind.value,
        "names": list(mismatch.names),
        "spans": [list(span) for span in mismatch.spans],
        "score": round(mismatch.score, 4),
        "evidence": mismatch.evidence,
    }
