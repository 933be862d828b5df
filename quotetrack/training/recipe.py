"""The steps from the shared folder to the shipped model; each leaves its result for the next."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from quotetrack.evaluation.figures import Figure
from quotetrack.pipeline import load_pipeline
from quotetrack.training import inputs
from quotetrack.training.context import learn, read_examples, write_weights
from quotetrack.training.corpora import write_corpora
from quotetrack.training.evaluate import evaluate
from quotetrack.training.package import load_trained, package
from quotetrack.training.renamed import write_renamed
from quotetrack.training.silver import write_found, write_silver
from quotetrack.training.train import GOLD_COPIES, collect, join, train
from quotetrack.training.vectors import write_vectors

LAST = "model-last"
STEPS = {"teachers": 3600, "student": 5400, "names": 2000}
TUNING_RATE = 0.0005  # a quarter of that at which the student learns
GOLD_TRAIN = "gold/train.jsonl"
CONTEXT_WEIGHTS = Path(__file__).parent.parent / "speakers" / "context.json"


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the steps read and write, and how much they may use."""

    shared: Path
    work: Path
    target: Path
    model: Path | None = None  # to measure and package; None for the one in `work`
    teachers: int = 2
    jobs: int = 2
    steps: int | None = None  # of training; None for as many as are needed
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
        """Train teachers of names and offices on the annotated articles, each from its own seed."""
        inputs.check_shared(self.shared)
        seeds = range(1, self.teachers + 1)
        self._each(train_teacher, [(self, seed) for seed in seeds])
        return f"teachers: {', '.join(str(self.teacher(seed)) for seed in seeds)}"

    def silver(self) -> str:
        """Annotate the raw articles where the teachers agree; return a line that counts."""
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

    def names(self) -> str:
        """Train a student on annotated and silver articles, then on the annotated alone.

        Each of these twice, once with other people in it. Return a line that says where.
        """
        gold, silver = self.work / "corpora/names.train.spacy", self.work / "silver/silver.spacy"
        corpus = collect(self.work / "student" / "train.spacy", {gold: GOLD_COPIES, silver: 1})
        told = {**self.overrides("names", corpus), "vars.steps": self.steps or STEPS["student"]}
        student = train("names.cfg", self.work / "student", told, progress=self.progress)
        names, renamed = self.work / "names", self.work / "names" / "renamed.spacy"
        write_renamed(gold, silver, renamed)
        corpus = collect(names / "train.spacy", {gold: 1, renamed: 1})
        told = {**self.overrides("names", corpus), "vars.steps": self.steps or STEPS["names"]}
        told["vars.rate"] = TUNING_RATE
        return f"names: {train('names.cfg', names, told, start=student, progress=self.progress)}"

    def classes(self) -> str:
        """Train word classes and join them to the names; return a line that says where."""
        inputs.check_shared(self.shared)
        told = self.overrides("pos", self.work / "corpora" / "pos.train.spacy")
        if self.steps is not None:
            told["vars.steps"] = self.steps
        classes = train("classes.cfg", self.work / "classes", told, progress=self.progress)
        return f"model: {join(self.work / 'names' / LAST, classes, self.work / 'model')}"

    def figures(self) -> list[Figure]:
        """Return the figures of the model."""
        inputs.check_shared(self.shared)
        return evaluate(
            load_trained(self.trained()), self.shared, speed_articles=self.speed_articles
        )

    def package(self, figures: list[Figure]) -> str:
        """Write the model as it is shipped."""
        return package(self.trained(), self.target, figures)

    def context(self) -> str:
        """Learn the weights by which speakers are found in the context, with the shipped model."""
        examples = read_examples(load_pipeline(self.target), self.shared / GOLD_TRAIN)
        write_weights(learn(examples), CONTEXT_WEIGHTS)
        return f"context: {CONTEXT_WEIGHTS}, from {len(examples)} examples"

    def trained(self) -> Path:
        """Return the folder of the model to measure and package."""
        return self.model or self.work / "model"

    def teacher(self, seed: int) -> Path:
        """Return where a teacher is."""
        return self.work / "teachers" / str(seed) / LAST

    def overrides(self, name: str, corpus: Path, seed: int = 1) -> dict[str, Any]:
        """Return what a configuration is to be told; `name` is that of the corpus held out."""
        corpora = self.work / "corpora"
        return {
            "paths.train": str(corpus),
            "paths.dev": str(corpora / f"{name}.dev.spacy"),
            "paths.vectors": str(self.work / "vectors" / "spacy"),
            "paths.labels": str(corpora),
            "system.seed": seed,
        }

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
    corpus = recipe.work / "corpora" / "names.train.spacy"
    told = recipe.overrides("names", corpus, seed)
    told["vars.steps"] = recipe.steps or STEPS["teachers"]
    progress = recipe.progress and recipe.jobs == 1
    train("names.cfg", recipe.work / "teachers" / str(seed), told, progress=progress)
