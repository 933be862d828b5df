"""The steps from the shared folder to the shipped model; each leaves its result for the next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotetrack.pipeline import load_pipeline
from quotetrack.training import inputs
from quotetrack.training.context import learn, read_examples, write_weights
from quotetrack.training.corpora import write_corpora
from quotetrack.training.evaluate import evaluate
from quotetrack.training.figures import Figure
from quotetrack.training.package import load_trained, package
from quotetrack.training.train import join, train
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
    model: Path | None = None  # to measure and package; None for the one in `work`
    seed: int = 1
    steps: int | None = None  # of training; None for those of the configuration
    speed_articles: int = 1000
    progress: bool = False

    def corpora(self) -> str:
        """Realign the annotations to the pipeline's tokens."""
        return "\n".join(write_corpora(self.shared, self.work / "corpora"))

    def vectors(self) -> str:
        """Learn word vectors from the raw articles."""
        return write_vectors(self.shared, self.work / "vectors")

    def names(self) -> str:
        """Train names and offices on the annotated articles; return a line that says where."""
        return f"names: {self._train('names', 'names')}"

    def classes(self) -> str:
        """Train word classes and join them to the names; return a line that says where."""
        classes = self._train("classes", "pos")
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

    def _train(self, config: str, corpus: str) -> Path:
        inputs.check_shared(self.shared)
        corpora = self.work / "corpora"
        told: dict[str, Any] = {
            "paths.train": str(corpora / f"{corpus}.train.spacy"),
            "paths.dev": str(corpora / f"{corpus}.dev.spacy"),
            "paths.vectors": str(self.work / "vectors" / "spacy"),
            "paths.labels": str(corpora),
            "system.seed": self.seed,
        }
        if self.steps is not None:
            told["vars.steps"] = self.steps
        return train(f"{config}.cfg", self.work / config, told, progress=self.progress)
