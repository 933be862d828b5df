"""Errors in the order of the text; what was gained and lost."""

from __future__ import annotations

from quotetrack.evaluation.counting import Matched, match
from quotetrack.evaluation.differences import find_changes, find_errors


def test_errors_in_the_order_of_the_text(matched: list[Matched]) -> None:
    errors = list(find_errors(matched))
    assert [(e.article_id, e.kind.value, e.gold, e.predicted) for e in errors] == [
        ("market", "speaker", "Rina Ayu Santoso", "Rina"),
        ("market", "speaker", "Rina Ayu Santoso", "(no speaker)"),
        ("market", "speaker", "(unnamed)", "Dedi Wijaya"),
        ("market", "spurious", None, "(person)"),
        (
            *("flood", "speaker", "Badan Meteorologi Klimatologi dan Geofisika"),
            "Badan Penanggulangan Bencana",
        ),
        ("flood", "speaker", "Joko Susilo", "Joko Widodo"),
        ("flood", "missed", "Tono", None),
        ("flood", "spurious", None, "Tono"),
        ("strike", "missed", "Agus Salim", None),
        ("strike", "spurious", None, "Agus Salim"),
        ("strike", "spurious", None, "Salim"),
        ("quiet", "spurious", None, "Toko"),
        ("unread", "missed", "Maya Lestari", None),
    ]
    first = errors[0]
    assert (first.type, first.resolution) == ("direct", "nya")
    assert first.text.startswith("Stok aman,” katanya. “Petani senang")
    assert len(first.text) == 90


def test_gained_and_lost(matched: list[Matched]) -> None:
    perfect = [match(article.gold, article.gold.statements) for article in matched]
    lost = find_changes(perfect, matched).lost
    assert [(c.article_id, c.gold, c.earlier, c.now) for c in lost][:2] == [
        ("market", "Rina Ayu Santoso", "Rina Ayu Santoso", "Rina"),
        ("market", "Rina Ayu Santoso", "Rina Ayu Santoso", "(no speaker)"),
    ]
    assert (len(lost), lost[-1].now) == (8, "(missed)")
    back = find_changes(matched, perfect)
    assert (len(back.gained), back.lost) == (8, [])
    assert back.gained[-1].earlier == "(missed)"
    same = find_changes(matched, matched)
    assert (same.gained, same.lost) == ([], [])
