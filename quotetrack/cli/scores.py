"""What `quotetrack evaluate` prints: figures, calibration, errors, what was gained and lost."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

import click

from quotetrack.cli.listing import print_rows
from quotetrack.cli.output import Column, print_table
from quotetrack.evaluation.differences import Change, Changes, Error
from quotetrack.evaluation.measures import GROUP_COLUMNS, Measured, read_measured
from quotetrack.export.jsonl import dump

_FIELDS = (
    *("figure", "measured_on", "value", "low", "high"),
    *("precision", "recall", "count", "found", "of"),
)
_FIGURE_COLUMNS = (
    Column("Figure", ratio=4, style="bold"),
    Column("On", width=8),
    Column("Value", width=5, style="bold"),
    Column("95 %", width=11),
    Column("Precision", width=9),
    Column("Recall", width=6),
    Column("Count", width=5),
    Column("Found", width=5),
    Column("Of", width=5),
)
_BAND_COLUMNS = (
    Column("Confidence", width=10),
    Column("Statements", width=10),
    Column("Right", width=5),
    Column("Share right", width=11, style="bold"),
    Column("95 %", width=11),
)
_ERROR_COLUMNS = (
    Column("Article", ratio=2, style="dim"),
    Column("Error", width=10, style="bold"),
    Column("Type", below=True),
    Column("Gold speaker", ratio=2),
    Column("Predicted speaker", ratio=2),
    Column("Resolution", style="yellow", below=True),
    Column("Text", ratio=4),
)
_CHANGE_COLUMNS = (
    Column("Article", ratio=2, style="dim"),
    Column("Change", width=6, style="bold"),
    Column("Gold speaker", ratio=2),
    Column("Earlier", ratio=2),
    Column("Now", below=True),
    Column("Text", ratio=4),
)


@dataclass(frozen=True, slots=True)
class Scores:
    """All that was measured; None for what was not asked for."""

    articles: int
    by: str | None
    figures: Sequence[Measured]
    calibration: Sequence[Measured]
    errors: Sequence[Error] | None
    changes: Changes | None


def print_scores(scores: Scores, format_: str) -> None:
    """Print the scores as a table, JSON or CSV."""
    writers = {"table": _print_tables, "json": _print_json, "csv": _print_csv}
    writers[format_](scores)


def _print_tables(scores: Scores) -> None:
    """Print the scores as tables, one below the other."""
    click.echo(f"{scores.articles} articles")
    if scores.by:
        _print_groups(scores.figures, scores.by)
    else:
        print_table(_FIGURE_COLUMNS, map(_read_figure_cells, scores.figures))
    if scores.calibration:
        click.echo("\nWho-said-what by confidence:")
        print_table(_BAND_COLUMNS, map(_read_band_cells, scores.calibration))
    if scores.errors is not None:
        click.echo("\nErrors:")
        if print_table(_ERROR_COLUMNS, map(_read_error_cells, scores.errors)) == 0:
            click.echo("no error")
    if scores.changes is not None:
        gained, lost = scores.changes.gained, scores.changes.lost
        click.echo(f"\n{len(gained)} gained, {len(lost)} lost:")
        print_table(_CHANGE_COLUMNS, _read_changes(scores.changes))


def _print_csv(scores: Scores) -> None:
    """Print figures and calibration as CSV, a row a figure."""
    rows = map(read_measured, (*scores.figures, *scores.calibration))
    print_rows(rows, _FIELDS, "csv")


def _print_json(scores: Scores) -> None:
    """Print all scores as one JSON object."""
    document: dict[str, object] = {
        "articles": scores.articles,
        "by": scores.by,
        "figures": [read_measured(one) for one in scores.figures],
        "calibration": [read_measured(one) for one in scores.calibration],
    }
    if scores.errors is not None:
        document["errors"] = [asdict(error) for error in scores.errors]
    if scores.changes is not None:
        document |= asdict(scores.changes)
    sys.stdout.write(dump(document) + "\n")


def _print_groups(figures: Iterable[Measured], by: str) -> None:
    """Print a row a group; of the figures those that fit side by side, all of them in JSON."""
    groups: dict[str, dict[str, Measured]] = {}
    for one in figures:
        groups.setdefault(one.figure.measured_on, {})[one.figure.what] = one
    names = [name for name in GROUP_COLUMNS if any(name in group for group in groups.values())]
    columns = [Column(by.capitalize(), ratio=2, style="bold")]
    for name in names:
        columns.append(Column(name[0].upper() + name[1:], ratio=2, style="bold"))
        columns += [Column("95 %", below=True), Column("Counts", below=True)]
    print_table(columns, (_read_group_cells(on, group, names) for on, group in groups.items()))


def _read_group_cells(
    on: str, group: dict[str, Measured], names: Sequence[str]
) -> tuple[str | None, ...]:
    cells: list[str | None] = [on]
    for name in names:
        one = group.get(name)
        if one:
            counts = "/".join(map(str, one.sums))
            cells += [_show(one.figure.value), _show_interval(one), counts]
        else:
            cells += [None, None, None]
    return tuple(cells)


def _read_figure_cells(measured: Measured) -> tuple[str | None, ...]:
    sums = measured.sums
    return (
        measured.figure.what,
        measured.figure.measured_on,
        _show(measured.figure.value),
        _show_interval(measured),
        _show(measured.precision),
        _show(measured.recall),
        str(sums[0]),
        str(sums[1]) if len(sums) == 3 else None,
        str(sums[-1]),
    )


def _read_band_cells(measured: Measured) -> tuple[str | None, ...]:
    right, given = measured.sums
    return (
        measured.figure.measured_on,
        str(given),
        str(right),
        _show(measured.figure.value),
        _show_interval(measured),
    )


def _read_error_cells(error: Error) -> tuple[str | None, ...]:
    return (
        error.article_id,
        error.kind.value,
        error.type,
        error.gold,
        error.predicted,
        error.resolution,
        error.text,
    )


def _read_changes(changes: Changes) -> Iterator[tuple[str | None, ...]]:
    for name, listed in (("gained", changes.gained), ("lost", changes.lost)):
        for change in listed:
            yield _read_change_cells(name, change)


def _read_change_cells(name: str, change: Change) -> tuple[str | None, ...]:
    return change.article_id, name, change.gold, change.earlier, change.now, change.text


def _show(share: float | None) -> str | None:
    return None if share is None else f"{share:.3f}"


def _show_interval(measured: Measured) -> str:
    return f"{_show(measured.figure.low)}–{_show(measured.figure.high)}"
