"""`quotetrack evaluate`: what is found in annotated articles, measured; touches no database."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotetrack.cli.options import format_option
from quotetrack.cli.output import clean_line

if TYPE_CHECKING:
    from quotetrack.cli.scores import Scores
    from quotetrack.evaluation.counting import Matched
    from quotetrack.evaluation.inputs import GoldArticle, Predictions

_FILE = click.Path(path_type=Path)


@click.command(
    name="evaluate",
    epilog="\b\nExample:\n  quotetrack evaluate dev.jsonl --errors 20\n"
    "  quotetrack extract dev.jsonl --format jsonl > now.jsonl\n"
    "  quotetrack evaluate dev.jsonl --predicted now.jsonl --against earlier.jsonl",
)
@click.argument("gold", type=_FILE)
@click.option(
    "--predicted",
    type=_FILE,
    metavar="FILE",
    help="What `extract --format jsonl` wrote; without it the articles are read anew.",
)
@click.option(
    "--against",
    type=_FILE,
    metavar="FILE",
    help="An earlier --predicted: list what was gained and lost since.",
)
@click.option("--errors", type=click.IntRange(0), default=0, metavar="N", help="List N errors.")
@click.option(
    "--by",
    type=click.Choice(["type", "resolution", "outlet"]),
    help="Tell the figures apart by the statement's type, by how the predicted speaker was"
    " resolved, or by outlet.",
)
@format_option("table", "json", "csv")
def command(
    gold: Path,
    predicted: Path | None,
    against: Path | None,
    errors: int,
    by: str | None,
    format_: str,
) -> None:
    """Measure what is found against annotated articles.

    GOLD is a JSON lines file: an article a line, as `ingest` takes it, with its “statements” as
    `extract` prints them. Beside each figure stands the interval that holds 95 % of 1,000 draws
    of the articles, and the counts it is made of. The last table says, for each band of
    confidence, how many statements were given it and how many were right, content and speaker.
    """
    if format_ == "csv" and (errors or against):
        raise click.UsageError(
            "--errors and --against do not fit into one CSV: use --format table or json"
        )
    # Here, not above: `evaluate --help` need not wait for numpy.
    from quotetrack.cli.scores import print_scores
    from quotetrack.evaluation.inputs import read_gold, read_predictions

    articles = read_gold(gold)
    earlier = _match(articles, read_predictions(against, articles), against) if against else None
    found = read_predictions(predicted, articles) if predicted else _read_articles(articles)
    print_scores(_score(_match(articles, found, predicted), earlier, errors, by), format_)


def _score(
    matched: list[Matched], earlier: list[Matched] | None, errors: int, by: str | None
) -> Scores:
    from quotetrack.cli.scores import Scores
    from quotetrack.evaluation.differences import find_changes, find_errors
    from quotetrack.evaluation.measures import (
        Grouping,
        measure_all,
        measure_confidence,
        measure_groups,
    )

    return Scores(
        articles=len(matched),
        by=by,
        figures=measure_groups(matched, Grouping(by)) if by else measure_all(matched),
        calibration=measure_confidence(matched),
        errors=list(islice(find_errors(matched), errors)) if errors else None,
        changes=find_changes(earlier, matched) if earlier else None,
    )


def _match(articles: Sequence[GoldArticle], found: Predictions, path: Path | None) -> list[Matched]:
    from quotetrack.evaluation.counting import match

    missing = [article.id for article in articles if article.id not in found]
    if missing:
        note = f"{path}: lacks {len(missing)} of {len(articles)} articles, {missing[0]} the first"
        click.echo(clean_line(f"{note}: counted as without statements"), err=True)
    return [match(article, found.get(article.id, ())) for article in articles]


def _read_articles(articles: Sequence[GoldArticle]) -> Predictions:
    """Return what the pipeline finds in the articles, a bar moving on meanwhile."""
    from quotetrack.cli.frame import open_console
    from quotetrack.cli.progress import make_progress
    from quotetrack.evaluation.inputs import read_reading
    from quotetrack.pipeline import load_pipeline
    from quotetrack.reading import read_articles

    found = {}
    with make_progress(open_console(stderr=True)) as progress:
        task = progress.add_task("reading", total=len(articles))
        readings = read_articles(load_pipeline(), (article.article for article in articles))
        for article, reading in zip(articles, readings, strict=True):
            found[article.id] = read_reading(reading)
            progress.update(task, advance=1, description=f"{len(found)} of {len(articles)}")
    return found
