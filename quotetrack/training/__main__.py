"""`python -m quotetrack.training STEP`: makes the model that quotetrack ships."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotetrack.errors import QuotetrackError

if TYPE_CHECKING:
    from quotetrack.evaluation.figures import Figure
    from quotetrack.training.recipe import Recipe

STEPS = (
    "corpora",
    "vectors",
    "teachers",
    "silver",
    "names",
    "classes",
    "evaluate",
    "package",
    "context",
)
MODEL = Path(__file__).parent.parent / "model"


@click.command(epilog="\b\nExample:\n  python -m quotetrack.training all --shared ../shared")
@click.argument("step", type=click.Choice([*STEPS, "all"]))
@click.option(
    "--shared",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder with gold/ and data/.",
)
@click.option(
    "--work",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/training"),
    show_default=True,
    help="Where each step leaves its result for the next.",
)
@click.option(
    "--target",
    type=click.Path(path_type=Path, file_okay=False),
    default=MODEL,
    help="Where package writes the model.  [default: quotetrack/model]",
)
@click.option(
    "--model",
    type=click.Path(path_type=Path, file_okay=False),
    help="What to evaluate or package.  [default: the one in --work]",
)
@click.option("--teachers", type=click.IntRange(1), default=2, show_default=True)
@click.option(
    "--jobs", type=click.IntRange(1), default=2, show_default=True, help="Teachers side by side."
)
@click.option("--steps", type=click.IntRange(1), help="Steps of training, for a quick trial.")
@click.option(
    "--silver-articles", type=click.IntRange(1), help="Raw articles to read, for a quick trial."
)
@click.option("--no-speed", is_flag=True, help="Leave the speed unmeasured.")
@click.option("--format", "layout", type=click.Choice(["table", "json"]), default="table")
def main(
    step: str,
    shared: Path,
    work: Path,
    target: Path,
    model: Path | None,
    teachers: int,
    jobs: int,
    steps: int | None,
    silver_articles: int | None,
    no_speed: bool,
    layout: str,
) -> None:
    """Make the model that quotetrack ships, a STEP at a time or all of them in this order:

    \b
    corpora   realign the annotated articles to the tokens
    vectors   learn word vectors from the raw articles (needs quotetrack[train])
    teachers  train names and offices on the annotated articles, several times
    silver    annotate the raw articles where the teachers agree
    names     train names and offices on both, and once more on the annotated articles
    classes   train word classes on tagged sentences, and join the two
    evaluate  print its figures
    package   write it to quotetrack/model with its figures
    context   learn, with that model, what speaks for a speaker that the cue does not name
    """
    _fix_arithmetic()
    from quotetrack.training.recipe import Recipe

    recipe = Recipe(
        shared=shared,
        work=work,
        target=target,
        model=model,
        teachers=teachers,
        jobs=jobs,
        steps=steps,
        silver_articles=silver_articles,
        speed_articles=0 if no_speed else 1000,
        progress=sys.stderr.isatty(),
    )
    try:
        figures: list[Figure] = []
        for name in STEPS if step == "all" else [step]:
            figures = run_step(recipe, name, layout, figures)
    except QuotetrackError as error:
        raise click.ClickException(str(error)) from error


def run_step(recipe: Recipe, step: str, layout: str, figures: list[Figure]) -> list[Figure]:
    """Run one step, print what came of it, and on standard error how long it took.

    Return the figures of the model once they are measured, so that it is done once.
    """
    start = time.perf_counter()
    if step == "evaluate":
        figures = recipe.figures()
        click.echo(show(figures, layout))
    elif step == "package":
        figures = figures or recipe.figures()
        click.echo(recipe.package(figures))
    else:
        does: dict[str, Callable[[], str]] = {
            "corpora": recipe.corpora,
            "vectors": recipe.vectors,
            "teachers": recipe.train_teachers,
            "silver": recipe.silver,
            "names": recipe.names,
            "classes": recipe.classes,
            "context": recipe.context,
        }
        click.echo(does[step]())
    click.echo(f"{step}: {time.perf_counter() - start:.0f} s", err=True)
    return figures


def show(figures: list[Figure], layout: str) -> str:
    """Return figures as a table or as JSON."""
    from quotetrack.evaluation.figures import format_json, format_table

    return format_json(figures) if layout == "json" else format_table(figures)


def _fix_arithmetic() -> None:
    """Have numpy and its OpenBLAS, not loaded yet, add up alike on every run and processor.

    By themselves they take what suits the processor, each in an order of its own: other weights
    after ten steps, and after thousands a figure by a point or two. What Haswell has, of 2013, all
    have that numpy is made for, but very old ones.
    """
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    if platform.machine() in {"x86_64", "AMD64"}:
        os.environ["OPENBLAS_CORETYPE"] = "Haswell"
        os.environ["NPY_DISABLE_CPU_FEATURES"] = "X86_V4 AVX512_ICL AVX512_SPR"  # what is wider


if __name__ == "__main__":
    main()
