"""How well mismatches between articles are found: altered copies of articles, truth known.

    python -m tests.speakers.bench_mismatches FOLDER [SEED] [--read] [--errors]

FOLDER holds `gold/train.jsonl` and `gold/dev.jsonl`. It is no test, since the articles do not ship:
run it when a rule of `quotetrack/speakers/across.py` or what it joins is changed; `--errors` prints
what went wrong. Each case takes one person of one article, nobody twice: another outlet prints a
copy in which something is altered, or one that only looks so. All articles and copies go into one
database, as annotated, and are compared. Another SEED makes other cases. With `--read` the pipeline
reads each text instead, so that what it gets wrong counts as well; copies that differ only in
what is annotated are then the same words once more.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from itertools import islice
from pathlib import Path

from quotetrack.ingest.across import compare_articles
from quotetrack.pipeline import load_pipeline
from quotetrack.reading import read_articles
from quotetrack.records import MismatchKind, RunSettings, StoredMismatch
from quotetrack.store.mismatches import list_mismatches
from quotetrack.store.officials import save_officials
from quotetrack.store.readings import save_readings
from quotetrack.store.runs import start_run
from quotetrack.store.session import open_database
from tests.speakers.altered import Case, read_gold
from tests.speakers.cases import make_cases
from tests.speakers.officials import OFFICIALS

SETTINGS = RunSettings(version="bench", model="gold", config_hash="0" * 64)


def read(cases: list[Case]) -> list[Case]:
    """Return the cases with what the pipeline finds in their texts in place of the annotation."""
    nlp = load_pipeline()
    readings = read_articles(nlp, [r.article for case in cases for r in case.readings])
    return [replace(case, readings=tuple(islice(readings, len(case.readings)))) for case in cases]


def find(cases: list[Case], folder: Path) -> list[StoredMismatch]:
    """Return the mismatches between articles of a database with all cases; print the seconds."""
    readings = [reading for case in cases for reading in case.readings]
    with open_database(f"sqlite:///{folder / 'bench.db'}", upgrade=True) as database:
        with database.session() as session:
            save_officials(session, OFFICIALS)
            save_readings(session, start_run(session, SETTINGS), readings)
        start = time.perf_counter()
        compare_articles(database)
        statements = sum(len(reading.statements) for reading in readings)
        seconds = time.perf_counter() - start
        print(f"{len(readings)} articles, {statements} statements compared in {seconds:.1f} s")
        with database.session() as session:
            found = list_mismatches(session)
            return [m for m in found if m.first.article_id != m.second.article_id]


def report(cases: list[Case], found: list[StoredMismatch], *, errors: bool) -> None:
    """Print precision and recall of each kind, and which look-alikes were flagged.

    A flag is right if it is of the case's kind and between the case's own two articles, or between
    articles of which one is the altered copy and the names are those of the case.
    """
    owner = {reading.article.id: case for case in cases for reading in case.readings}
    right: Counter[str] = Counter()
    flagged: Counter[str] = Counter()
    hit: set[int] = set()
    wrong: Counter[str] = Counter()
    for mismatch in found:
        kind = mismatch.mismatch.kind.value
        flagged[kind] += 1
        sides = [owner[place.article_key] for place in (mismatch.first, mismatch.second)]
        case = next((c for c in sides if c.is_found_by(mismatch)), None)
        if case is not None:
            right[kind] += 1
            hit.add(id(case))
            continue
        wrong[" / ".join(sorted({side.what for side in sides}))] += 1
        if errors:
            print("WRONG", [c.what for c in sides], kind, mismatch.mismatch.names)
            print("     ", mismatch.mismatch.evidence)
    made = Counter(case.kind.value for case in cases if case.kind)
    got = Counter(case.kind.value for case in cases if case.kind and id(case) in hit)
    if errors:
        for case in cases:
            if case.kind and id(case) not in hit:
                print("MISSED", case.what, case.names, [s.role for s in case.said])
    print(f"{'kind':<16}{'cases':>6}{'flags':>7}{'precision':>11}{'recall':>8}")
    for kind in MismatchKind:
        precision = right[kind] / flagged[kind] if flagged[kind] else 0.0
        recall = got[kind] / made[kind] if made[kind] else 0.0
        print(f"{kind:<16}{made[kind]:>6}{flagged[kind]:>7}{precision:>11.3f}{recall:>8.3f}")
    for what, count in sorted(Counter(case.what for case in cases).items()):
        one = [case for case in cases if case.what == what]
        if one[0].kind:
            print(f"    {what:<34}{count:>5}  found {sum(id(case) in hit for case in one)}")
        else:
            print(f"    {what:<34}{count:>5}  wrongly flagged {wrong[what]}")
    print(f"    flags between cases: {sum(n for what, n in wrong.items() if ' / ' in what)}")


if __name__ == "__main__":
    folder, *rest = (argument for argument in sys.argv[1:] if not argument.startswith("--"))
    made = make_cases(read_gold(Path(folder) / "gold"), int(rest[0]) if rest else 5)
    honest = sum(case.kind is None for case in made)
    print(f"{len(made) - honest} cases, {honest} look-alikes")
    if "--read" in sys.argv:
        made = read(made)
    with tempfile.TemporaryDirectory() as place:
        report(made, find(made, Path(place)), errors="--errors" in sys.argv)
