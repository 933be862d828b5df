"""What a later run gained, lost and changed, in articles that both have read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotetrack.errors import NotFoundError
from quotetrack.records import ChangeKind, Correction, ReviewState, Span, Verdict
from quotetrack.store.readings import save_readings
from quotetrack.store.run_changes import count_common, find_run_changes
from quotetrack.store.runs import list_runs, start_run
from quotetrack.store.session import Database
from quotetrack.store.statement_reviews import review_statements
from tests.store.examples import GALUZIN, GALUZIN_TEXT, NEWER, SETTINGS, find, make_reading

FIRST, SECOND, THIRD = GALUZIN.statements
PUTIN = replace(FIRST, content=(find(GALUZIN_TEXT, "Leonid Kanevsky dan"),), speaker="Putin")
SHORTER = replace(
    FIRST, content=(Span(FIRST.content[0].start_char + 5, FIRST.content[0].end_char),)
)
CHANGED = [
    ((FIRST, SECOND, THIRD), []),
    ((FIRST, THIRD), [("lost", "Kami siap … kapan saja", set())]),
    ((FIRST, SECOND, THIRD, PUTIN), [("gained", "Leonid Kanevsky dan", set())]),
    (
        (FIRST, replace(SECOND, speaker="Ivan Galuzin", role="Menteri"), THIRD),
        [("changed", "Kami siap … kapan saja", {"speaker", "role"})],
    ),
    (
        (replace(FIRST, sources=(), confidence=0.1), SECOND, THIRD),
        [("changed", "Angkatan Bersenjata mendapat Iskander", {"source"})],
    ),
    ((SHORTER, SECOND, THIRD), [("changed", SHORTER.content[0].of(GALUZIN_TEXT), {"content"})]),
]


@pytest.mark.parametrize(("statements", "expected"), CHANGED, ids=[str(n) for n in range(6)])
def test_two_runs(
    database: Database, run_id: int, statements: tuple[object, ...], expected: list[object]
) -> None:
    again = replace(GALUZIN, statements=statements)  # type: ignore[arg-type]
    with database.session() as session:
        save_readings(session, run_id, [GALUZIN, make_reading("Budi", id="only the first")])
        correction = Correction(speaker="Somebody")
        review_statements(session, [1], Verdict(ReviewState.CORRECTED, "Ani", None, correction))
        save_readings(session, start_run(session, NEWER), [make_reading("Ani", id="b"), again])
        assert count_common(session, 1, 2) == 1
        found = list(find_run_changes(session, 1, 2))
        assert [(c.kind.value, c.stored.content, set(c.changes)) for c in found] == expected
        turned = {ChangeKind.GAINED: "lost", ChangeKind.LOST: "gained"}
        back = [turned.get(c.kind, "changed") for c in find_run_changes(session, 2, 1)]
        assert back == [c.kind.value for c in found]


def test_runs_are_listed(database: Database, run_id: int) -> None:
    with database.session() as session:
        start_run(session, NEWER)
        runs = list_runs(session)
        assert [(run.id, run.settings) for run in runs] == [(1, SETTINGS), (2, NEWER)]
        assert runs[0].finished_at is None
        with pytest.raises(NotFoundError, match="no run 3"):
            count_common(session, 1, 3)
