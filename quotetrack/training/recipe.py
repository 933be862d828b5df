"""The steps from the shared folder to the shipped model; each leaves its result for the next."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from quotetrack.pipeline import load_pipeline
from quotetrack.training import inputs
from quotetrack.training.context import learn, read_examples, write_weights
from quotetrack.training.corpora import write_corpora
from quotetrack.training.evaluate import evaluate
from quotetrack.training.figures import Figure
from quotetrack.training.package import load_trained, package
from quotetrack.training.silver import write_found, write_silver
from quotetrack.training.train import GOLD_COPIES, collect, train
from quotetrack.training.vectors import write_vectors

LAST = "model-last"
GOLD_TRAIN = "gold/train.jsonl"
CONTEXT_WEIGHTS = Path(__file__).parent.parent / "speakers" / "context.json"


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the steps read and write, and how much they may use."""

    shared: Path
    work: Path
    target: Path
    model: Path | None = None  # to measure and package; None for the student
    teachers: int = 2
    jobs: int = 2
    steps: int | None = None  # of training; None for those of the configuration
    silver_articles: int | None = None  # None for all
    speed_articles: int = 1000
    progress: bool = False

    def corpora(self) -> str:
        """Realign the annotations to the pipeline's tokens."""
        return "\n".join(write_corpora(self.shared, self.work / "corpora"))

    def vectors(self) -> str:
        """Learn word vectors from the raw articles."""
        return write_vectors(self.shared, self.work / "vectors")

    def train_teachers(self) -> str:
        """Train teachers on the annotated articles, each from another seed."""
        inputs.check_shared(self.shared)
        seeds = range(1, self.teachers + 1)
        self._each(train_teacher, [(self, seed) for seed in seeds])
        return f"teachers: {', '.join(str(self.teacher(seed)) for seed in seeds)}"

    def silver(self) -> str:
        """Annotate the raw articles where the teachers agree."""
        inputs.check_shared(self.shared)
        folder, seeds = self.work / "silver", range(1, self.teachers + 1)
        folder.mkdir(parents=True, exist_ok=True)
        found = [folder / f"found.{seed}.spacy" for seed in seeds]
        tasks = [
            (self.teacher(seed), self.shared, path, self.silver_articles)
            for seed, path in zip(seeds, found, strict=True)
        ]
        self._each(write_found, tasks)
        return write_silver(found, folder / "silver.spacy")

    def student(self) -> str:
        """Train the model that is shipped, on annotated articles, silver ones and word classes."""
        corpora = self.work / "corpora"
        collected = collect(
            self.work / "student" / "train.spacy",
            {
                corpora / "names.train.spacy": GOLD_COPIES,
                corpora / "pos.train.spacy": 1,
                self.work / "silver" / "silver.spacy": 1,
            },
        )
        folder = train(
            "student.cfg",
            self.work / "student",
            self.overrides(collected, seed=1),
            progress=self.progress,
        )
        return f"student: {folder}"

    def figures(self) -> list[Figure]:
        """Return the figures of the model."""
        inputs.check_shared(self.shared)
        nlp = load_trained(self.model or self.work / "student" / LAST)
        nlp.add_pipe("quotetrack_consistency")
        return evaluate(nlp, self.shared, speed_articles=self.speed_articles)

    def package(self, figures: list[Figure]) -> str:
        """Write the model as it is shipped."""
        return package(self.model or self.work / "student" / LAST, self.target, figures)

    def context(self) -> str:
        """Learn the weights by which speakers are found in the context, with the shipped model."""
        examples = read_examples(load_pipeline(self.target), self.shared / GOLD_TRAIN)
        write_weights(learn(examples), CONTEXT_WEIGHTS)
        return f"context: {CONTEXT_WEIGHTS}, from {len(examples)} examples"

    def teacher(self, seed: int) -> Path:
        """Return where a teacher is."""
        return self.work / "teachers" / str(seed) / LAST

    def overrides(self, corpus: Path, seed: int) -> dict[str, Any]:
        """Return what a configuration is to be told."""
        told: dict[str, Any] = {
            "paths.train": str(corpus),
            "paths.dev": str(self.work / "corpora" / "names.dev.spacy"),
            "paths.vectors": str(self.work / "vectors" / "spacy"),
            "paths.labels": str(self.work / "corpora"),
            "system.seed": seed,
        }
        if self.steps is not None:
            told["vars.steps"] = self.steps
        return told

    def _each(self, do: Callable[..., object], tasks: list[tuple[Any, ...]]) -> None:
        """Do all tasks, side by side where there may be several processes."""
        if self.jobs == 1 or len(tasks) == 1:
            for task in tasks:
                do(*task)
            return
        with ProcessPoolExecutor(self.jobs, mp_context=get_context("spawn")) as pool:
            for future in [pool.submit(do, *task) for task in tasks]:
                future.result()


def train_teacher(recipe: Recipe, seed: int) -> None:
    """Train one teacher."""
    train(
        "teacher.cfg",
        recipe.work / "teachers" / str(seed),
        recipe.overrides(recipe.work / "corpora" / "names.train.spacy", seed),
        progress=recipe.progress and recipe.jobs == 1,
    )
